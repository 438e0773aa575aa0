package voipbin.platform.call;

import voipbin.media.MediaSession;

/** The wire side of a call: one SIP dialog with its media. Told what to do by one actor. */
interface Leg {

    /** Starts dialling; what follows is told to the call as signals, {@link CallSignal.Released} last. */
    void dial();

    /** Lets go by CANCEL or BYE, whatever fits; the leg is gone when {@link CallSignal.Released} has been told. */
    void release();

    /** The leg's media, for what plays and listens. Closed together with the leg. */
    MediaSession media();
}
