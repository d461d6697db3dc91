package org.hedgerow.samples.benchmarks;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.List;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What the threads of another JVM allocate, as the JVM counts it: to the octet, unlike the log of its collector, which
 * only knows of whole collections. The JVM gets its management agent for that. What the agent's own threads allocate is left out,
 * except where the JVM gives one number for all threads, those that have ended among them (JDK 21 and later): there it is a
 * few hundred kilobytes.
 */
final class Allocations implements Meter, AutoCloseable {
    private static final List<String> OF_AGENT = List.of("RMI ", "JMX ", "Attach ");

    private final JMXConnector connector;
    private final MBeanServerConnection connection;
    private final ThreadMXBean threads;
    private final String unit;
    private double before;
    private double allocated;

    private Allocations(JMXConnector connector, String unit) throws IOException {
        this.connector = connector;
        this.unit = unit;
        connection = connector.getMBeanServerConnection();
        threads = ManagementFactory.newPlatformMXBeanProxy(
                connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    }

    /**
     * Of the JVM with that process id, for each of what the load counts.
     *
     * @throws ContenderException if it lets nobody look into it
     */
    @SuppressWarnings("BanJNDI") // no name is looked up: the address is that of a child of this process
    static Allocations of(long pid, String unit) throws ContenderException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                String address = machine.startLocalManagementAgent();
                return new Allocations(JMXConnectorFactory.connect(new JMXServiceURL(address)), unit);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new ContenderException("cannot look into the JVM " + pid + ": " + e.getMessage());
        }
    }

    @Override
    public void start() throws ContenderException, IOException {
        before = octets();
    }

    @Override
    public void stop() throws ContenderException, IOException {
        allocated = octets() - before;
    }

    @Override
    public void put(Sample sample, LoadResult result) {
        sample.put("octets/" + unit, allocated / result.answered());
    }

    private double octets() throws ContenderException, IOException {
        try {
            ObjectName name = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
            return (long) connection.getAttribute(name, "TotalThreadAllocatedBytes");
        } catch (AttributeNotFoundException e) {
            return ofThreads();
        } catch (JMException e) {
            throw new ContenderException("the JVM does not say what it allocates: " + e);
        }
    }

    private double ofThreads() {
        double sum = 0;
        long[] ids = threads.getAllThreadIds();
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        long[] octets = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            ThreadInfo info = infos[i];
            if (info != null && OF_AGENT.stream().noneMatch(info.getThreadName()::startsWith)) {
                sum += octets[i];
            }
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
