package voipbin.platform.flow.action;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import voipbin.base.Id;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Run;

/**
 * Goes on when the time, in UTC, compares as wished, elsewhere when not. Each part is compared for itself, the option
 * on the left: {@code >=} with hour 17 holds until 17:59. All must hold.
 *
 * @param minute 0 to 59, or -1 for any; 0 when it is not said
 * @param hour 0 to 23, or -1 for any; 0 when it is not said
 * @param day 1 to 31, or 0 for any
 * @param month 1 to 12, or 0 for any
 * @param weekdays 0 for Sunday to 6; none for any
 */
@Traits(media = Media.ANY, onError = OnError.STOP)
record ConditionDatetime(
        String condition, int minute, int hour, int day, int month, List<Integer> weekdays, Id<Action> falseTargetId)
        implements Step {

    private static final int DAYS = 7;

    @Override
    public Next run(Run run) {
        return holds(run.time().now().atZone(ZoneOffset.UTC)) ? Next.ONWARD : new Next.Jump(falseTargetId);
    }

    private boolean holds(ZonedDateTime now) {
        return (weekdays.isEmpty() || weekdays.contains(now.getDayOfWeek().getValue() % DAYS))
                && (month <= 0 || compares(month, now.getMonthValue()))
                && (day <= 0 || compares(day, now.getDayOfMonth()))
                && (hour < 0 || compares(hour, now.getHour()))
                && (minute < 0 || compares(minute, now.getMinute()));
    }

    private boolean compares(int wished, int current) {
        return Comparison.holds(condition, Integer.compare(wished, current));
    }
}
