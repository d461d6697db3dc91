package org.hedgerow.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One run of the tests, which is one process. What it makes in the engine has this as a label, so that a later run finds
 * what one that was killed has left behind, and leaves alone what belongs to one that still goes on.
 */
record Run(String host, long pid, long started) {
    static final String LABEL = "org.hedgerow.cluster-tests.run";

    /** The run that this process is. */
    static Run current() {
        ProcessHandle self = ProcessHandle.current();
        return new Run(hostName(), self.pid(), started(self));
    }

    /** The run that a label tells of. */
    static Run of(String label) {
        List<String> parts = List.of(label.split("/"));
        return new Run(parts.get(0), Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2)));
    }

    Map<String, String> label() {
        return Map.of(LABEL, host + "/" + pid + "/" + started);
    }

    /** Whether nobody is there any more to remove what it has left. What runs elsewhere cannot be told, and may go on. */
    boolean isOver() {
        return host.equals(hostName())
                && ProcessHandle.of(pid)
                        .map(process -> started(process) != started)
                        .orElse(true);
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
