package org.hedgerow.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.ServingContext;

/** Serving sides with one fault each. */
final class ServingFaults {
    private ServingFaults() {}

    static final class DropsTheLastByte extends FaultyFormat.Handler {
        DropsTheLastByte(ConnectionHandler sound) {
            super(sound);
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            sound.received(connection, bytes.limit(bytes.limit() - 1));
        }
    }

    static final class TakesPortions extends FaultyFormat.Handler {
        TakesPortions(ConnectionHandler sound) {
            super(sound);
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            sound.received(connection, bytes);
            sound.received(connection, ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    static final class TakesOneOfEach extends FaultyFormat.Handler {
        TakesOneOfEach(ConnectionHandler sound) {
            super(sound);
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            for (int at = bytes.position(); at < bytes.limit(); at++) {
                if (bytes.get(at) == '\n') {
                    bytes.limit(at + 1);
                }
            }
            sound.received(connection, bytes);
        }
    }

    static final class Deaf extends FaultyFormat.Handler {
        Deaf(ConnectionHandler sound) {
            super(sound);
        }

        @Override
        public void ended(Connection connection) {}
    }

    static final class ClosesAtOnce extends FaultyFormat.Handler {
        ClosesAtOnce(ConnectionHandler sound) {
            super(sound);
        }

        @Override
        public void ended(Connection connection) {
            connection.close();
        }
    }

    static final class SwallowsTheLoss extends FaultyFormat.Handler {
        SwallowsTheLoss(ConnectionHandler sound) {
            super(sound);
        }

        @Override
        public void closed(Connection connection, IOException cause) {}
    }

    static final class ThrowsOnGarbage extends FaultyFormat.Handler {
        ThrowsOnGarbage(ConnectionHandler sound) {
            super(sound);
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            if (bytes.get(bytes.position()) < 0) {
                throw new IllegalArgumentException("on purpose");
            }
            sound.received(connection, bytes);
        }
    }

    private static ServingContext resolving(ServingContext context, BiConsumer<Question, Call> before) {
        return ServingContext.of((question, call) -> {
                    before.accept(question, call);
                    context.resolver().resolve(question, call);
                })
                .withOptions(context.options())
                .withTotals(context.totals());
    }

    static ServingContext askingTwice(ServingContext context) {
        return resolving(context, context.resolver()::resolve);
    }

    static ServingContext holdingMemory(ServingContext context) {
        return resolving(
                context,
                (question, call) -> context.options().memory().open(call.lane()).hold(100));
    }

    static ServingContext keepingCalls(ServingContext context) {
        return ServingContext.of(
                        (question, call) -> context.resolver().resolve(question, new AskingFaults.Child(call, false)))
                .withOptions(context.options())
                .withTotals(context.totals());
    }
}
