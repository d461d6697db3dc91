package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final SocketAddress CLIENT = address("192.0.2.1");
    private static final RateLimit TEN = RateLimit.defaults().withPerSecond(10).withSlip(0);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 10, 1000, 100_000})
    void letsASecondsWorthThroughAtOnce(int perSecond) {
        RateLimiter limiter = new RateLimiter(TEN.withPerSecond(perSecond));
        assertThat(sent(limiter, CLIENT, 0, perSecond + 10)).isEqualTo(perSecond);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE - 3_000_000_000L, Long.MAX_VALUE})
    void keepsTheRateWheneverItStarts(long start) {
        RateLimiter limiter = new RateLimiter(TEN);
        assertThat(sent(limiter, CLIENT, start, 100)).isEqualTo(10);
        int later = 0;
        for (int i = 1; i <= 1000; i++) {
            later += sent(limiter, CLIENT, start + i * SECOND / 100, 5);
        }
        assertThat(later).isEqualTo(100);
        assertThat(sent(limiter, CLIENT, start + 12 * SECOND, 100)).isEqualTo(10);
    }

    @Test
    void savesUpNoMoreThanASecondsWorth() {
        RateLimiter limiter = new RateLimiter(TEN);
        limiter.judge(CLIENT, 0);
        assertThat(sent(limiter, CLIENT, 3600 * SECOND, 100)).isEqualTo(10);
    }

    @Test
    void truncatesEverySoManyOfThoseAbove() {
        RateLimiter limiter = new RateLimiter(TEN.withSlip(3));
        Map<RateLimiter.Verdict, Integer> verdicts = new EnumMap<>(RateLimiter.Verdict.class);
        for (int i = 0; i < 40; i++) {
            verdicts.merge(limiter.judge(CLIENT, 0), 1, Integer::sum);
        }
        assertThat(verdicts)
                .containsEntry(RateLimiter.Verdict.SEND, 10)
                .containsEntry(RateLimiter.Verdict.TRUNCATE, 10)
                .containsEntry(RateLimiter.Verdict.DROP, 20);
    }

    /** Once, two networks that took turns shared the count, so that one of them had all the truncated replies. */
    @Test
    void truncatesThoseOfEachNetworkByItself() {
        RateLimiter limiter = new RateLimiter(TEN.withSlip(2));
        SocketAddress other = address("198.51.100.1");
        sent(limiter, CLIENT, 0, 10);
        sent(limiter, other, 0, 10);
        int truncated = 0;
        for (int i = 0; i < 10; i++) {
            truncated += limiter.judge(CLIENT, 0) == RateLimiter.Verdict.TRUNCATE ? 1 : 0;
            limiter.judge(other, 0);
        }
        assertThat(truncated).isEqualTo(5);
    }

    @Test
    void truncatesAllThoseAboveOrNone() {
        RateLimiter all = new RateLimiter(TEN.withSlip(1));
        RateLimiter none = new RateLimiter(TEN.withSlip(0));
        for (int i = 0; i < 10; i++) {
            all.judge(CLIENT, 0);
            none.judge(CLIENT, 0);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(all.judge(CLIENT, 0)).isEqualTo(RateLimiter.Verdict.TRUNCATE);
            assertThat(none.judge(CLIENT, 0)).isEqualTo(RateLimiter.Verdict.DROP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1"})
    void doesNotLimitThisHostUnlessToldTo(String loopback) {
        assertThat(sent(new RateLimiter(TEN), address(loopback), 0, 100)).isEqualTo(100);
        assertThat(sent(new RateLimiter(TEN.withLoopback(true)), address(loopback), 0, 100))
                .isEqualTo(10);
    }

    @Test
    void limitsNetworksOf24Bits() {
        RateLimiter limiter = new RateLimiter(TEN);
        int sent = 0;
        for (int i = 0; i < 256; i++) {
            sent += sent(limiter, address("192.0.2." + i), 0, 1);
        }
        assertThat(sent).isEqualTo(10);
    }

    @Test
    void limitsNetworksOf56Bits() {
        RateLimiter limiter = new RateLimiter(TEN);
        int sent = 0;
        for (int i = 0; i < 256; i++) {
            sent += sent(limiter, address(String.format("2001:db8:1:17%02x:%x::%x", i, i * 97, i)), 0, 1);
        }
        assertThat(sent).isEqualTo(10);
    }

    /** Some of so many fall to the same bucket; how many is a matter of chance, but not that most do not. */
    @Test
    void limitsNetworksEachOnItsOwn() {
        RateLimiter limiter = new RateLimiter(TEN);
        List<SocketAddress> clients = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            clients.add(address("10." + i / 256 + "." + i % 256 + ".1"));
            clients.add(address(String.format("2001:db8:%x:%x00::1", i / 256, i % 256)));
        }
        long sent = clients.stream()
                .mapToLong(client -> sent(limiter, client, 0, 11))
                .sum();
        assertThat(sent).isBetween(18_000L, 20_000L);
    }

    private static final class Nowhere extends SocketAddress {
        private static final long serialVersionUID = 1;
    }

    @Test
    void limitsNobodyWithoutAnAddress() {
        RateLimiter limiter = new RateLimiter(TEN);
        assertThat(sent(limiter, new Nowhere(), 0, 100)).isEqualTo(100);
        assertThat(sent(limiter, InetSocketAddress.createUnresolved("nowhere", 1), 0, 100))
                .isEqualTo(100);
    }

    private static int sent(RateLimiter limiter, SocketAddress client, long now, int tries) {
        int sent = 0;
        for (int i = 0; i < tries; i++) {
            sent += limiter.judge(client, now) == RateLimiter.Verdict.SEND ? 1 : 0;
        }
        return sent;
    }

    private static SocketAddress address(String address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), 4711);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
