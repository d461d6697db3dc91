package org.hedgerow.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
        LightThreads.platform("hedgerow-life-line")
                .newThread(() -> {
                    read(input, reload);
                    stop.run();
                })
                .start();
    }

    private static void read(InputStream input, Runnable reload) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null && !line.equals(STOP); line = lines.readLine()) {
                if (line.equals(RELOAD)) {
                    guarded(reload);
                }
            }
        } catch (IOException e) {
            LOG.debug("the life line broke", e);
        }
    }

    private static void guarded(Runnable reload) {
        try {
            reload.run();
        } catch (RuntimeException e) {
            LOG.error("reloading failed", e);
        }
    }
}
