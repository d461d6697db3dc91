package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static final DomainName NAME = DomainName.of("www.Example.com");
    private static final DomainName CANONICAL = DomainName.of("host.example.net");

    @Test
    void anAddressIsSpelledAsTheAnswerSpellsIt() throws UnknownHostException {
        Reply reply = reply(Found.of(List.of(address(DomainName.of("WWW.example.COM")))));

        assertThat(reply).hasToString("WWW.example.COM 1.2.3.4 A IN");
        assertThat(reply.outcome()).isEqualTo(Reply.Outcome.FOUND);
    }

    @Test
    void anAddressBehindAliasesIsThatOfTheNameAskedFor() throws UnknownHostException {
        Reply reply = reply(Found.of(List.of(alias(), address(CANONICAL))));

        assertThat(reply).hasToString("www.Example.com 1.2.3.4 A IN");
        assertThat(reply.isFound()).isTrue();
    }

    @Test
    void aNameWithoutAddressIsNotFound() {
        assertThat(reply(Found.of(List.of(alias())))).hasToString("www.Example.com - NOT FOUND");
        assertThat(reply(NotFound.NAME)).hasToString("www.Example.com - NOT FOUND");
        assertThat(reply(NotFound.TYPE).outcome()).isEqualTo(Reply.Outcome.NOT_FOUND);
    }

    @Test
    void silenceIsATimeOut() {
        Reply reply = reply(Failed.of(Failed.Reason.TIMEOUT, "www.Example.com/A: no answer in time"));

        assertThat(reply).hasToString("www.Example.com - TIMED OUT");
        assertThat(reply.outcome()).isEqualTo(Reply.Outcome.TIMED_OUT);
    }

    @Test
    void aFailureTellsWhy() {
        Reply reply = reply(Failed.of(Failed.Reason.SERVER_FAILURE, "www.Example.com/AAAA: the server says SERVFAIL"));

        assertThat(reply).hasToString("www.Example.com - FAILED (the server says SERVFAIL)");
        assertThat(reply.outcome()).isEqualTo(Reply.Outcome.FAILED);
        assertThat(reply(Failed.of(Failed.Reason.REFUSED, ""))).hasToString("www.Example.com - FAILED (REFUSED)");
        assertThat(reply(Elsewhere.unknown()))
                .hasToString("www.Example.com - FAILED (the server is not responsible for this name)");
    }

    private static Reply reply(Answer answer) {
        return new Reply(NAME, answer);
    }

    private static ResourceRecord alias() {
        return ResourceRecord.of(NAME, RecordType.CNAME, new RecordData.Host(CANONICAL));
    }

    private static ResourceRecord address(DomainName name) throws UnknownHostException {
        return ResourceRecord.of(name, InetAddress.getByName("1.2.3.4"));
    }
}
