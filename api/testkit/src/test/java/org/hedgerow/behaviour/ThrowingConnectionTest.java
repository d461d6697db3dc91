package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.DnsMessages.prefixed;
import static org.hedgerow.behaviour.DnsMessages.query;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.NotFound;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.WireFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Type;

/**
 * An Error on behalf of a connection cuts it, and nothing else, whoever has called: once, only the transport's own calls did,
 * and a connection whose reply could not be written after an answer or at the deadline stood for good.
 */
class ThrowingConnectionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final ServingOptions OPTIONS =
            ServingOptions.defaults().withTimeout(TIMEOUT).withMaxInFlight(2);

    private final ManualLane lane = new ManualLane();
    private final HeldResolver resolver = new HeldResolver(lane);
    private String throwing = "";

    ThrowingConnectionTest() {
        GivenBack.after(resolver);
    }

    /** What is served. */
    enum Served {
        LINE(LineFormat.standard()),
        SILENT_LINE(LineFormat.standard().silentOnMiss()),
        DNS(DnsFormat.standard());

        private final WireFormat format;

        Served(WireFormat format) {
            this.format = format;
        }

        byte[] queries(String... names) {
            StringBuilder bytes = new StringBuilder();
            for (String name : names) {
                bytes.append(
                        this == DNS
                                ? new String(prefixed(query(1, name, Type.A).toWire()), StandardCharsets.ISO_8859_1)
                                : name + "\n");
            }
            return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** The format on connections with a method that throws when the test says so. */
    private record Throwing(WireFormat format, ThrowingConnectionTest test) implements WireFormat {

        @Override
        public String name() {
            return format.name();
        }

        @Override
        public Upstream asking(AskingContext context) {
            return format.asking(context);
        }

        @Override
        public ConnectionHandlerFactory serving(ServingContext context) {
            ConnectionHandler handler = format.serving(context).newHandler();
            return () -> new ConnectionHandler() {
                @Override
                public void opened(Connection connection) {
                    handler.opened(test.throwing(connection));
                }

                @Override
                public void received(Connection connection, ByteBuffer bytes) {
                    try {
                        handler.received(connection, bytes);
                    } catch (NoClassDefFoundError e) {
                        connection.reset(); // as transports do
                    }
                }

                @Override
                public void drained(Connection connection) {
                    handler.drained(connection);
                }

                @Override
                public void ended(Connection connection) {
                    handler.ended(connection);
                }

                @Override
                public void closed(Connection connection, IOException cause) {
                    handler.closed(connection, cause);
                }
            };
        }
    }

    private Connection throwing(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(throwing)) {
                        throw new NoClassDefFoundError("on purpose");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private ScriptedConnection accept(Served served, Resolver asked) {
        return GivenBack.accepted(lane, new Throwing(served.format, this), asked, OPTIONS, new ServingTotals());
    }

    @ParameterizedTest
    @EnumSource
    void cutsItWhenAnAnswerHasCome(Served served) {
        ScriptedConnection connection = accept(served, resolver);
        connection.receive(served.queries("a.edu", "b.edu"));
        throwing = "write";
        resolver.answer(0, found("a.edu", "1.2.3.4"));
        assertThat(connection.isReset()).isTrue();
        assertThat(resolver.released()).isEqualTo(2);
    }

    /** Where the others can be answered, and the next query of what was kept is looked at. */
    @ParameterizedTest
    @EnumSource
    void cutsItWhenThereIsRoomAgain(Served served) {
        ScriptedConnection connection = accept(served, resolver);
        connection.receive(served.queries("a.edu", "b.edu", "c.edu"));
        assertThat(resolver.asked()).containsExactly("a.edu", "b.edu");
        throwing = "pendingOutput";
        resolver.answer(0, found("a.edu", "1.2.3.4"));
        assertThat(connection.isReset()).isTrue();
        assertThat(resolver.released()).isEqualTo(2);
        assertThat(resolver.asked()).containsExactly("a.edu", "b.edu");
    }

    @ParameterizedTest
    @EnumSource(names = "SILENT_LINE", mode = EnumSource.Mode.EXCLUDE)
    void cutsItAtTheDeadline(Served served) {
        ScriptedConnection connection = accept(served, resolver);
        connection.receive(served.queries("a.edu", "b.edu"));
        throwing = "write";
        lane.advance(TIMEOUT);
        assertThat(connection.isReset()).isTrue();
        assertThat(resolver.released()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void cutsItWhenTheAnswerIsThereAtOnce(Served served) {
        List<String> asked = new ArrayList<>();
        ScriptedConnection connection = accept(served, (question, call) -> {
            asked.add(question.name().toString());
            call.answer(found("a.edu", "1.2.3.4"));
        });
        throwing = "write";
        connection.receive(served.queries("a.edu", "a.edu", "a.edu"));
        assertThat(connection.isReset()).isTrue();
        assertThat(asked).hasSize(1);
    }

    /** What is a resolver's costs its question, and the connection goes on. */
    @ParameterizedTest
    @EnumSource
    void doesNotCutItForWhatAResolverThrows(Served served) {
        ScriptedConnection connection = accept(served, (question, call) -> {
            if (question.name().toString().equals("a.edu")) {
                throw new NoClassDefFoundError("on purpose");
            }
            call.answer(NotFound.NAME);
        });
        connection.receive(served.queries("a.edu", "b.edu"));
        lane.advance(TIMEOUT);
        assertThat(connection.isReset() || connection.isClosed()).isFalse();
        connection.end();
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isReset()).isFalse();
    }
}
