// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Something that somebody does to {@code drivers/}, and what people must be told of it.
 *
 * @param name of the file, without {@code .jar}
 * @param act does it
 * @param told what must be so after a while
 * @param farewell what the log must say of it after its file was deleted; empty for nothing in particular
 */
record Hostility(String name, Act act, Told told, String farewell) {
    Hostility(String name, Act act, Told told) {
        this(name, act, told, "");
    }

    /** Drops something into the folder. */
    @FunctionalInterface
    interface Act {
        void on(Path drivers) throws Exception;
    }

    /** Whether people were told. */
    @FunctionalInterface
    interface Told {
        boolean in(RunningProduct product, Path home, String name) throws Exception;
    }

    Hostility farewell(String words) {
        return new Hostility(name, act, told, words);
    }

    /** A note lies beside the JAR and has these words. */
    static Told note(String words) {
        Pattern wanted = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
        return (product, home, name) -> {
            Path note = noteOf(home, name);
            return Files.exists(note) && wanted.matcher(Files.readString(note)).find();
        };
    }

    /** The device that has the file's name shows these words. */
    static Told shows(String words) {
        return shows(null, words);
    }

    /** That device shows these words. */
    static Told shows(String id, String words) {
        Pattern wanted = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
        return (product, home, name) -> wanted.matcher(
                        product.send(product.request("/devices/" + (id == null ? name : id)))
                                .body())
                .find();
    }

    /** The log has these words, in one line. */
    static Told log(String words) {
        Pattern wanted = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
        return (product, home, name) ->
                wanted.matcher(Files.readString(logOf(home))).find();
    }

    /** There was nothing wrong with it: it runs, and no note lies beside it. */
    static Told runs() {
        return (product, home, name) ->
                log(Pattern.quote(name) + "\\.jar: .* runs").in(product, home, name)
                        && !Files.exists(noteOf(home, name));
    }

    static Path noteOf(Path home, String name) {
        return home.resolve("drivers").resolve(name + ".jar.rejected.txt");
    }

    static Path logOf(Path home) {
        return home.resolve("log").resolve("jackfield.log");
    }
}
