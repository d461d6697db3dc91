package org.hedgerow.server.processes;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.LightThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What ties a process to the one that has started it: standard input. When it ends, the other process is gone or wants
 * this one to go, and so does a line {@code stop}; a line {@code reload} asks to reload. See {@link Preforked}.
 */
public final class LifeLine {
    static final String STOP = "stop";
    static final String RELOAD = "reload";

    private static final Logger LOG = LoggerFactory.getLogger(LifeLine.class);

    private LifeLine() {}

    /**
     * Follows a life line, on a daemon thread of its own. Does not block.
     *
     * @param input usually {@code System.in}; read to its end
     * @param reload called for each line that asks for it, on that thread; what it throws is logged
     * @param stop called once, on that thread, which ends thereafter; may call {@link System#exit}
     */
    public static void follow(InputStream input, Runnable reload, Runnable stop) {
        requireNonNull(input, "input");
        requireNonNull(reload, "reload");
        requireNonNull(stop, "stop");
        LightThreads.platform("hedgerow-life-line")
                .newThread(() -> {
                    read(input, reload);
                    guarded(stop, "stopping");
                })
                .start();
    }

    private static void read(InputStream input, Runnable reload) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null && !line.equals(STOP); line = lines.readLine()) {
                if (line.equals(RELOAD)) {
                    guarded(reload, "reloading");
                }
            }
        } catch (Throwable e) {
            // Whatever it is, nobody is there to hold the line any more.
            LOG.debug("the life line broke", e);
        }
    }

    private static void guarded(Runnable action, String what) {
        try {
            action.run();
        } catch (Throwable e) {
            Guard.failed(LOG, what + " failed", e);
        }
    }
}
