// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlRefused;

/**
 * A call that waits for its turn or has it. It is answered once, on a thread on which the caller may do as it
 * likes.
 */
final class PendingCall {
    private final Caller caller;
    private final CommandCall call;
    private final Consumer<Caller> check;
    private final CompletableFuture<CommandResult> answer = new CompletableFuture<>();

    /**
     * Not told yet.
     *
     * @param check refuses the caller if the device is somebody else's
     */
    PendingCall(Caller caller, CommandCall call, Consumer<Caller> check) {
        this.caller = caller;
        this.call = call;
        this.check = check;
    }

    /** Refuses the caller if the device is somebody else's by now. */
    void check() {
        check.accept(caller);
    }

    CommandCall call() {
        return call;
    }

    CompletableFuture<CommandResult> answer() {
        return answer;
    }

    /** Who is at what, for those who have to wait. */
    String words() {
        return caller.name() + " is at '" + call.method() + "'";
    }

    void succeed(CommandResult result) {
        ForkJoinPool.commonPool().execute(() -> answer.complete(result));
    }

    void fail(ControlRefused why) {
        ForkJoinPool.commonPool().execute(() -> answer.completeExceptionally(why));
    }
}
