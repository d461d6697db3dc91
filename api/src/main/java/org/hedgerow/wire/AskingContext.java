package org.hedgerow.wire;

import java.util.Objects;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.Endpoint;

/**
 * What a wire format needs to ask a server: a connector, the server, options and counts. What is added later has a default, so
 * that existing formats go on working. Immutable; any thread.
 */
public final class AskingContext {
    private final Connector connector;
    private final Endpoint server;
    private final UpstreamOptions options;
    private final UpstreamTotals totals;

    private AskingContext(Connector connector, Endpoint server, UpstreamOptions options, UpstreamTotals totals) {
        this.connector = connector;
        this.server = server;
        this.options = options;
        this.totals = totals;
    }

    /** Asks this server by way of this connector, with default options and counts of its own. */
    public static AskingContext of(Connector connector, Endpoint server) {
        return new AskingContext(
                Objects.requireNonNull(connector, "connector"),
                Objects.requireNonNull(server, "server"),
                UpstreamOptions.defaults(),
                new UpstreamTotals());
    }

    /** This context with other options. */
    public AskingContext withOptions(UpstreamOptions other) {
        return new AskingContext(connector, server, Objects.requireNonNull(other, "options"), totals);
    }

    /** This context with other counts. */
    public AskingContext withTotals(UpstreamTotals other) {
        return new AskingContext(connector, server, options, Objects.requireNonNull(other, "totals"));
    }

    /** What makes connections and opens ports to the server; in its lane only. */
    public Connector connector() {
        return connector;
    }

    /** The lane that all of it is confined to: the connector's. */
    public Lane lane() {
        return connector.lane();
    }

    /** Who is asked. */
    public Endpoint server() {
        return server;
    }

    /** How the server is treated. */
    public UpstreamOptions options() {
        return options;
    }

    /** Is told of every question and reply. */
    public UpstreamTotals totals() {
        return totals;
    }
}
