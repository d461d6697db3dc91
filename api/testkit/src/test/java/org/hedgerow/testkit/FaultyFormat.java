package org.hedgerow.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.hedgerow.line.LineFormat;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.WireFormat;

/** The line format, which mutants spoil in one place. */
record FaultyFormat(
        UnaryOperator<ServingContext> serves,
        UnaryOperator<ConnectionHandler> handles,
        UnaryOperator<AskingContext> isAsked,
        BiFunction<Upstream, AskingContext, Upstream> asks)
        implements WireFormat {
    private static final WireFormat SOUND = LineFormat.standard();
    static final FaultyFormat NONE = new FaultyFormat(
            context -> context, handler -> handler, context -> context, (upstream, context) -> upstream);

    static FaultyFormat serving(UnaryOperator<ServingContext> fault) {
        return new FaultyFormat(fault, NONE.handles, NONE.isAsked, NONE.asks);
    }

    static FaultyFormat handling(UnaryOperator<ConnectionHandler> fault) {
        return new FaultyFormat(NONE.serves, fault, NONE.isAsked, NONE.asks);
    }

    static FaultyFormat asked(UnaryOperator<AskingContext> fault) {
        return new FaultyFormat(NONE.serves, NONE.handles, fault, NONE.asks);
    }

    static FaultyFormat asking(BiFunction<Upstream, AskingContext, Upstream> fault) {
        return new FaultyFormat(NONE.serves, NONE.handles, NONE.isAsked, fault);
    }

    @Override
    public String name() {
        return SOUND.name();
    }

    @Override
    public ConnectionHandlerFactory serving(ServingContext context) {
        ConnectionHandlerFactory handlers = SOUND.serving(context == null ? null : serves.apply(context));
        return () -> handles.apply(handlers.newHandler());
    }

    @Override
    public Upstream asking(AskingContext context) {
        AskingContext own = context == null ? null : isAsked.apply(context);
        return asks.apply(SOUND.asking(own), own);
    }

    /** The handler of a connection, to be spoilt in one method. */
    static class Handler implements ConnectionHandler {
        final ConnectionHandler sound;

        Handler(ConnectionHandler sound) {
            this.sound = sound;
        }

        @Override
        public void opened(Connection connection) {
            sound.opened(connection);
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            sound.received(connection, bytes);
        }

        @Override
        public int mostInput() {
            return sound.mostInput();
        }

        @Override
        public void quiet(Connection connection) {
            sound.quiet(connection);
        }

        @Override
        public void drained(Connection connection) {
            sound.drained(connection);
        }

        @Override
        public void ended(Connection connection) {
            sound.ended(connection);
        }

        @Override
        public void closed(Connection connection, IOException cause) {
            sound.closed(connection, cause);
        }
    }
}
