// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jackfield.control.Diagnosis;

/** How a device fares, as people read it: its memory, and where its thread is when it hangs. */
final class DiagnosisText {
    private DiagnosisText() {}

    /** The table of devices with what ails them. */
    static Table added(Table devices, Function<String, Optional<Diagnosis>> diagnoses) {
        return devices.with("Ring", devices.heads().indexOf("Sequence"), row -> diagnoses
                        .apply(row.key())
                        .map(DiagnosisText::ring)
                        .orElse(""))
                .with("Thread", devices.heads().size(), row -> diagnoses
                        .apply(row.key())
                        .map(DiagnosisText::thread)
                        .orElse(""));
    }

    /** How full it is. */
    static String ring(Diagnosis diagnosis) {
        long frames = percent(diagnosis.ringFrames(), diagnosis.maxRingFrames());
        long bytes = percent(diagnosis.ringBytes(), diagnosis.maxRingBytes());
        String fill = Math.max(frames, bytes) + " %: " + diagnosis.ringFrames() + " frames, " + diagnosis.ringBytes()
                + " bytes";
        return diagnosis.ringFrames() == 0 ? "empty" : fill + ", from " + diagnosis.oldestSequence() + " on";
    }

    private static long percent(long part, long whole) {
        return whole <= 0 ? 0 : Math.round(100.0 * part / whole);
    }

    /** Its name and, while its driver does not answer, in the lines that follow where it is. */
    static String thread(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        lines.add(diagnosis.thread()
                + diagnosis
                        .busy()
                        .map(busy -> ", in '" + busy.step() + "' since "
                                + busy.since().truncatedTo(ChronoUnit.SECONDS))
                        .orElse(""));
        if (!diagnosis.leftBehind().isEmpty()) {
            lines.set(0, (lines.get(0) + " (" + diagnosis.leftBehind().size() + " left behind)").strip());
        }
        diagnosis.busy().ifPresent(busy -> lines.addAll(busy.stack()));
        lines.addAll(diagnosis.leftBehind());
        return String.join("\n", lines);
    }
}
