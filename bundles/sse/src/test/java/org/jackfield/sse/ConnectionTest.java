// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ConnectionTest {
    private final WriterLoop loop = new WriterLoop("writer", TestServer.PATIENT);
    private final ManualOutlet outlet = new ManualOutlet();
    private final Connection connection =
            new Connection(outlet, Asked.PLAIN, TestServer.visit(), loop, new EventEncoder());

    /** Writes when it is told to. */
    private static final class ManualOutlet implements Outlet {
        final List<String> written = new ArrayList<>();
        final AtomicInteger ends = new AtomicInteger();
        final AtomicInteger underWay = new AtomicInteger();
        boolean atOnce = true;
        Runnable onEnd = () -> {};
        RuntimeException fault;
        /** Of the write under way. */
        final AtomicReference<Completion> completion = new AtomicReference<>();

        @Override
        public void write(Batch batch, Completion whenDone) {
            assertThat(underWay.incrementAndGet()).isEqualTo(1);
            if (fault != null) {
                throw fault;
            }
            written.add(StandardCharsets.UTF_8.decode(batch.events()).toString());
            completion.set(whenDone);
            if (atOnce) {
                done();
            }
        }

        void done() {
            Completion whenDone = completion.getAndSet(null);
            underWay.set(0);
            whenDone.written();
        }

        @Override
        public void end() {
            ends.incrementAndGet();
            onEnd.run();
        }
    }

    /** Gives what is put into it, as one piece. */
    private static final class TestSource implements Source {
        private final StringBuilder text = new StringBuilder();
        final AtomicInteger closed = new AtomicInteger();
        final AtomicInteger readers = new AtomicInteger();
        RuntimeException fault;

        void put(String more) {
            synchronized (text) {
                text.append(more);
            }
        }

        @Override
        public Batch next() {
            assertThat(readers.incrementAndGet()).isEqualTo(1);
            try {
                if (fault != null) {
                    throw fault;
                }
                synchronized (text) {
                    if (text.length() == 0) {
                        return null;
                    }
                    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
                    text.setLength(0);
                    return new Batch(bytes);
                }
            } finally {
                readers.decrementAndGet();
            }
        }

        @Override
        public void finish() {}

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void nothingIsWrittenBeforeTheResourceHasReturned() {
        TestSource source = new TestSource();
        source.put("a");
        connection.read(source);
        assertThat(outlet.written).isEmpty();
        assertThat(loop.size()).isZero();
        connection.flush();
        assertThat(outlet.written).containsExactly("", "a");
        assertThat(loop.size()).isEqualTo(1);
    }

    @Test
    void whatIsReadOfASharedBatchIsStillThereForTheOthers() {
        Batch shared = new Batch(ByteBuffer.wrap(new byte[] {'a'}));
        for (int i = 0; i < 2; i++) {
            AtomicReference<Batch> next = new AtomicReference<>(shared);
            connection.read(new Source() {
                @Override
                public Batch next() {
                    return next.getAndSet(null);
                }

                @Override
                public void finish() {}

                @Override
                public void close() {}
            });
        }
        connection.flush();
        assertThat(outlet.written).containsExactly("", "a", "a");
    }

    @Test
    void whatGathersDuringAWriteIsTheNextWrite() {
        TestSource source = new TestSource();
        connection.read(source);
        connection.flush();
        outlet.atOnce = false;
        source.put("a");
        connection.pump();
        source.put("b");
        connection.pump();
        source.put("c");
        connection.pump();
        assertThat(outlet.written).containsExactly("", "a");
        outlet.done();
        assertThat(outlet.written).containsExactly("", "a", "bc");
    }

    @Test
    void aSourceThatFailsEndsTheStreamAndOnlyThat() {
        TestSource source = new TestSource();
        connection.read(source);
        connection.flush();
        source.fault = new IllegalStateException("provoked");
        connection.pump();
        assertThat(connection.isClosed()).isTrue();
        assertThat(source.closed).hasValue(1);
        assertThat(outlet.ends).hasValue(1);
        assertThat(loop.size()).isZero();
        connection.pump();
        connection.close();
        assertThat(outlet.ends).hasValue(1);
    }

    @Test
    void anOutletThatThrowsEndsTheStreamAndFailsWhatWasToBeSent() {
        outlet.fault = new IllegalStateException("provoked");
        CompletionStage<?> sent = connection.enqueue(ByteBuffer.allocate(1));
        connection.flush();
        assertThat(connection.isClosed()).isTrue();
        assertThat(sent.toCompletableFuture()).isCompletedExceptionally();
        assertThat(outlet.ends).hasValue(1);
        assertThat(loop.size()).isZero();
    }

    @Test
    void aListenerThatFailsKeepsNeitherTheOthersNorTheEndFromHappening() {
        List<Optional<Throwable>> told = new ArrayList<>();
        connection.onEnd(cause -> {
            throw new IllegalStateException("provoked");
        });
        connection.onEnd(told::add);
        connection.flush();
        connection.end(Optional.empty());
        assertThat(told).containsExactly(Optional.empty());
        assertThat(outlet.ends).hasValue(1);
    }

    @Test
    void aClientThatIsGoneBeforeTheResourceReturnsIsNotKept() {
        TestSource source = new TestSource();
        connection.end(Optional.empty());
        connection.read(source);
        connection.flush();
        assertThat(source.closed).hasPositiveValue();
        assertThat(loop.size()).isZero();
        assertThat(connection.enqueue(ByteBuffer.allocate(1)).toCompletableFuture())
                .isCompletedExceptionally();
        List<Optional<Throwable>> told = new ArrayList<>();
        connection.onEnd(told::add);
        assertThat(told).hasSize(1);
    }

    @Test
    void aCloseWaitsForTheWriteUnderWayAndForWhatWasSent() {
        outlet.atOnce = false;
        connection.flush();
        CompletionStage<?> sent = connection.enqueue(ByteBuffer.wrap(new byte[] {'a'}));
        connection.close();
        assertThat(outlet.ends).hasValue(0);
        outlet.done();
        assertThat(outlet.ends).hasValue(0);
        outlet.done();
        assertThat(sent.toCompletableFuture()).isCompleted();
        assertThat(outlet.written).containsExactly("", "a");
        assertThat(outlet.ends).hasValue(1);
    }

    @Test
    void whatIsSentWhileTheSourcesAreLookedAtIsWrittenBeforeTheEnd() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {
            CompletionStage<?> unused = connection.enqueue(ByteBuffer.wrap(new byte[] {'a'}));
            connection.close();
        });
        connection.read(new Source() {
            @Override
            public Batch next() {
                meanwhile.getAndSet(() -> {}).run();
                return null;
            }

            @Override
            public void finish() {}

            @Override
            public void close() {}
        });
        connection.flush();
        assertThat(outlet.written).containsExactly("", "a");
        assertThat(outlet.ends).hasValue(1);
    }

    @Test
    void aConnectionIsWaitedForUntilItsResponseHasEnded() {
        List<Integer> known = new ArrayList<>();
        outlet.onEnd = () -> known.add(loop.size());
        connection.flush();
        connection.end(Optional.empty());
        assertThat(known).containsExactly(1);
        assertThat(loop.size()).isZero();
    }

    @Test
    void aWriteThatIsUnderWayAtTheEndFails() {
        connection.flush();
        outlet.atOnce = false;
        CompletionStage<?> sent = connection.enqueue(ByteBuffer.allocate(1));
        connection.end(Optional.empty());
        assertThat(sent.toCompletableFuture()).isCompletedExceptionally();
        outlet.completion.get().failed(new IllegalStateException("cut off"));
        assertThat(outlet.ends).hasValue(1);
    }

    @Test
    void whoeverPumpsSourcesAreReadAndWritesAreMadeOneAtATime() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        int rounds = 2000;
        TestSource source = new TestSource();
        connection.read(source);
        connection.flush();
        outlet.atOnce = false;
        List<CompletableFuture<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            work.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < rounds; i++) {
                            source.put("x");
                            connection.pump();
                        }
                    },
                    threads));
        }
        CompletableFuture<Void> writer = CompletableFuture.runAsync(
                () -> {
                    int length = 0;
                    while (length < 4 * rounds) {
                        if (outlet.completion.get() != null) {
                            length += outlet.written
                                    .get(outlet.written.size() - 1)
                                    .length();
                            outlet.done();
                        }
                    }
                },
                threads);
        for (CompletableFuture<Void> one : work) {
            one.get();
        }
        writer.get(20, TimeUnit.SECONDS);
        threads.shutdownNow();
        assertThat(String.join("", outlet.written)).hasSize(4 * rounds);
        assertThat(connection.isClosed()).isFalse();
    }
}
