// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jackfield.control.ControlRefused;
import org.jackfield.task.TaskInfo.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnershipRaceTest {
    private static final int TASKS = 100;
    private static final int DEVICES = 10;

    @TempDir
    Path data;

    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final AtomicInteger doubles = new AtomicInteger();

    @Test
    void aHundredTasksShareTenDevicesAndNeverOneOfThemAtATime() throws Exception {
        try (TestHouse house = new TestHouse(data)) {
            for (int i = 0; i < DEVICES; i++) {
                house.devices.add("d" + i);
            }
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> starters = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                int number = i;
                starters.add(new Thread(() -> insist(house, number, go)));
            }
            starters.forEach(Thread::start);
            go.countDown();
            for (Thread starter : starters) {
                starter.join();
            }
            Until.holds(
                    "all have ended", () -> house.journal.named("task_ended").size() == TASKS);

            assertThat(doubles).hasValue(0);
            assertThat(house.devices.owners()).isEmpty();
            assertThat(house.tasks.all()).extracting(info -> info.state()).containsOnly(State.SUCCEEDED);
        }
    }

    /** Starts its task, again and again as long as another has a device that it needs. */
    private void insist(TestHouse house, int number, CountDownLatch go) {
        Set<String> devices = new TreeSet<>();
        new Random(number).ints(3, 0, DEVICES).forEach(device -> devices.add("d" + device));
        String taskId = "t" + number;
        house.add(taskId, devices, context -> use(taskId, devices));
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Until.holds(taskId + " is started", () -> starts(house, taskId));
    }

    private static boolean starts(TestHouse house, String taskId) {
        try {
            house.tasks.start(taskId, taskId, Map.of());
            return true;
        } catch (ControlRefused e) {
            assertThat(e.error().type()).isEqualTo("DeviceInUse");
            return false;
        }
    }

    private Object use(String taskId, Set<String> devices) {
        for (String device : devices) {
            doubles.addAndGet(users.put(device, taskId) == null ? 0 : 1);
        }
        LockSupport.parkNanos(1); // others may come in between
        for (String device : devices) {
            doubles.addAndGet(users.remove(device, taskId) ? 0 : 1);
        }
        return null;
    }
}
