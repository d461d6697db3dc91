package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.behaviour.ScriptedTransport;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.wire.InFlightMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.WireFormat;

/** Asks a server in the same lane, which answers from the table, and does not know of one name for long. */
abstract class RemoteResolverContract extends KnownResolverContract {
    private LoopbackServer server;
    private RemoteResolver resolver;

    abstract WireFormat format();

    @Override
    protected Resolver newResolver(ManualConnector lane) {
        server = newServer(lane);
        resolver = RemoteResolver.of(
                new ScriptedTransport(List.of(lane)), format(), InetSocketAddress.createUnresolved("server", 53));
        return resolver;
    }

    LoopbackServer newServer(ManualConnector lane) {
        ServingOptions options =
                ServingOptions.defaults().withTimeout(Duration.ofDays(1)).withMemory(InFlightMemory.ofBytes(1 << 28));
        ServingContext context = ServingContext.of(KnownRecords.withSilence()).withOptions(options);
        return new LoopbackServer(lane, format(), context);
    }

    @Override
    protected Question unanswered() {
        return KnownRecords.UNANSWERED;
    }

    @Override
    protected void settle(ManualConnector lane) {
        server.exchange();
        lane.advance(Duration.ofMillis(1));
    }

    @Override
    protected void expectNothingHeld() {
        assertThat(resolver.totals().pending()).as("pending").isZero();
        server.cut();
    }
}
