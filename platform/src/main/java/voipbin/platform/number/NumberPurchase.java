package voipbin.platform.number;

import java.time.Instant;
import voipbin.base.Id;

/** Where a normal number was bought, under the number's id; there until it is released there. */
record NumberPurchase(Id<NumberPurchase> id, String carrier, String reference, Instant tmCreate) {}
