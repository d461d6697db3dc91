package org.hedgerow.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Decides what becomes of everything that goes over a {@link FaultyLink}. */
@FunctionalInterface
public interface FaultPlan {

    /** Called once for each chunk, in the order in which they arrive, on the link's thread; must not block. */
    Fate fateOf(Chunk chunk);

    /** Everything is delivered at once. */
    static FaultPlan none() {
        return chunk -> Fate.delivered();
    }

    /** Everything is delivered after the same time. */
    static FaultPlan latency(Duration time) {
        Fate fate = Fate.after(time);
        return chunk -> fate;
    }

    /**
     * Faults at random, which hit datagrams alone; streams have the latency. What becomes of a datagram depends on the seed,
     * its direction and its number only, so that the same seed has the same fates.
     */
    static FaultPlan random(long seed, Chances chances) {
        return chunk -> {
            long way = chunk.direction() == Chunk.Direction.TO_SERVER ? 0 : 1;
            return chances.draw(new SplittableRandom(seed + 31 * chunk.number() + way), chunk.datagram());
        };
    }

    /**
     * How likely what is.
     *
     * @param drop how likely a datagram is lost, from 0 to 1
     * @param duplicate how likely one that is not lost is delivered twice, from 0 to 1
     * @param minLatency the shortest time until something is delivered
     * @param maxLatency the longest; all between are equally likely, so that datagrams overtake each other
     */
    record Chances(double drop, double duplicate, Duration minLatency, Duration maxLatency) {

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if a chance is not from 0 to 1, or the times are negative or cross
         */
        public Chances {
            if (!isChance(drop)
                    || !isChance(duplicate)
                    || minLatency.isNegative()
                    || maxLatency.compareTo(minLatency) < 0) {
                throw new IllegalArgumentException("expected chances from 0 to 1 and times from short to long, found"
                        + " drop " + drop + ", duplicate " + duplicate + ", minLatency " + minLatency
                        + ", maxLatency " + maxLatency);
            }
        }

        /** No fault at all. */
        public static Chances none() {
            return new Chances(0, 0, Duration.ZERO, Duration.ZERO);
        }

        /** These chances with another one of being lost. */
        public Chances withDrop(double drop) {
            return new Chances(drop, duplicate, minLatency, maxLatency);
        }

        /** These chances with another one of being doubled. */
        public Chances withDuplicate(double duplicate) {
            return new Chances(drop, duplicate, minLatency, maxLatency);
        }

        /** These chances with other times until something is delivered. */
        public Chances withLatency(Duration min, Duration max) {
            return new Chances(drop, duplicate, min, max);
        }

        private Fate draw(SplittableRandom random, boolean datagram) {
            if (datagram && random.nextDouble() < drop) {
                return Fate.lost();
            }
            List<Duration> deliveries = new ArrayList<>();
            deliveries.add(latency(random));
            if (datagram && random.nextDouble() < duplicate) {
                deliveries.add(latency(random));
            }
            return new Fate(deliveries, false);
        }

        private Duration latency(SplittableRandom random) {
            long spread = maxLatency.minus(minLatency).toNanos();
            return spread == 0 ? minLatency : minLatency.plusNanos(random.nextLong(spread + 1));
        }

        private static boolean isChance(double chance) {
            return chance >= 0 && chance <= 1;
        }
    }
}
