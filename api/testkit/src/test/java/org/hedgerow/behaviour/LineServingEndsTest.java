package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.LineClient.GRACE;
import static org.hedgerow.behaviour.LineClient.NANO;
import static org.hedgerow.behaviour.LineClient.PATIENCE;

import org.hedgerow.NotFound;
import org.hedgerow.line.LineFormat;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.api.Test;

/** Line ends that come late: clients that send a name and its end in two packets, or three. */
class LineServingEndsTest {
    private final LineClient client = new LineClient();

    @Test
    void aLateEndIsOwedToTheReplyThatHasLeft() {
        client.send("a.edu").await(GRACE).find(0);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN");
        client.send("\n");
        assertThat(client.received()).isEqualTo("\n");
        assertThat(client.resolver.asked()).hasSize(1);
    }

    @Test
    void aLateEndIsOwedToAReplyThatHasLeftAtOnce() {
        LineClient atOnce = new LineClient(LineFormat.standard(), ServingOptions.defaults(), Answers::atOnce);
        atOnce.send("b.edu\na.edu").await(PATIENCE);
        assertThat(atOnce.received()).isEqualTo("b.edu 10.0.0.1 A IN\na.edu 10.0.0.1 A IN");
        atOnce.send("\r\na.edu\n");
        assertThat(atOnce.received()).isEqualTo("\r\na.edu 10.0.0.1 A IN\n");
    }

    @Test
    void aLateEndBeforeTheReplyEndsIt() {
        client.send("a.edu").await(GRACE).send("\n").find(0);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\n");
    }

    @Test
    void aLateCrlfIsCrlf() {
        client.send("a.edu").await(GRACE).send("\r\n").find(0);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\r\n");
        LineClient other = new LineClient().send("a.edu").await(GRACE).find(0).send("\r\n");
        assertThat(other.received()).isEqualTo("a.edu 10.0.0.0 A IN\r\n");
    }

    @Test
    void crlfTornByTheGraceIsCrlf() {
        client.send("a.edu\r").await(GRACE).send("\n").find(0);
        assertThat(client.resolver.asked()).containsExactly("a.edu");
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\r\n");
        LineClient other = new LineClient().send("a.edu\r").await(GRACE).find(0).send("\n");
        assertThat(other.received()).isEqualTo("a.edu 10.0.0.0 A IN\r\n");
    }

    @Test
    void nameAndCrAndLfInThreePacketsAreOneQuery() {
        client.send("a.edu").await(GRACE).send("\r").await(GRACE).send("\n").find(0);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\r\n");
        assertThat(client.resolver.asked()).containsExactly("a.edu");
    }

    @Test
    void aLateEndBelongsToTheLastOfSeveral() {
        client.send("a.edu").await(GRACE).send("b.edu").await(GRACE).send("\n");
        client.find(1).find(0);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A INb.edu 10.0.0.1 A IN\n");
    }

    @Test
    void onlyOneEndIsOwed() {
        client.send("a.edu").await(GRACE).find(0).send("\n\n\n");
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\n");
    }

    @Test
    void noEndIsOwedToAQueryThatHadItsOwn() {
        client.send("a.edu\n").find(0).send("\n").send("\r\n");
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\n");
    }

    @Test
    void blanksAskNothingAndHoldNothingUp() {
        client.send("a.edu\n   \n\nb.edu\n")
                .send("  ")
                .await(PATIENCE)
                .send("\n")
                .send("c.edu\n");
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu", "c.edu");
    }

    @Test
    void noEndIsOwedToBlanks() {
        client.send("a.edu\n").find(0).send(" ").await(PATIENCE).send("\n");
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\n");
    }

    @Test
    void noEndIsOwedToATornEmptyLine() {
        client.send("a.edu\r\n").find(0).send("\r").await(PATIENCE).send("\n");
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\r\n");
    }

    @Test
    void aLateEndInFrontOfTheNextQueryIsNoQueryOfItsOwn() {
        client.send("a.edu").await(GRACE).find(0).send("\nb.edu\n").find(1);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\nb.edu 10.0.0.1 A IN\n");
    }

    @Test
    void aLateEndAfterAMissOfATableServerIsSilence() {
        LineClient silent = new LineClient(LineFormat.standard().silentOnMiss(), ServingOptions.defaults());
        silent.send("a.edu").await(GRACE);
        silent.resolver.answer(0, NotFound.NAME);
        silent.send("\n").send("b.edu\n").find(1);
        assertThat(silent.received()).isEqualTo("b.edu 10.0.0.1 A IN\n");
    }

    @Test
    void aLateEndIsOwedToATimeoutAndToAnInvalidNameToo() {
        client.send("a b").await(GRACE).send("\n");
        assertThat(client.received()).isEqualTo("a b - INVALID NAME\n");
        client.send("c.edu").await(PATIENCE).await(LineClient.TIMEOUT).send("\r\n");
        assertThat(client.received()).isEqualTo("c.edu - TIMED OUT\r\n");
    }

    @Test
    void whoHasUsedLfIsGivenPatience() {
        client.send("a.edu\nb.e").await(PATIENCE.minus(NANO));
        assertThat(client.resolver.asked()).containsExactly("a.edu");
        client.send("du\n");
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu");
    }

    @Test
    void evenPatienceEnds() {
        client.send("a.edu\nb.edu").await(PATIENCE);
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu");
    }

    @Test
    void aLateEndIsAUseOfLf() {
        client.send("a.edu").await(GRACE).find(0).send("\n");
        client.send("b.edu").await(PATIENCE.minus(NANO)).send("\n").find(1);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\nb.edu 10.0.0.1 A IN\n");
    }

    @Test
    void aLongerGraceThanPatienceStays() {
        LineClient slow =
                new LineClient(LineFormat.standard().withGrace(PATIENCE.multipliedBy(2)), ServingOptions.defaults());
        slow.send("a.edu\nb.edu").await(PATIENCE.multipliedBy(2).minus(NANO));
        assertThat(slow.resolver.asked()).containsExactly("a.edu");
    }
}
