package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.DnsMessages.extendedError;
import static org.hedgerow.behaviour.DnsMessages.query;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What is no question, or one that a server does not answer, and how it says so. */
class DnsDatagramRefusalsTest {
    private final DnsDatagramClient client = new DnsDatagramClient();

    @Test
    void responsesAndScrapsAreNotRepliedTo() {
        Message response = query(1, "a.edu", Type.A);
        response.getHeader().setFlag(Flags.QR);
        client.send(response);
        client.send(new byte[0], DnsDatagramClient.HOST);
        client.send(new byte[11], DnsDatagramClient.HOST);
        assertThat(client.port.sent()).isEmpty();
        assertThat(client.totals.snapshot().invalid()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 65_535})
    void otherNumbersOfQuestionsAreAnError(int questions) {
        byte[] message = query(1, "a.edu", Type.A).toWire();
        message[4] = (byte) (questions >> 8);
        message[5] = (byte) questions;
        client.send(message, DnsDatagramClient.HOST);
        Message reply = client.reply();
        assertThat(reply.getRcode()).isEqualTo(Rcode.FORMERR);
        assertThat(reply.getQuestion()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {DClass.CH, DClass.HS, DClass.NONE, DClass.ANY, 0})
    void otherClassesAreRefused(int other) {
        Message query = new Message(1);
        query.addRecord(Record.newRecord(DnsMessages.name("version.bind"), Type.TXT, other == 0 ? 77 : other), 0);
        client.send(query);
        Message reply = client.reply();
        assertThat(reply.getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(reply.getQuestion()).isEqualTo(query.getQuestion());
    }

    @ParameterizedTest
    @ValueSource(ints = {Type.AXFR, Type.IXFR, Type.MAILB, Type.TKEY})
    void transfersAndTheLikeAreNotImplemented(int type) {
        Message query = query(1, "edu", Type.A, 1232);
        query.removeAllRecords(Section.QUESTION);
        query.addRecord(Record.newRecord(DnsMessages.name("edu"), type, DClass.IN), Section.QUESTION);
        client.send(query);
        Message reply = client.reply();
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOTIMP);
        assertThat(extendedError(reply)).isEqualTo(21);
    }

    @Test
    void otherVersionsOfEdnsAreBad() {
        Message query = query(1, "a.edu", Type.A);
        query.addRecord(new OPTRecord(1232, 0, 1), Section.ADDITIONAL);
        client.send(query);
        Message reply = client.reply();
        assertThat(reply.getRcode()).isEqualTo(Rcode.BADVERS);
        assertThat(reply.getOPT().getVersion()).isZero();
        assertThat(reply.getOPT().getPayloadSize()).isEqualTo(1232);
    }
}
