// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The driver JARs in the folder and what became of each. A service; whoever offers its changing methods to
 * others makes sure first that they are the administrator's.
 *
 * <p>All methods may be called from any thread. What lies in the folder and what is told here is one and the
 * same: a JAR that comes this way takes the same path as one that is copied there.
 */
@ProviderType
public interface Drivers {
    /** All that are known, by file name. */
    List<DriverEntry> all();

    /** Whether each has a verdict, so that the devices which they serve are there. */
    default boolean areJudged() {
        return all().stream().noneMatch(driver -> driver.verdict() == DriverEntry.Verdict.WAITING);
    }

    /** How many versions of drivers were found to stay in memory after they had left, since the start. */
    long leaks();

    /** The entry of that file name. */
    Optional<DriverEntry> find(String name);

    /**
     * Puts a JAR into the folder, whole or not at all.
     *
     * @param name of the file: letters, digits, {@code . _ -}, ending in {@code .jar}
     * @param jar read to its end, or to the size bound
     * @return completed when the verdict is final: accepted, unchanged, rejected
     * @throws IllegalArgumentException if the name cannot be a driver's or the JAR is too large, saying what can
     */
    CompletionStage<DriverEntry> put(String name, InputStream jar) throws IOException;

    /**
     * Deletes the JAR from the folder; its devices go offline.
     *
     * @return completed when its bundle is gone; empty if there is no such file
     */
    Optional<CompletionStage<DriverEntry>> delete(String name) throws IOException;

    /**
     * Puts back the version that ran before the present one.
     *
     * @return completed when the verdict is final; empty if there is no such file or nothing before it
     */
    Optional<CompletionStage<DriverEntry>> rollBack(String name) throws IOException;
}
