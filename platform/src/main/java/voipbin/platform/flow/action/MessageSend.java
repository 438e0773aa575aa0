package voipbin.platform.flow.action;

import java.util.List;
import voipbin.platform.address.Address;

/** Sends text messages. */
@Traits(media = Media.ANY, onError = OnError.STOP)
public record MessageSend(Address source, List<Address> destinations, String text) implements LaterStep {}
