package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.WireFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookupCommandTest {
    private static final DomainName NAME = DomainName.of("www.Example.com");
    private static final DomainName CANONICAL = DomainName.of("host.example.net");
    private static final ResourceRecord ALIAS =
            new ResourceRecord(NAME, RecordType.CNAME, 60, new RecordData.Host(CANONICAL));

    private final Transport transport = Transport.named("nio");

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @CsvSource({"dns, nio", "dns, blocking", "dns+tcp, nio", "dns+tcp, blocking"})
    void printsTheRecordsOneALine(String scheme, String name) throws IOException {
        int port = serve(Found.of(List.of(ALIAS, address(CANONICAL, 30, 1), address(CANONICAL, 30, 2))));

        Run run = Run.of("lookup", "www.Example.com", scheme + "://127.0.0.1:" + port, "--transport", name);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                www.Example.com 60 IN CNAME host.example.net
                host.example.net 30 IN A 10.0.0.1
                host.example.net 30 IN A 10.0.0.2
                """);
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void asksTheLineProtocol(String name) throws IOException {
        int port = serve(LineFormat.standard(), Found.of(List.of(address(NAME, 60, 1))));

        Run run = Run.of("lookup", "WWW.example.com", "line://127.0.0.1:" + port, "--transport", name);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).as("that protocol has no TTL").isEqualTo("www.Example.com 300 IN A 10.0.0.1\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void theJsonOfWhatIsFoundNeedsNoConcatenation() throws IOException {
        RecordData text = new RecordData.Txt(List.of(Octets.of("say \"<hello>\" & \\")));
        int port = serve(Found.of(List.of(new ResourceRecord(NAME, RecordType.TXT, 5, text))));

        Run run = Run.of("lookup", "www.Example.com/TXT", "dns://127.0.0.1:" + port, "--json");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasLineCount(1).contains("<hello>").endsWith("\n");
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(json.keySet())
                .containsExactly("name", "type", "server", "outcome", "records", "reason", "detail", "milliseconds");
        assertThat(json.get("name").getAsString()).isEqualTo("www.Example.com");
        assertThat(json.get("type").getAsString()).isEqualTo("TXT");
        assertThat(json.get("server").getAsString()).isEqualTo("dns://127.0.0.1:" + port);
        assertThat(json.get("outcome").getAsString()).isEqualTo("found");
        assertThat(json.get("reason").isJsonNull()).isTrue();
        assertThat(json.get("detail").isJsonNull()).isTrue();
        assertThat(json.get("milliseconds").getAsDouble()).isNotNegative();
        JsonObject record = json.getAsJsonArray("records").get(0).getAsJsonObject();
        assertThat(record.keySet()).containsExactly("name", "type", "ttl", "data");
        assertThat(record.get("ttl").getAsInt()).isEqualTo(5);
        assertThat(record.get("data").getAsString()).isEqualTo(text.toString());
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aMissingNameHasAnExitCodeOfItsOwn() throws IOException {
        int port = serve(NotFound.NAME);

        Run run = Run.of("lookup", "www.Example.com", "dns://127.0.0.1:" + port);
        Run json = Run.of("lookup", "www.Example.com", "dns://127.0.0.1:" + port, "--json");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).containsExactly("hedgerow: www.Example.com/A: no such name (NXDOMAIN)");
        assertIs(json, 3, "not-found", "NXDOMAIN", "no such name");
    }

    @Test
    void aMissingTypeIsToldFromAMissingName() throws IOException {
        int port = serve(NotFound.TYPE);

        Run run = Run.of("lookup", "www.Example.com/MX", "dns://127.0.0.1:" + port);
        Run json = Run.of("lookup", "www.Example.com/MX", "dns://127.0.0.1:" + port, "--json");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).containsExactly("hedgerow: www.Example.com/MX: no such type (NODATA)");
        assertIs(json, 3, "not-found", "NODATA", "no such type");
    }

    @Test
    void anAliasThatLeadsToNothingIsTold() throws IOException {
        int port = serve(NotFound.NAME.withAliases(List.of(ALIAS)));

        Run run = Run.of("lookup", "www.Example.com", "dns://127.0.0.1:" + port);
        Run json = Run.of("lookup", "www.Example.com", "dns://127.0.0.1:" + port, "--json");

        assertThat(run.err())
                .containsExactly(
                        "hedgerow: www.Example.com/A: no such name where its alias leads, host.example.net (NXDOMAIN)");
        assertThat(json.out())
                .contains(
                        "\"records\":[{\"name\":\"www.Example.com\",\"type\":\"CNAME\",\"ttl\":60,\"data\":\"host.example.net\"}]");
    }

    @Test
    void aFailureOfTheServerIsOne() throws IOException {
        int port = serve(Failed.of(Failed.Reason.UNREACHABLE, "nobody there"));

        Run run = Run.of("lookup", "www.Example.com", "dns://127.0.0.1:" + port);
        Run json = Run.of("lookup", "www.Example.com", "dns://127.0.0.1:" + port, "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .containsExactly(
                        "hedgerow: www.Example.com/A: the server says SERVFAIL (No Reachable Authority) (SERVER_FAILURE at"
                                + " dns://127.0.0.1:" + port + ")");
        assertIs(json, 1, "failed", "SERVER_FAILURE", "the server says SERVFAIL (No Reachable Authority)");
    }

    @Test
    void aRefusalIsAFailure() throws IOException {
        int port = serve(Failed.of(Failed.Reason.REFUSED, "not here"));

        assertIs(
                Run.of("lookup", "www.Example.com", "dns://127.0.0.1:" + port, "--json"),
                1,
                "failed",
                "REFUSED",
                "the server says REFUSED (Not Supported)");
    }

    @Test
    void aServerThatIsNotResponsibleIsAFailure() throws IOException {
        int port = serve(Elsewhere.unknown());

        assertIs(
                Run.of("lookup", "www.Example.com", "dns://127.0.0.1:" + port, "--json"),
                1,
                "failed",
                "ELSEWHERE",
                "the server is not responsible for this name (Not Authoritative)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns", "dns+tcp", "line"})
    void silenceIsAFailure(String scheme) throws IOException {
        WireFormat wire = scheme.equals("line") ? LineFormat.standard() : DnsFormat.standard();
        String server = scheme + "://127.0.0.1:" + serve(wire, (question, call) -> {});

        Run run = Run.of("lookup", "www.Example.com", server, "--timeout", "100ms");
        Run json = Run.of("lookup", "www.Example.com", server, "--timeout", "100ms", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .containsExactly("hedgerow: www.Example.com/A: no answer in time (TIMEOUT at " + server + ")");
        assertIs(json, 1, "failed", "TIMEOUT", "no answer in time");
    }

    @Test
    void whatTheServerSaysOfItsOwnTimeOutIsTold() throws IOException {
        int port = serve(
                LineFormat.standard(),
                (question, call) -> call.answer(Failed.of(Failed.Reason.UNREACHABLE, "nobody there")));

        // The line server tells it at its deadline.
        Run run = Run.of("lookup", "www.Example.com", "line://127.0.0.1:" + port, "--timeout", "20s");

        assertThat(run.err())
                .containsExactly("hedgerow: www.Example.com/A: the server says that it timed out (TIMEOUT at"
                        + " line://127.0.0.1:" + port + ")");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"dns+tcp, nio", "dns+tcp, blocking", "line, nio", "line, blocking"})
    void aServerThatIsNotThereIsAFailure(String scheme, String name) {
        String server = scheme + "://localhost:1";

        Run run = Run.of("lookup", "www.Example.com", server, "--transport", name);
        Run json = Run.of("lookup", "www.Example.com", server, "--transport", name, "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .containsExactly(
                        "hedgerow: www.Example.com/A: 127.0.0.1:1: Connection refused (UNREACHABLE at " + server + ")");
        assertIs(json, 1, "failed", "UNREACHABLE", "127.0.0.1:1: Connection refused");
    }

    @Test
    void anUnknownHostIsAFailure() {
        Run run = Run.of("lookup", "www.Example.com", "dns://no-such-host.invalid");
        Run json = Run.of("lookup", "www.Example.com", "dns://no-such-host.invalid", "--json");

        assertThat(run.err())
                .containsExactly("hedgerow: www.Example.com/A: unknown host: no-such-host.invalid (UNREACHABLE at"
                        + " dns://no-such-host.invalid:53)");
        assertIs(json, 1, "failed", "UNREACHABLE", "unknown host: no-such-host.invalid");
    }

    private static void assertIs(Run run, int exitCode, String outcome, String reason, String detail) {
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasLineCount(1);
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(json.get("outcome").getAsString()).isEqualTo(outcome);
        assertThat(json.get("records").getAsJsonArray()).isEmpty();
        assertThat(json.get("reason").getAsString()).isEqualTo(reason);
        assertThat(json.get("detail").getAsString()).isEqualTo(detail);
    }

    private int serve(Answer answer) throws IOException {
        return serve(DnsFormat.standard(), answer);
    }

    private int serve(WireFormat wire, Answer answer) throws IOException {
        return serve(wire, (question, call) -> call.answer(answer));
    }

    private int serve(WireFormat wire, Resolver resolver) throws IOException {
        ResolverServer server = ResolverServer.builder()
                .transport(transport)
                .wire(wire)
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .resolver(resolver)
                .build();
        return ((InetSocketAddress) server.start().address()).getPort();
    }

    private static ResourceRecord address(DomainName name, int ttl, int last) throws IOException {
        byte[] octets = {10, 0, 0, (byte) last};
        return new ResourceRecord(name, RecordType.A, ttl, new RecordData.Address(InetAddress.getByAddress(octets)));
    }
}
