package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.hedgerow.peers.Difference.Reply;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * A table server and NSD have the same zone, and are asked the same of it. What they say must be the same, but for {@link
 * Difference}.
 */
class NsdComparisonIT extends PeerFixture {
    private static final int[] TYPES = {
        Type.A,
        Type.AAAA,
        Type.NS,
        Type.CNAME,
        Type.SOA,
        Type.PTR,
        Type.MX,
        Type.TXT,
        Type.SRV,
        Type.CAA,
        Type.HTTPS,
        65280,
        65281,
        Type.DS,
        Type.DNAME,
        Type.ANY
    };

    @Test
    void everyNameAndTypeOfAZoneWithSomeOfEverything() throws Exception {
        compare(ComparedZones.everything());
    }

    /** Few labels, so that names are often owners, between owners, below wildcards and targets of aliases. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomZones(int seed) throws Exception {
        compare(ComparedZones.random(new Random(seed)));
    }

    /** The comparison has to see what a table gets wrong: it is shown a table in which one record is not the zone's. */
    @ParameterizedTest
    @CsvSource({
        "www.z.test. 60 IN A 192.0.2.3, www.z.test. 60 IN A 192.0.2.33, www.z.test./A www.z.test./ANY alias3.z.test./A",
        "zero.z.test. 0 IN A 192.0.2.5, zero.z.test. 1 IN A 192.0.2.5, zero.z.test./A zero.z.test./ANY",
        "4.3.2.1.z.test. 300 IN PTR www.z.test., '', 4.3.2.1.z.test./PTR 4.3.2.1.z.test./A 2.1.z.test./A",
        "held.wild.z.test. 300 IN MX 1 www.z.test., held.wild.z.test. 300 IN MX 2 www.z.test., held.wild.z.test./MX",
        "*.wild.z.test. 300 IN A 192.0.2.9, *.wild.z.test. 300 IN A 192.0.2.99, miss.wild.z.test./A miss.wild.z.test./ANY",
        "_sip._tcp.z.test. 300 IN SRV 1 2 5060 www, _sip._tcp.z.test. 300 IN SRV 1 2 5061 www, _sip._tcp.z.test./SRV",
        "tomiss.z.test. 300 IN CNAME miss.miss, tomiss.z.test. 300 IN CNAME www, tomiss.z.test./A tomiss.z.test./CNAME",
        "tosub.z.test. 300 IN CNAME host.sub, tosub.z.test. 300 IN CNAME www, tosub.z.test./A tosub.z.test./MX",
        "moved.z.test. 300 IN TYPE39, a.moved.z.test. 300 IN TYPE39, moved.z.test./DNAME a.moved.z.test./DNAME",
    })
    void oneWrongRecordIsReported(String right, String wrong, String questions) throws Exception {
        Zone zone = ComparedZones.everything();
        assertThat(zone.text()).contains("\n" + right);
        Zone corrupt = new Zone(zone.name(), zone.text().replace("\n" + right, "\n" + wrong));
        Peer nsd = closeLater(Nsd.start(directory.resolve("nsd"), zone));
        SocketAddress server = tableServer(transport("nio"), corrupt.table()).address();
        assertThat(differences(zone, nsd.address(), server))
                .as("%s instead of %s", wrong, right)
                .containsKeys(questions.split(" "));
    }

    private void compare(Zone zone) throws Exception {
        Peer nsd = closeLater(Nsd.start(directory.resolve("nsd"), zone));
        for (String each : List.of("nio", "blocking")) {
            Transport transport = transport(each);
            SocketAddress server = tableServer(transport, zone.table()).address();
            Map<String, String> differences = differences(zone, nsd.address(), server);
            assertThat(differences)
                    .as("%s: %s", each, String.join("\n", differences.values()))
                    .isEmpty();
        }
    }

    /** What cannot be explained: questions, and what was said to them. */
    private static Map<String, String> differences(Zone zone, SocketAddress nsd, SocketAddress server)
            throws IOException {
        Map<String, String> differences = new LinkedHashMap<>();
        Name apex = PlainClient.name(zone.name());
        try (PlainClient theirs = new PlainClient(nsd);
                PlainClient ours = new PlainClient(server)) {
            for (Name name : names(zone)) {
                for (int type : TYPES) {
                    Reply expected = new Reply(apex, name, type, theirs.ask(name, type));
                    Reply actual = new Reply(apex, name, type, ours.ask(name, type));
                    Said theySay = Said.of(expected.message());
                    Said weSay = Said.of(actual.message());
                    if (!theySay.equals(weSay) && !Difference.explain(expected, actual, theirs)) {
                        String question = name + "/" + Type.string(type);
                        differences.put(question, question + "\n  NSD   " + theySay + "\n  table " + weSay);
                    }
                }
            }
        }
        return differences;
    }

    /** Owners, names between them and the apex, and names beside, below and above all of these. */
    private static Set<Name> names(Zone zone) throws IOException {
        Set<Name> names = new TreeSet<>();
        Name apex = PlainClient.name(zone.name());
        Set<Name> known = new LinkedHashSet<>();
        for (ResourceRecord each : zone.records()) {
            for (Name name = PlainClient.name(each.name().toString()); name.labels() > 1; name = new Name(name, 1)) {
                known.add(name);
            }
        }
        for (Name each : known) {
            names.add(each);
            for (String below : List.of("miss", "*", "a", "x.y", "a.b.c", "*.*", "MiSs.A")) {
                if (each.length() < 200) {
                    names.add(Name.fromString(below, each));
                }
            }
        }
        names.add(Name.fromString("ot", apex));
        names.add(Name.root);
        return names;
    }
}
