// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses what passes through, each write so that the client can read it at once.
 *
 * <p>Writes come one after the other, as the outlet behind it demands; the end comes from any thread, hence the
 * monitor.
 */
final class GzipOutlet implements Outlet {
    private final Outlet outlet;
    private final ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    private final GZIPOutputStream zip;
    private boolean ended;

    GzipOutlet(Outlet outlet) {
        this.outlet = outlet;
        try {
            zip = new GZIPOutputStream(zipped, 512, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // to memory
        }
    }

    @Override
    public void write(Batch batch, Completion completion) throws IOException {
        outlet.write(batch.size() > 0 ? zipped(batch.events()) : batch, completion);
    }

    private synchronized Batch zipped(ByteBuffer bytes) throws IOException {
        if (ended) {
            throw new IOException("the response has ended");
        }
        zip.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        zip.flush();
        return taken();
    }

    private Batch taken() {
        Batch taken = new Batch(ByteBuffer.wrap(zipped.toByteArray()));
        zipped.reset();
        return taken;
    }

    /** The last bytes tell the client that nothing is missing. */
    @Override
    public void end() {
        try {
            outlet.write(last(), new Completion() {
                @Override
                public void written() {
                    outlet.end();
                }

                @Override
                public void failed(Throwable cause) {
                    outlet.end();
                }
            });
        } catch (IOException e) { // a write is under way, or the client has gone: it is cut off
            outlet.end();
        }
    }

    private synchronized Batch last() throws IOException {
        ended = true;
        zip.close();
        return taken();
    }
}
