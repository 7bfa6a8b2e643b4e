// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator can change. */
@ObjectClassDefinition(
        name = "Jackfield driver deployer",
        description = "Watches the folder 'drivers' and turns the JARs in it into running drivers.")
@interface DeployerConfig {
    @AttributeDefinition(name = "Pause", description = "Milliseconds between two looks at the folder, 10 to 60000.")
    long poll_millis() default 250;

    @AttributeDefinition(name = "Largest JAR", description = "Bytes that a driver JAR may have.")
    long jar_max_bytes() default 64L << 20;

    @AttributeDefinition(name = "Most entries", description = "Entries that a driver JAR may have.")
    int jar_max_entries() default 20_000;

    @AttributeDefinition(
            name = "Largest content",
            description = "Bytes that the entries of a driver JAR may have together when unpacked.")
    long jar_max_unpacked_bytes() default 512L << 20;

    @AttributeDefinition(
            name = "Deadline",
            description = "Milliseconds that a new driver version has to start, and then to take over every device"
                    + " of the version before. If it does not, it is taken out and the version before goes on.")
    long handover_deadline_millis() default 20_000;

    @AttributeDefinition(
            name = "Time to settle",
            description = "Milliseconds that a new driver version has to register its devices. A device that it has"
                    + " not registered by then is taken for one it no longer serves.")
    long handover_settle_millis() default 2_000;

    @AttributeDefinition(
            name = "Patience with faults",
            description = "Milliseconds that a device which worked may be in fault under a new driver version"
                    + " before the version before takes it back.")
    long handover_fault_millis() default 3_000;

    @AttributeDefinition(
            name = "Earlier versions",
            description = "Versions of each driver that are kept beside the present one, to be put back, 0 to 100.")
    int rollback_versions() default 3;

    @AttributeDefinition(
            name = "Refresh others",
            description = "Whether a driver whose packages other bundles use may be replaced, though those restart.")
    boolean refresh_others() default false;
}
