package org.hedgerow.samples.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.Test;

/** What the layout of CoreDNS means; the data of its README and of its tests, where they have any. */
final class ServiceTreeTest {
    private final Services services = new Services(new ServiceKeys("/skydns"));
    private ServiceZones zones = ServiceZones.ALL;

    private ServiceTreeTest put(String key, String value) {
        services.put("/skydns/" + key, value);
        return this;
    }

    private ServiceTreeTest zone(String... names) {
        List<DomainName> apexes = new ArrayList<>();
        for (String each : names) {
            apexes.add(DomainName.of(each));
        }
        zones = new ServiceZones(apexes, true);
        return this;
    }

    private Answer ask(String name, RecordType type) {
        return new Loaded(services, 7).table(zones).find(Question.of(DomainName.of(name), type));
    }

    private List<String> data(String name, RecordType type) {
        return ask(name, type) instanceof Found found
                ? found.records().stream().map(each -> each.data().toString()).toList()
                : List.of();
    }

    @Test
    void an_address_is_that_of_its_key_turned_round() {
        put("com/example/x1", "{\"host\":\"10.0.0.1\",\"ttl\":60}");
        Found found = (Found) ask("x1.example.com", RecordType.A);
        assertThat(found.first()).hasToString("x1.example.com 10.0.0.1 A IN");
        assertThat(found.first().ttl()).isEqualTo(60);
    }

    @Test
    void without_a_ttl_it_is_five_minutes() {
        put("com/example/x1", "{\"host\":\"2003::8:1\"}");
        assertThat(((Found) ask("x1.example.com", RecordType.AAAA)).first().ttl())
                .isEqualTo(300);
    }

    @Test
    void a_name_has_all_services_beneath_it() {
        put("local/skydns/x1", "{\"host\":\"1.1.1.1\"}");
        put("local/skydns/x2", "{\"host\":\"1.1.1.2\"}");
        put("local/skydns/deep/er/x3", "{\"host\":\"1.1.1.3\"}");
        put("local/skydns/x4", "{\"host\":\"2003::8:2\"}");
        assertThat(data("skydns.local", RecordType.A)).containsExactly("1.1.1.3", "1.1.1.1", "1.1.1.2");
        assertThat(data("skydns.local", RecordType.AAAA)).containsExactly("2003::8:2");
        assertThat(data("deep.skydns.local", RecordType.A)).containsExactly("1.1.1.3");
        assertThat(data("local", RecordType.A)).isEmpty();
    }

    @Test
    void a_name_with_services_beneath_it_does_not_have_its_own() {
        put("local/skydns/www", "{\"host\":\"1.1.1.1\"}").put("local/skydns/www/x1", "{\"host\":\"1.1.1.2\"}");
        assertThat(data("www.skydns.local", RecordType.A)).containsExactly("1.1.1.2");
    }

    @Test
    void a_key_that_ends_with_a_slash_is_one_of_those_beneath() {
        put("local/skydns/", "{\"host\":\"1.1.1.1\"}").put("local/skydns/x2", "{\"host\":\"1.1.1.2\"}");
        assertThat(data("skydns.local", RecordType.A)).containsExactly("1.1.1.1", "1.1.1.2");
    }

    @Test
    void of_a_great_many_services_beneath_a_name_the_first_are_in_its_answers() {
        IntStream.range(0, 1_500)
                .forEach(i -> put("local/skydns/x" + i, "{\"host\":\"10.0." + i / 250 + "." + i % 250 + "\"}"));
        assertThat(data("skydns.local", RecordType.A)).hasSize(ServiceTree.MAX_BENEATH);
        assertThat(data("x1499.skydns.local", RecordType.A)).hasSize(1);
    }

    @Test
    void a_host_with_a_name_is_an_alias() {
        put("com/example/www", "{\"host\":\"x1.example.com\"}").put("com/example/x1", "{\"host\":\"10.0.0.1\"}");
        assertThat(data("www.example.com", RecordType.A)).containsExactly("x1.example.com", "10.0.0.1");
        assertThat(data("example.com", RecordType.A)).containsExactly("10.0.0.1");
    }

