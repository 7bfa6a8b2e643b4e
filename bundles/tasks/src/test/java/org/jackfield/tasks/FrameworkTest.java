// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.framework.FrameworkFactory;
import org.jackfield.control.Devices;
import org.jackfield.event.Journal;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskInfo.State;
import org.jackfield.task.TaskType;
import org.jackfield.task.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentContext;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** The bundle as it is built, under Declarative Services; what it needs comes from the test. */
final class FrameworkTest {
    private static final String PACKAGES = "org.jackfield.control;version=0.1.0,org.jackfield.device;version=0.1.0,"
            + "org.jackfield.event;version=0.1.0,org.jackfield.stream;version=0.1.0,org.jackfield.task;version=0.1.0,"
            + "com.fasterxml.jackson.core.type;version=2.22.0,com.fasterxml.jackson.databind;version=2.22.0,"
            + "com.fasterxml.jackson.databind.cfg;version=2.22.0,com.fasterxml.jackson.databind.json;version=2.22.0,"
            + "org.slf4j;version=2.0.0,org.jspecify.annotations;version=1.0.0";

    @TempDir
    Path home;

    private final Told journal = new Told();
    private final TestDevices devices = new TestDevices();
    private Framework framework;
    private Bundle bundle;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        home.resolve("cache").toString(),
                        "org.osgi.framework.system.packages.extra",
                        PACKAGES,
                        "jackfield.home",
                        home.toString()));
        framework.start();
        BundleContext context = framework.getBundleContext();
        context.registerService(Devices.class, devices, null);
        context.registerService(DeviceStreams.class, devices.streams(), null);
        context.registerService(Journal.class, journal, null);
        List.of(Function.class, Promise.class, ComponentContext.class).forEach(type -> install(type));
        install(org.apache.felix.scr.info.ScrInfo.class).start();
        bundle = install(TaskService.class);
        bundle.start();
    }

    private Bundle install(Class<?> content) {
        try {
            return framework
                    .getBundleContext()
                    .installBundle("reference:"
                            + content.getProtectionDomain().getCodeSource().getLocation());
        } catch (org.osgi.framework.BundleException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(20_000);
    }

    private Tasks tasks() {
        Until.holds("the service is there", () -> reference() != null);
        return framework.getBundleContext().getService(reference());
    }

    private ServiceReference<Tasks> reference() {
        return framework.getBundleContext().getServiceReference(Tasks.class);
    }

    private ServiceRegistration<TaskType> register(String name, TestHouse.Work work) {
        Dictionary<String, Object> properties = FrameworkUtil.asDictionary(Map.of(TaskType.NAME, name));
        TaskType type = TestHouse.type(Map.of("type", "object"), parameters -> TestHouse.task(Set.of(), work));
        return framework.getBundleContext().registerService(TaskType.class, type, properties);
    }

    private TaskInfo ended(String taskId) {
        Until.holds(taskId + " has ended", () -> journal.of(taskId).contains("task_ended"));
        return tasks().find(taskId).orElseThrow();
    }

    @Test
    void typesOfThisAndOfOtherBundlesAreThereAndCompositionsKnowThem() {
        Tasks tasks = tasks();
        register("Greet", context -> "hello");

        Until.holds("all types are there", () -> tasks.types().size() == 6);
        assertThat(tasks.types().keySet())
                .containsExactly("Collect", "Greet", "Monitor", "Parallel", "Sequence", "Sweep");
        tasks.start("t1", "Sequence", Map.of("tasks", List.of(Map.of("type", "Greet"), Map.of("type", "Greet"))));
        assertThat(ended("t1").result()).isEqualTo(List.of("hello", "hello"));
    }

    @Test
    void aTypeThatLeavesTakesItsTasksAlongAndIsGivenBack() {
        ServiceRegistration<TaskType> slow = register("Slow", context -> {
            context.sleep(Duration.ofHours(1));
            return null;
        });
        ServiceReference<TaskType> reference = slow.getReference();
        tasks().start("t1", "Slow", Map.of());
        assertThat(reference.getUsingBundles()).containsExactly(bundle);

        slow.unregister();

        assertThat(ended("t1").state()).isEqualTo(State.CANCELLED);
        assertThat(tasks().types()).doesNotContainKey("Slow");
    }

    @Test
    void aTypeIsHeldOnlyWhileItRuns() {
        ServiceReference<TaskType> greet = register("Greet", context -> "hello").getReference();
        tasks().start("t1", "Greet", Map.of());
        ended("t1");

        assertThat(greet.getUsingBundles()).isNull();
    }

    @Test
    void theEndOfTheBundleEndsItsTasksAndTheNextStartRemembersThem() throws Exception {
        register("Slow", context -> {
            context.sleep(Duration.ofHours(1));
            return null;
        });
        tasks().start("t1", "Slow", Map.of());

        bundle.stop();
        Until.holds("its end is told", () -> journal.of("t1").equals(List.of("task_started", "task_ended")));
        bundle.start();

        assertThat(tasks().find("t1").orElseThrow().state()).isEqualTo(State.CANCELLED);
    }
}
