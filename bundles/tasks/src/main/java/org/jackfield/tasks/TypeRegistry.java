// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.task.Task;
import org.jackfield.task.TaskType;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every kind of experiment that is installed. It keeps references and fetches a type's object when one is to be made:
 * compositions are types themselves and need this registry, which a fetch at their coming would have them wait for.
 *
 * <p>Declarative Services binds from any thread; of two types of one name the later one serves new tasks.
 */
@Component(service = TypeRegistry.class, immediate = true)
public final class TypeRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(TypeRegistry.class);
    private static final int MAX_PARAMETER_BYTES = 1024 * 1024;
    private static final int MAX_DEVICES = 100;

    private final Map<ServiceReference<TaskType>, InstalledType> bound = new ConcurrentHashMap<>();
    /** In the order of coming. */
    private final List<InstalledType> types = new CopyOnWriteArrayList<>();

    private final List<Consumer<InstalledType>> leaveListeners = new CopyOnWriteArrayList<>();
    private final BundleContext context;
    private final TaskTime time;

    @Activate
    public TypeRegistry(BundleContext context) {
        this(context, TaskTime.SYSTEM);
    }

    TypeRegistry(BundleContext context, TaskTime time) {
        this.context = context;
        this.time = time;
    }

    @Reference(service = TaskType.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindType(ServiceReference<TaskType> reference) {
        Bundle bundle = reference.getBundle();
        if (!(reference.getProperty(TaskType.NAME) instanceof String name) || name.isBlank() || bundle == null) {
            LOG.error(
                    "a task type of {} is refused: the service property {} must be its name, was {}",
                    bundle,
                    TaskType.NAME,
                    reference.getProperty(TaskType.NAME));
            return;
        }
        InstalledType type = new InstalledType(
                name,
                bundle.getSymbolicName() + " " + bundle.getVersion(),
                () -> context.getService(reference),
                () -> unget(reference));
        bound.put(reference, type);
        add(type);
    }

    private void unget(ServiceReference<TaskType> reference) {
        try {
            boolean unused = context.ungetService(reference);
        } catch (IllegalStateException e) {
            LOG.debug("this bundle has stopped before its tasks had ended, its services are given back", e);
        }
    }

    void unbindType(ServiceReference<TaskType> reference) {
        InstalledType type = bound.remove(reference);
        if (type != null) {
            remove(type);
        }
    }

    void add(InstalledType type) {
        types.add(type);
        LOG.info("task type {} of {} is there", type.name(), type.owner());
    }

    void remove(InstalledType type) {
        type.leave(); // before the listeners look for tasks: whoever starts one now sees it afterwards
        types.remove(type);
        leaveListeners.forEach(listener -> listener.accept(type));
        LOG.info("task type {} of {} has left", type.name(), type.owner());
    }

    /** Told, and waited for, when a type leaves. */
    void onLeave(Consumer<InstalledType> listener) {
        leaveListeners.add(listener);
    }

    void offLeave(Consumer<InstalledType> listener) {
        leaveListeners.remove(listener);
    }

    private @Nullable InstalledType find(String name) {
        InstalledType latest = null;
        for (InstalledType type : types) {
            latest = type.name().equals(name) ? type : latest;
        }
        return latest;
    }

    /** What each says of itself; a type that fails to is left out. */
    Map<String, TaskType> describe() {
        Map<String, TaskType> described = new TreeMap<>();
        for (InstalledType installed : types) {
            TaskType type = installed.acquire();
            if (type == null) {
                continue;
            }
            try {
                described.put(installed.name(), Described.of(type));
            } catch (RuntimeException | LinkageError | StackOverflowError e) { // its own code
                LOG.warn("task type {} fails to describe itself: {}", installed.name(), Failures.words(e));
            } finally {
                installed.release();
            }
        }
        return described;
    }

    /**
     * Makes a task, which is to be closed.
     *
     * @throws ControlRefused {@code TaskTypeNotFound}, {@code InvalidTaskDefinition}, {@code TaskInstantiationError}
     */
    Made make(String name, Map<String, ? extends @Nullable Object> parameters) {
        InstalledType installed = find(name);
        TaskType type = installed == null ? null : installed.acquire();
        if (installed == null || type == null) {
            throw refused(
                    Reason.UNKNOWN,
                    "TaskTypeNotFound",
                    "No task type found with name: '" + name + "'; installed are " + names(),
                    name);
        }
        try {
            return make(installed, type, parameters);
        } catch (RuntimeException | Error e) {
            installed.release();
            throw e;
        }
    }

    private Made make(InstalledType installed, TaskType type, Map<String, ? extends @Nullable Object> given) {
        String name = installed.name();
        Map<String, @Nullable Object> schema = guarded(name, () -> InstalledType.schema(type));
        Map<String, @Nullable Object> filled;
        try {
            Map<String, @Nullable Object> values = Plain.copyMap("the parameters", given, MAX_PARAMETER_BYTES);
            filled = Schema.fill(schema, new LinkedHashMap<>(values));
        } catch (IllegalArgumentException e) {
            throw refused(Reason.INVALID, "InvalidTaskDefinition", name + ": " + e.getMessage(), name);
        }
        Task task = guarded(name, () -> Objects.requireNonNull(type.create(filled), "create must return a task"));
        try {
            return new Made(installed, task, filled, schema, guarded(name, () -> devices(task)));
        } catch (RuntimeException | Error e) {
            if (task instanceof Composition whole) {
                whole.close();
            }
            throw e;
        }
    }

    private static Set<String> devices(Task task) {
        Set<String> devices = Set.copyOf(task.devices());
        if (devices.size() > MAX_DEVICES) {
            throw new IllegalArgumentException(
                    "a task may own " + MAX_DEVICES + " devices, this one wants " + devices.size());
        }
        return devices;
    }

    /** Runs a type's own code. */
    private <T> T guarded(String name, Supplier<T> code) {
        try {
            return code.get();
        } catch (ControlRefused e) {
            throw e; // a part's
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.debug("task type {} has failed to make a task", name, e);
            String problem = e instanceof IllegalArgumentException ? Failures.message(e) : Failures.words(e);
            throw refused(Reason.INVALID, "TaskInstantiationError", name + ": " + problem, name);
        }
    }

    private ControlRefused refused(Reason reason, String error, String message, String type) {
        return Refusals.type(reason, error, message, type, time.now());
    }

    private List<String> names() {
        return new ArrayList<>(
                types.stream().map(InstalledType::name).distinct().sorted().toList());
    }

    /** What a type has said of itself, without the type. */
    private record Described(String doc, Map<String, Object> schema) implements TaskType {
        static TaskType of(TaskType type) {
            Map<String, Object> schema = new LinkedHashMap<>();
            InstalledType.schema(type).forEach((key, value) -> {
                if (value != null) {
                    schema.put(key, value);
                }
            });
            return new Described(String.valueOf(type.doc()), schema);
        }

        @Override
        public Task create(Map<String, @Nullable Object> parameters) {
            throw new UnsupportedOperationException("tasks are made by Tasks.start; this only describes their type");
        }
    }
}
