// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import org.jackfield.bench.peer.JerseyPeer;
import org.jackfield.bench.peer.NioPeer;

/** Who takes part. */
enum Peer {
    JACKFIELD {
        @Override
        Server start() throws Exception {
            return ProductServer.start("");
        }
    },
    NCHAN {
        @Override
        Server start() throws Exception {
            return NchanServer.start();
        }
    },
    NIO {
        @Override
        Server start() throws Exception {
            return JavaServer.start("NIO", NioPeer.class, "/");
        }
    },
    JERSEY {
        @Override
        Server start() throws Exception {
            return JavaServer.start("Jersey", JerseyPeer.class, "/events");
        }
    };

    abstract Server start() throws Exception;
}
