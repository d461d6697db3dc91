package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.testkit.RawDatagramClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged servers as several processes that share a port for DNS, which is two: of TCP and of UDP. */
@EnabledOnOs(OS.LINUX)
class DnsProcessesIT extends ProgramFixture {
    private static final Pattern TOTALS =
            Pattern.compile("process (\\d): ts: (\\d+) connections?, (\\d+) questions?, .*\\(graceful\\)");
    // That one of two gets none of so many, if the system draws lots, has a chance of 2^-199: never.
    private static final int QUERIES = 200;

    private Path table;

    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(directory.resolve("hosts.txt"), "amazon.com 94.5.6.7 A\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void theyShareTheDatagramsOfOnePort(String transport) throws Exception {
        JarProcess crew = crew("0", "--transport", transport);
        assertThat(crew.out())
                .singleElement()
                .asString()
                .matches("READY ts 127\\.0\\.0\\.1:" + crew.port() + " \\(dns on .*, 1 record, 2 processes\\)");
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", crew.port());

        // From as many ports, all at once.
        List<RawDatagramClient> clients = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            RawDatagramClient client = processes.closeLater(RawDatagramClient.of(server));
            client.send(DnsQueries.query(i, "amazon.com"));
            clients.add(client);
        }
        for (int i = 0; i < QUERIES; i++) {
            byte[] reply = clients.get(i).receive();
            assertThat(DnsQueries.id(reply)).isEqualTo(i);
            assertThat(DnsQueries.answers(reply)).isEqualTo(1);
        }

        crew.terminate();
        assertThat(crew.exitCode()).as("%s", crew).isZero();
        List<Long> shares = new ArrayList<>();
        for (String line : crew.out()) {
            Matcher totals = TOTALS.matcher(line);
            if (totals.matches()) {
                assertThat(totals.group(2)).isEqualTo("0");
                shares.add(Long.parseLong(totals.group(3)));
            }
        }
        assertThat(shares).as("%s", crew).hasSize(2).allMatch(share -> share > 0);
        assertThat(shares.get(0) + shares.get(1)).isEqualTo(QUERIES);
        assertThat(crew.err()).isEmpty();
    }

    @Test
    void theyShareTheConnectionsToo() throws Exception {
        JarProcess crew = crew("0");
        for (int i = 0; i < QUERIES; i++) {
            try (RawClient client = RawClient.connect(crew.port())) {
                client.send(DnsQueries.overStream(DnsQueries.query(i, "amazon.com")));
                byte[] length = client.input().readNBytes(2);
                byte[] reply = client.input().readNBytes((length[0] & 0xFF) << 8 | length[1] & 0xFF);
                assertThat(DnsQueries.id(reply)).isEqualTo(i);
            }
        }
    }

    @Test
    void aPortForDatagramsInUseIsToldOnceBeforeAnyIsStarted() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            JarProcess crew = processes.start(
                    "ts",
                    Integer.toString(taken.getLocalPort()),
                    "--table",
                    table.toString(),
                    "--wire",
                    "dns",
                    "--processes",
                    "2");

            assertThat(crew.exitCode()).isEqualTo(1);
            assertThat(crew.out()).isEmpty();
            assertThat(crew.err())
                    .singleElement()
                    .asString()
                    .startsWith("hedgerow: cannot listen on 127.0.0.1:" + taken.getLocalPort() + " for datagrams: ");
        }
    }

    private JarProcess crew(String port, String... more) throws IOException {
        List<String> args =
                new ArrayList<>(List.of("ts", port, "--table", table.toString(), "--wire", "dns", "--processes", "2"));
        args.addAll(List.of(more));
        JarProcess crew = processes.start(args.toArray(String[]::new));
        crew.port();
        return crew;
    }
}
