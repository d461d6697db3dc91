package org.hedgerow.samples.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the DNS servers of the packaged program and asks them by Hedgerow's own client, which mixes the case of names. */
class DnsContenderIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));
    private static final DnsFormat DNS = DnsFormat.standard();

    @TempDir
    private static Path directory;

    private static Path table;

    @BeforeAll
    static void writeTable() throws IOException {
        table = KnownNames.writeTable(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-udp", "dnsjava-udp"})
    void servesTheTable(String name) throws IOException {
        expectWhatItNeeds(name);
        try (ContenderProcess server = ContenderProcess.start(JAVA, name, table)) {
            KnownNames.answersAreRight(server.address(), DNS);
            missesAreTold(server.address());
            Question text = Question.of(DomainName.of(KnownNames.name(0)), RecordType.TXT);
            assertThat(KnownNames.ask(server.address(), DNS, text)).isEqualTo(NotFound.TYPE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-resolver", "dnsjava-extended"})
    void asksItsUpstreams(String name) throws IOException {
        expectWhatItNeeds(name);
        try (ContenderProcess one = ContenderProcess.start(JAVA, "dnsjava-udp", table);
                ContenderProcess two = ContenderProcess.start(JAVA, "dnsjava-udp", table);
                ContenderProcess server = ContenderProcess.start(
                        JAVA, name, one.address().getPort(), two.address().getPort())) {
            KnownNames.answersAreRight(server.address(), DNS);
            missesAreTold(server.address());
        }
    }

    private static void missesAreTold(SocketAddress server) {
        NotFound missing = (NotFound) KnownNames.ask(server, DNS, Question.of("none.example.com"));
        assertThat(missing.kind()).isEqualTo(NotFound.Kind.NO_SUCH_NAME);
    }

    private static void expectWhatItNeeds(String name) {
        boolean epoll = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assumeTrue(epoll || !name.startsWith("netty"), name + " needs Linux on x86-64");
    }
}
