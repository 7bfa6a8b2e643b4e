// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.control.Diagnosis;
import org.jackfield.control.Lease;
import org.jackfield.control.Owner;
import org.jackfield.device.Channel;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jspecify.annotations.Nullable;

/** Devices in memory that obey and remember what they were told. */
final class HouseOfDevices implements DeviceStreams {
    static final Instant TIME = Instant.parse("2026-03-01T09:15:00.5Z");

    final List<String> told = new ArrayList<>();
    private final Map<String, Instrument> instruments = new TreeMap<>();

    Instrument add(String id) {
        Instrument instrument = new Instrument(id);
        instruments.put(id, instrument);
        return instrument;
    }

    static ErrorRecord error(String type, String message) {
        return new ErrorRecord(type, message, "device", TIME, Map.of());
    }

    @Override
    public List<DeviceStream> all() {
        return List.copyOf(instruments.values());
    }

    @Override
    public Optional<DeviceStream> find(String deviceId) {
        return Optional.ofNullable(instruments.get(deviceId));
    }

    @Override
    public DevicesReader readMany(Runnable wake) {
        throw new UnsupportedOperationException("the console reads one device at a time");
    }

    /** This house as what devices are told by. */
    Devices control() {
        return new Devices() {
            @Override
            public Optional<ControlledDevice> find(String deviceId) {
                return Optional.ofNullable(instruments.get(deviceId));
            }

            @Override
            public Hold claim(String taskId, Set<String> deviceIds) {
                return () -> {};
            }

            @Override
            public Lease lease(String deviceId, String holder, String token, Duration time) {
                throw new UnsupportedOperationException("the console leases nothing");
            }

            @Override
            public void release(String deviceId, String token) {}
        };
    }

    /** One device. */
    final class Instrument implements DeviceStream, ControlledDevice {
        final Queue<Frame> frames = new ArrayDeque<>();
        private final String id;
        DeviceState state = DeviceState.STREAMING;
        long nextSequence = 1_235;
        Optional<ErrorRecord> lastError = Optional.empty();
        Optional<Owner> owner = Optional.empty();
        boolean ended;
        Diagnosis diagnosis =
                new Diagnosis(1024, 65_536, 4096, 1 << 20, 211, "device daq1", Optional.empty(), List.of());

        private Instrument(String id) {
            this.id = id;
        }

        @Override
        public String deviceId() {
            return id;
        }

        @Override
        public DeviceInfo info() {
            return new DeviceInfo(
                    id,
                    "Detector",
                    "Acme",
                    "D-1",
                    List.of(Channel.scalar("power", "mW")),
                    true,
                    state,
                    TIME,
                    Optional.of(new DeviceInfo.DriverInfo("acme.detector", "1.2.0", 7)),
                    lastError,
                    List.of(),
                    2,
                    nextSequence,
                    0);
        }

        @Override
        public FrameCursor read(StartAt start) {
            return new FrameCursor() {
                @Override
                public @Nullable Place place() {
                    return null;
                }

                @Override
                public void moveTo(Place place) {}

                @Override
                public @Nullable Frame next() {
                    return frames.poll();
                }

                @Override
                public boolean hasEnded() {
                    return ended;
                }

                @Override
                public long lag() {
                    return frames.size();
                }

                @Override
                public void close() {
                    told.add(id + " read no more");
                }
            };
        }

        @Override
        public DeviceStream view(View view) {
            return this;
        }

        @Override
        public Subscription onFrames(Runnable wake) {
            return () -> {};
        }

        @Override
        public List<CommandInfo> commands() {
            CommandInfo.Parameter rate = new CommandInfo.Parameter(
                    "rate",
                    CommandInfo.Type.NUMBER,
                    true,
                    null,
                    "Hz",
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
            return List.of(new CommandInfo("setRate", List.of(rate), "Samples a second.", "", Duration.ofSeconds(5)));
        }

        @Override
        public void check(Caller caller) {
            throw new UnsupportedOperationException("nobody asks for that here");
        }

        @Override
        public Optional<Owner> owner() {
            return owner;
        }

        @Override
        public CompletionStage<CommandResult> call(Caller caller, CommandCall call) {
            if (owner.isPresent()) {
                return CompletableFuture.failedStage(new ControlRefused(
                        ControlRefused.Reason.CONFLICT,
                        error("DeviceInUse", id + " belongs to " + owner.get().name())));
            }
            told.add(id + "." + call.method() + call.positional() + call.named());
            return CompletableFuture.completedStage(new CommandResult(Map.of("ok", Arrays.asList(1, null))));
        }

        @Override
        public CompletionStage<DeviceInfo> connect() {
            told.add(id + " connect");
            state = DeviceState.CONNECTED;
            return CompletableFuture.completedStage(info());
        }

        @Override
        public CompletionStage<DeviceInfo> disconnect(Caller caller) {
            told.add(id + " disconnect");
            state = DeviceState.DISCONNECTED;
            return CompletableFuture.completedStage(info());
        }

        @Override
        public Diagnosis diagnosis() {
            return diagnosis;
        }

        @Override
        public void stopStream() {
            told.add(id + " stop");
        }

        @Override
        public Optional<ErrorRecord> forgetError() {
            Optional<ErrorRecord> before = lastError;
            lastError = Optional.empty();
            return before;
        }
    }
}
