package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.DnsMessages.query;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** What a server replies to whoever wants something else than an answer. */
class DnsOtherOperationsTest {
    private final DnsDatagramClient client = new DnsDatagramClient();

    @Test
    void otherOpcodesAreNotImplemented() {
        for (int opcode : new int[] {Opcode.IQUERY, Opcode.STATUS, Opcode.NOTIFY, Opcode.UPDATE, 15}) {
            Message other = query(9, "a.edu", Type.A);
            other.getHeader().setOpcode(opcode);
            client.send(other);
            Message reply = client.reply();
            assertThat(reply.getRcode()).isEqualTo(Rcode.NOTIMP);
            assertThat(reply.getHeader().getOpcode()).isEqualTo(opcode);
            assertThat(reply.getHeader().getID()).isEqualTo(9);
        }
        assertThat(client.resolver.asked()).isEmpty();
    }

    @Test
    void flagsOfOtherOpcodesAreNotReturnedForTheyMayMeanSomethingElse() {
        Message other = query(9, "a.edu", Type.A);
        other.getHeader().setOpcode(15);
        other.getHeader().setFlag(Flags.RD);
        other.getHeader().setFlag(Flags.CD);
        client.send(other);
        Message reply = client.reply();
        assertThat(reply.getHeader().printFlags()).isEqualTo("qr ");
        assertThat(reply.getOPT()).isNull();
    }

    @Test
    void whoSendsAnotherOpcodeWithEdnsIsRepliedToWithEdns() {
        Message notify = query(9, "a.edu", Type.SOA, 1232);
        notify.getHeader().setOpcode(Opcode.NOTIFY);
        client.send(notify);
        Message reply = client.reply();
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOTIMP);
        assertThat(reply.getOPT()).isNotNull();
    }

    @Test
    void anotherOpcodeMayHaveAnythingBehindItsHeader() {
        byte[] message = query(9, "a.edu", Type.A, 1232).toWire();
        message[2] = (byte) (15 << 3);
        message[5] = (byte) 200;
        client.send(message, DnsDatagramClient.HOST);
        assertThat(client.reply().getRcode()).isEqualTo(Rcode.NOTIMP);
    }
}
