// SPDX-License-Identifier: Apache-2.0
package tiny;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Never starts. */
public final class Broken implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("the key must be turned, was not");
    }

    @Override
    public void stop(BundleContext context) {}
}
