// SPDX-License-Identifier: Apache-2.0
package tiny;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** What a driver may leave behind. */
final class Litter implements Runnable, Driver, LitterMBean {
    private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
    private final CountDownLatch end = new CountDownLatch(1);

    static void leave(String behaviour) throws JMException, SQLException {
        switch (behaviour) {
            case "leaves-a-thread" -> daemon(new Thread(new Litter(), "tiny-forgotten"));
            case "leaves-a-timer" -> new Timer("tiny-timer", true).schedule(new Tick(), 3_600_000);
            case "leaves-a-hook" -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "tiny-hook"));
            case "leaves-a-bean" ->
                ManagementFactory.getPlatformMBeanServer()
                        .registerMBean(new Litter(), new ObjectName("tiny:type=Litter"));
            case "leaves-a-database-driver" -> DriverManager.registerDriver(new Litter());
            case "leaves-a-property" -> System.getProperties().put("tiny.litter", new Litter());
            default -> {}
        }
    }

    private static void daemon(Thread thread) {
        thread.setDaemon(true);
        thread.start();
    }

    /** To be called on a thread that stays. */
    static void leaveLocally() {
        LOCAL.set(new Litter());
    }

    @Override
    public int getCount() {
        return 1;
    }

    @Override
    public void run() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) {
        return null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return false;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    private static final class Tick extends TimerTask {
        @Override
        public void run() {}
    }
}
