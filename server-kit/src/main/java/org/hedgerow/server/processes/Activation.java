package org.hedgerow.server.processes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who listens in place of this process has given it as standard input: inetd, systemd
 * ({@code StandardInput=socket}), {@code systemd-socket-activate --inetd}.
 *
 * <p>To close such a channel has a side effect in the JDK: it redirects the descriptors 0 to 2 to {@code /dev/null}. Who
 * wants to print after that opens standard error anew before, as {@code /proc/self/fd/2}.
 *
 * @param kind what it is
 * @param channel the socket; null unless it is a {@link Kind#LISTENER} or a {@link Kind#CONNECTION}
 */
public record Activation(Kind kind, @Nullable NetworkChannel channel) {
    /** Nothing was inherited. */
    public static final Activation NONE = new Activation(Kind.NONE, null);

    private static final Activation GONE = new Activation(Kind.GONE, null);
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)\\]");
    private static final int STATE_FIELD = 3;
    private static final int INODE_FIELD = 9;
    private static final String LISTENS = "0A"; // TCP_LISTEN, in include/net/tcp_states.h of Linux

    /** What standard input is. */
    public enum Kind {
        /** No TCP socket: nobody listens in place of this process. */
        NONE,

        /** A socket that listens: {@code wait} of inetd, {@code Accept=no} of systemd. */
        LISTENER,

        /** One connection: {@code nowait} of inetd, {@code Accept=yes} of systemd. */
        CONNECTION,

        /** A connection that its peer had reset before it could be looked at. */
        GONE
    }

    /** Refuses null for the kind. */
    public Activation {
        Objects.requireNonNull(kind, "kind");
    }

    /**
     * What this process has inherited. Selects the JVM's selector provider, if nothing has done so before. Does not block.
     *
     * @throws IOException if that cannot be found out
     */
    public static Activation inherited() throws IOException {
        Channel channel = System.inheritedChannel();
        if (channel instanceof SocketChannel connection) {
            // A process may have been given a pair of UNIX sockets instead of pipes, by whoever has started it.
            return connection.getRemoteAddress() instanceof InetSocketAddress
                    ? new Activation(Kind.CONNECTION, connection)
                    : NONE;
        }
        if (channel instanceof ServerSocketChannel server && server.getLocalAddress() instanceof InetSocketAddress) {
            // To the JDK, all that is not connected listens.
            return isListening() ? new Activation(Kind.LISTENER, server) : GONE;
        }
        return NONE;
    }

    /**
     * What standard input is, as far as Linux tells, without opening a channel: {@link Kind#NONE} for a connection that is
     * gone, and on other systems. Reads files of the system.
     *
     * @throws IOException if they cannot be read
     */
    public static Kind standardInput() throws IOException {
        if (!Files.isReadable(TABLES.get(0))) {
            return Kind.NONE;
        }
        String state = state();
        return state.isEmpty() ? Kind.NONE : state.equals(LISTENS) ? Kind.LISTENER : Kind.CONNECTION;
    }

    /** Linux tells; elsewhere the JDK has to be believed. */
    private static boolean isListening() throws IOException {
        return !Files.isReadable(TABLES.get(0)) || state().equals(LISTENS);
    }

    /** The state of the socket that standard input is, found by its inode; empty if there is no such TCP socket. */
    private static String state() throws IOException {
        Matcher socket = SOCKET.matcher(Files.readSymbolicLink(STANDARD_INPUT).toString());
        if (!socket.matches()) {
            return "";
        }
        for (Path table : TABLES) {
            String found = Files.isReadable(table) ? state(table, socket.group(1)) : "";
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private static String state(Path table, String inode) throws IOException {
        try (Stream<String> sockets = Files.lines(table)) {
            return sockets.map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > INODE_FIELD && fields[INODE_FIELD].equals(inode))
                    .map(fields -> fields[STATE_FIELD])
                    .findFirst()
                    .orElse("");
        }
    }
}
