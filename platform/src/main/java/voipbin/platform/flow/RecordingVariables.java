package voipbin.platform.flow;

import java.util.List;
import java.util.Map;
import voipbin.base.Id;

/** The variables that a flow finds about the latest recording (flows §6). */
public record RecordingVariables(
        Id<?> id,
        String referenceType,
        Id<?> referenceId,
        String format,
        String recordingName,
        List<String> filenames) {

    /** By their names. */
    public Map<String, String> byName() {
        return Map.of(
                "voipbin.recording.id",
                id.toString(),
                "voipbin.recording.reference_type",
                referenceType,
                "voipbin.recording.reference_id",
                referenceId.toString(),
                "voipbin.recording.format",
                format,
                "voipbin.recording.recording_name",
                recordingName,
                "voipbin.recording.filenames",
                String.join(",", filenames));
    }
}
