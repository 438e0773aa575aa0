package voipbin.platform.flow.action;

import java.util.List;
import voipbin.base.Id;
import voipbin.platform.address.Address;

/** Sends an e-mail. */
@Traits(media = Media.ANY, onError = OnError.NEXT)
public record EmailSend(List<Address> destinations, String subject, String content, List<Attachment> attachments)
        implements LaterStep {

    /** Something that goes with it. */
    public record Attachment(String referenceType, Id<?> referenceId) {}
}
