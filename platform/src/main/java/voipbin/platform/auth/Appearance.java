package voipbin.platform.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import voipbin.platform.direct.Direct;

/** How a resource that is reached by its hash shows itself to the public. */
@FunctionalInterface
public interface Appearance {

    Appearance NONE = direct -> Optional.empty();

    Optional<Theme> of(Direct direct);

    /** The looks of a chat widget: colours as {@code #rrggbb}, the rest as the contract says. */
    record Theme(
            String primaryColor,
            String secondaryColor,
            String headerBackgroundColor,
            String headerTextColor,
            String logoUrl,
            @Nullable Position position,
            @Nullable Mode themeMode,
            String headerTitle,
            String headerSubtitle,
            @Nullable Boolean connectingIndicatorEnabled,
            String connectingIndicatorText,
            @Nullable Boolean typingIndicatorEnabled,
            @Nullable BorderRadius borderRadius,
            @Nullable FontSize fontSize) {}

    enum Position {
        BOTTOM_RIGHT,
        BOTTOM_LEFT
    }

    enum Mode {
        LIGHT,
        DARK,
        AUTO
    }

    enum BorderRadius {
        SHARP,
        ROUNDED,
        PILL
    }

    enum FontSize {
        COMPACT,
        DEFAULT,
        LARGE
    }
}
