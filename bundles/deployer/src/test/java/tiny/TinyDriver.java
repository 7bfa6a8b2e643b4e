// SPDX-License-Identifier: Apache-2.0
package tiny;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jackfield.device.Device;
import org.jackfield.device.StreamingDevice;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Registers the devices that the manifest names, and behaves as it says. */
public final class TinyDriver implements BundleActivator {
    private final List<TinyDevice> devices = new ArrayList<>();

    @Override
    public void start(BundleContext context) throws Exception {
        Dictionary<String, String> headers = context.getBundle().getHeaders();
        String behaviour = headers.get("Tiny-Behaviour");
        if (behaviour.equals("throws-in-start")) {
            throw new IllegalStateException("no dongle");
        }
        if (behaviour.equals("hangs-in-start")) {
            new CountDownLatch(1).await();
        }
        while (behaviour.startsWith("waits-to-start") && System.getProperty("tiny.start") == null) {
            Thread.sleep(5);
        }
        Litter.leave(behaviour);
        Exit.by(behaviour);
        for (String id : headers.get("Tiny-Devices").split(" ", -1)) {
            TinyDevice device = new TinyDevice(behaviour);
            devices.add(device);
            context.registerService(
                    new String[] {Device.class.getName(), StreamingDevice.class.getName()},
                    id.equals(headers.get("Tiny-Broken")) ? new Broken() : device,
                    FrameworkUtil.asDictionary(Map.of(Device.ID, id, Device.AUTOSTART, true)));
        }
    }

    @Override
    public void stop(BundleContext context) {
        devices.forEach(TinyDevice::end);
    }

    /** What a component is whose constructor throws. */
    private static final class Broken implements ServiceFactory<Device> {
        @Override
        public Device getService(Bundle bundle, ServiceRegistration<Device> registration) {
            throw new IllegalStateException("no licence");
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Device> registration, Device device) {}
    }

    static void reach(String behaviour) throws IOException, InterruptedException {
        if (behaviour.equals("fails-to-connect")) {
            throw new IOException("no answer from the instrument");
        }
        if (behaviour.equals("leaves-a-thread-local")) {
            Litter.leaveLocally();
        }
        if (behaviour.equals("hangs-in-connect")) {
            new CountDownLatch(1).await();
        }
    }
}
