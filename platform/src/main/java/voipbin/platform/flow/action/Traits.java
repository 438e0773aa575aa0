package voipbin.platform.flow.action;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is known of an action's type before its options are read (flows §3). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Traits {

    Media media();

    OnError onError();
}
