// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static java.util.stream.Collectors.joining;

import java.lang.ref.Reference;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the threads, living or to be started at the end, that keep a class loader. */
final class ThreadRoots {
    private static final int FRAMES = 4;

    private final Belongings belongings;
    private final Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();

    ThreadRoots(Belongings belongings) {
        this.belongings = belongings;
    }

    /** Those that certainly do, each in words. */
    List<String> certain() {
        List<String> roots = new ArrayList<>();
        threads.forEach((thread, stack) -> {
            why(thread).ifPresent(why -> roots.add("thread " + quoted(thread) + " " + why + at(stack)));
            locals(thread).forEach(roots::add);
        });
        hooks().forEach(hook -> why(hook).ifPresent(why -> roots.add("the shutdown hook " + quoted(hook) + " " + why)));
        return roots;
    }

    /** Those that are in a method of a class of the same name, which can be another version's. */
    List<String> likely(Suspect suspect) {
        List<String> roots = new ArrayList<>();
        threads.forEach((thread, stack) -> Arrays.stream(stack)
                .filter(frame -> suspect.hadClass(frame.getClassName()))
                .filter(frame -> !isOfAnother(thread, suspect))
                .findFirst()
                .ifPresent(frame -> roots.add("thread " + quoted(thread) + " is in " + frame + at(stack))));
        return roots;
    }

    private boolean isOfAnother(Thread thread, Suspect suspect) {
        Object work = work(thread).orElse(thread);
        return suspect.hadClass(work.getClass().getName())
                && belongings.direct(work).isEmpty();
    }

    private Optional<String> why(Thread thread) {
        return Stream.of(
                        belongings.direct(thread).map(name -> "is a " + name),
                        work(thread).flatMap(belongings::direct).map(name -> "runs " + name),
                        timerTask(thread).map(name -> "is a timer with the task " + name),
                        belongings
                                .direct(thread.getContextClassLoader())
                                .map(name -> "has " + name + " as context class loader"),
                        Optional.of("was started by it").filter(words -> wasStartedByIt(thread)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Object> work(Thread thread) {
        Optional<Object> target = Inside.value(thread, "target");
        return target.isPresent()
                ? target
                : Inside.value(thread, "holder").flatMap(holder -> Inside.value(holder, "task"));
    }

    private Optional<String> timerTask(Thread thread) {
        return thread.getClass().getName().equals("java.util.TimerThread")
                ? Inside.value(thread, "queue")
                        .flatMap(queue -> Inside.value(queue, "queue"))
                        .flatMap(belongings::of)
                : Optional.empty();
    }

    /** A thread keeps the classes of whoever was on the stack when it was made. */
    private boolean wasStartedByIt(Thread thread) {
        return Inside.value(thread, "inheritedAccessControlContext")
                .flatMap(context -> Inside.value(context, "context"))
                .filter(domains -> domains instanceof ProtectionDomain[] all
                        && Arrays.stream(all).anyMatch(this::isIts))
                .isPresent();
    }

    private boolean isIts(@Nullable ProtectionDomain domain) {
        return domain != null && domain.getClassLoader() == belongings.loader();
    }

    private Stream<String> locals(Thread thread) {
        return Stream.of("threadLocals", "inheritableThreadLocals")
                .flatMap(field -> Inside.value(thread, field).stream())
                .flatMap(map -> Inside.value(map, "table").stream())
                .flatMap(table -> table instanceof Object[] entries ? Arrays.stream(entries) : Stream.empty())
                .flatMap(entry -> local(entry).stream())
                .map(name -> "a thread-local of thread " + quoted(thread) + " holds " + name)
                .limit(1);
    }

    private Optional<String> local(@Nullable Object entry) {
        // The key, the thread-local itself, is weakly held; the value is what stays.
        return entry instanceof Reference<?> ? Inside.value(entry, "value").flatMap(belongings::of) : Optional.empty();
    }

    private static List<Thread> hooks() {
        return Inside.value("java.lang.ApplicationShutdownHooks", "hooks")
                .map(hooks -> hooks instanceof Map<?, ?> map ? List.copyOf(map.keySet()) : List.of())
                .orElse(List.of())
                .stream()
                .filter(Thread.class::isInstance)
                .map(Thread.class::cast)
                .toList();
    }

    private static String quoted(Thread thread) {
        return "\"" + thread.getName() + "\"";
    }

    /** Where it is, and who went there: of the Java library's own frames the first is enough. */
    private static String at(StackTraceElement[] stack) {
        Stream<StackTraceElement> others = Arrays.stream(stack).skip(1).filter(frame -> frame.getModuleName() == null);
        return Stream.concat(Arrays.stream(stack).limit(1), others)
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(joining(", ", " (at ", ")"));
    }
}