    @Test
    void several_aliases_are_none_of_the_name_above_them() {
        put("com/example/www/a", "{\"host\":\"x1.example.net\"}")
                .put("com/example/www/b", "{\"host\":\"x2.example.net\"}");
        assertThat(ask("www.example.com", RecordType.A)).isInstanceOf(NotFound.class);
        assertThat(data("a.www.example.com", RecordType.A)).containsExactly("x1.example.net");
    }

    @Test
    void a_port_makes_a_service_record_of_a_name_and_of_an_address() {
        put("local/skydns/x5", "{\"host\":\"skydns-local.server\",\"ttl\":60,\"priority\":10,\"port\":8080}");
        assertThat(data("x5.skydns.local", RecordType.SRV)).containsExactly("10 100 8080 skydns-local.server");
        put("local/skydns/x6", "{\"host\":\"10.0.0.6\",\"port\":80,\"priority\":20}");
        assertThat(data("x6.skydns.local", RecordType.SRV)).containsExactly("20 100 80 x6.skydns.local");
        assertThat(data("x6.skydns.local", RecordType.A)).containsExactly("10.0.0.6");
    }

    @Test
    void weights_are_shares_of_a_hundred_within_a_priority() {
        put("local/skydns/a", "{\"host\":\"a.server\",\"port\":1,\"weight\":30}");
        put("local/skydns/b", "{\"host\":\"b.server\",\"port\":1,\"weight\":10}");
        put("local/skydns/c", "{\"host\":\"c.server\",\"port\":1,\"priority\":20}");
        assertThat(data("skydns.local", RecordType.SRV))
                .containsExactly("10 75 1 a.server", "10 25 1 b.server", "20 100 1 c.server");
    }

    @Test
    void a_target_can_be_stripped_of_labels() {
        put("local/skydns/www/x1", "{\"host\":\"10.0.0.1\",\"port\":80,\"targetstrip\":1}");
        assertThat(data("www.skydns.local", RecordType.SRV)).containsExactly("10 100 80 www.skydns.local");
    }

    @Test
    void mail_is_an_exchange_and_text_is_text() {
        put("local/skydns/mx", "{\"host\":\"10.0.0.1\",\"mail\":true,\"priority\":50}");
        assertThat(data("mx.skydns.local", RecordType.MX)).containsExactly("50 mx.skydns.local");
        put("local/skydns/x6", "{\"ttl\":60,\"text\":\"this is a random text message.\"}");
        assertThat(data("x6.skydns.local", RecordType.TXT)).containsExactly("\"this is a random text message.\"");
        put("local/skydns/long", "{\"text\":\"" + "x".repeat(300) + "\"}");
        assertThat(data("long.skydns.local", RecordType.TXT))
                .containsExactly("\"" + "x".repeat(255) + "\" \"" + "x".repeat(45) + "\"");
    }

    @Test
    void an_answer_has_one_group() {
        put("local/skydns/a", "{\"host\":\"10.0.0.1\",\"group\":\"g1\"}");
        put("local/skydns/b", "{\"host\":\"10.0.0.2\"}");
        put("local/skydns/sub/c", "{\"host\":\"10.0.0.3\",\"group\":\"g2\"}");
        assertThat(data("skydns.local", RecordType.A)).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(data("sub.skydns.local", RecordType.A)).containsExactly("10.0.0.3");
        put("local/skydns/d", "{\"host\":\"10.0.0.4\",\"group\":\"g3\"}");
        assertThat(data("skydns.local", RecordType.A)).hasSize(4);
    }

    @Test
    void reverse_names_point_at_names() {
        put("arpa/in-addr/10/0/0/127", "{\"host\":\"reverse.skydns.local.\"}");
        assertThat(data("127.0.0.10.in-addr.arpa", RecordType.PTR)).containsExactly("reverse.skydns.local.");
        assertThat(data("0.0.10.in-addr.arpa", RecordType.PTR)).isEmpty();
    }

