// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.io.IOException;
import java.util.Map;
import org.jackfield.bench.Bundles;
import org.jackfield.bench.Jcmd;
import org.jackfield.bench.Product;
import org.jackfield.bench.source.PacedDevice;

/** The product, with a device whose samples come when the bench says. */
final class ProductServer implements Server {
    private static final String DEVICE = "bench";

    private final Product product;
    private final Control control;

    private ProductServer(Product product, Control control) {
        this.product = product;
        this.control = control;
    }

    /** @param settings of the device, beyond its name, one a line */
    static ProductServer start(String settings) throws Exception {
        Control control = new Control();
        Product product = Product.start(Map.of(
                PacedDevice.class.getName() + "-" + DEVICE + ".cfg",
                "device.id=" + DEVICE + "\ncontrol.port=" + control.port() + "\n" + settings));
        ProductServer server = new ProductServer(product, control);
        try {
            product.drop(
                    Bundles.of(
                            PacedDevice.class, "1.0.0", Map.of(), product.home().resolve("source.jar")),
                    product.driver().resolveSibling("source.jar"));
            control.await();
            Product.until("the device streams", () -> product.device(DEVICE).contains("\"streaming\":true"));
            return server;
        } catch (Exception | AssertionError e) {
            server.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "Jackfield";
    }

    @Override
    public int port() {
        return product.port();
    }

    @Override
    public String path() {
        return "/stream/devices/" + DEVICE;
    }

    @Override
    public long pid() {
        return product.pid();
    }

    @Override
    public void rate(long eventsPerSecond) throws Exception {
        control.rate(eventsPerSecond);
    }

    @Override
    public void tidy() throws Exception {
        Jcmd.ask(pid(), "GC.run");
    }

    @Override
    public void close() throws IOException {
        control.close();
        product.close();
    }
}
