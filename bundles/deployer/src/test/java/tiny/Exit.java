// SPDX-License-Identifier: Apache-2.0
package tiny;

import java.util.function.IntConsumer;

/** The ways in which a driver may try to end everything. */
final class Exit {
    private Exit() {}

    static void by(String behaviour) {
        switch (behaviour) {
            case "exits" -> System.exit(97);
            case "exits-the-runtime" -> Runtime.getRuntime().exit(97);
            case "halts" -> Runtime.getRuntime().halt(97);
            case "exits-by-reference" -> apply(System::exit);
            case "halts-by-reference" -> apply(Runtime.getRuntime()::halt);
            default -> {}
        }
    }

    private static void apply(IntConsumer end) {
        end.accept(97);
    }
}