    @Test
    void a_zone_has_a_soa_record_name_servers_and_an_apex() {
        zone("skydns.local");
        put("local/skydns/x1", "{\"host\":\"10.0.0.1\"}");
        put("local/skydns/dns/ns/ns1", "{\"host\":\"10.0.0.53\"}");
        put("local/skydns/dns/apex", "{\"host\":\"10.0.0.80\"}");
        assertThat(data("skydns.local", RecordType.SOA))
                .containsExactly("ns.dns.skydns.local hostmaster.skydns.local 7 7200 1800 86400 30");
        assertThat(data("skydns.local", RecordType.NS)).containsExactly("ns1.ns.dns.skydns.local");
        assertThat(data("ns1.ns.dns.skydns.local", RecordType.A)).containsExactly("10.0.0.53");
        assertThat(data("skydns.local", RecordType.A)).containsExactly("10.0.0.80");
        assertThat(ask("nobody.skydns.local", RecordType.A)).isInstanceOf(NotFound.class);
    }

    @Test
    void names_outside_of_the_zones_are_elsewhere() {
        zone("skydns.local");
        put("com/example/x1", "{\"host\":\"10.0.0.1\"}");
        assertThat(ask("x1.example.com", RecordType.A)).isEqualTo(Elsewhere.unknown());
    }

    @Test
    void an_alias_at_the_apex_is_none() {
        zone("skydns.local");
        put("local/skydns/x1", "{\"host\":\"elsewhere.example\"}");
        assertThat(ask("skydns.local", RecordType.A)).isInstanceOf(NotFound.class);
        assertThat(data("x1.skydns.local", RecordType.CNAME)).containsExactly("elsewhere.example");
    }

    @Test
    void without_directories_a_name_has_its_own_key_only() {
        zones = new ServiceZones(List.of(), false);
        put("local/skydns/x1", "{\"host\":\"10.0.0.1\"}");
        Table table = new Loaded(services, 7).table(zones);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void bad_keys_are_told_with_what_was_expected() {
        put("com/example/a", "[]").put("com/example/b", "{\"host\":\"10.0.0.1\",\"ttl\":\"60\"}");
        put("com//b", "{\"host\":\"10.0.0.1\"}").put("com/example.x/b", "{\"host\":\"10.0.0.1\"}");
        put("com/example/good", "{\"host\":\"10.0.0.1\",\"unknown\":1}");
        assertThat(services.problems())
                .hasValueSatisfying(problems -> assertThat(problems.lines())
                        .containsExactly(
                                "left out: /skydns/com//b: expected a domain name (labels of 1 to 63 octets, 253 in all, no blanks),"
                                        + " found \"b..com\"",
                                "left out: /skydns/com/example.x/b: expected labels without dots between slashes, found"
                                        + " \"com/example.x/b\"",
                                "left out: /skydns/com/example/a: expected a JSON object, found \"[]\"",
                                "left out: 1 more"));
        assertThat(data("good.example.com", RecordType.A)).containsExactly("10.0.0.1");
    }

    @Test
    void bad_values_say_which_field_is_bad() {
        assertThat(problem("{\"host\":\"10.0.0.1\",\"ttl\":\"60\"}"))
                .isEqualTo("expected a number from 0 to 2147483647 for \"ttl\", found \"\"60\"\"");
        assertThat(problem("{\"host\":\"10.0.0.1\",\"port\":70000}"))
                .isEqualTo("expected a number from 0 to 65535 for \"port\", found \"70000\"");
        assertThat(problem("{\"host\":5}")).isEqualTo("expected text for \"host\", found \"5\"");
        assertThat(problem("{\"host\":\"a\",\"mail\":1}"))
                .isEqualTo("expected true or false for \"mail\", found \"1\"");
        assertThat(problem("{}")).isEqualTo("expected \"host\" or \"text\", found neither");
        assertThat(problem("{\"host\":\"a..b\"}")).startsWith("expected a domain name");
        assertThat(problem("{\"host\":\"10.0.0.1\"} x")).startsWith("expected a JSON object");
        assertThat(problem("{\"host\":\"10.0.0.1\"")).startsWith("expected a JSON object");
        assertThat(problem("")).startsWith("expected a JSON object");
    }

    private static String problem(String value) {
        try {
            ServiceJson.read(value);
            return "none";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
