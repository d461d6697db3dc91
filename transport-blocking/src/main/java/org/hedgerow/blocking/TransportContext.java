package org.hedgerow.blocking;

import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.ThreadKind;

/**
 * What the connections, lanes and listeners of one transport share.
 *
 * @param ticker the time
 * @param ownTime whether the ticker is not the system's, so that nobody sleeps exactly until a deadline
 * @param timers the timers of the lanes, by the ticker
 * @param realTimers delays in real time, whatever the ticker is, for what must give another thread the time to show itself
 */
record TransportContext(
        Ticker ticker,
        boolean ownTime,
        Threads threads,
        Trampoline trampoline,
        OpenSockets open,
        Timers timers,
        Timers realTimers) {

    static TransportContext of(Ticker ticker, ThreadKind kind) {
        Threads threads = new Threads(kind);
        Ticker system = Ticker.system();
        // Should the JVM make a new object for the same ticker one day, then timers are looked at more often; that is
        // all.
        boolean ownTime = ticker != system;
        Timers timers = new Timers(ticker, threads);
        Timers realTimers = ownTime ? new Timers(system, threads) : timers;
        return new TransportContext(ticker, ownTime, threads, new Trampoline(), new OpenSockets(), timers, realTimers);
    }

    int timersWaiting() {
        return timers.size() + (realTimers == timers ? 0 : realTimers.size());
    }

    void closeTimers() {
        timers.close();
        realTimers.close();
    }
}
