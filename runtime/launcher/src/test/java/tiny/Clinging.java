// SPDX-License-Identifier: Apache-2.0
package tiny;

import java.util.concurrent.Semaphore;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Does not stop before it gets a permit from the test, found among the system properties. */
public final class Clinging implements BundleActivator {
    public static final String PERMITS = "tiny.Clinging";

    @Override
    public void start(BundleContext context) {}

    @Override
    public void stop(BundleContext context) {
        ((Semaphore) System.getProperties().get(PERMITS)).acquireUninterruptibly();
    }
}
