package org.hedgerow.server.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hedgerow.lane.Ticker;
import org.hedgerow.table.Table;
import org.jspecify.annotations.Nullable;

/** The table of what is followed, from the first good one on, and those who wait for word of it. Confined to a lane. */
final class FollowedTable {
    private final String name;
    private final Ticker ticker;
    private final List<CompletableFuture<Table>> waiting = new ArrayList<>();
    private volatile @Nullable TableSwitch tables;

    FollowedTable(String name, Ticker ticker) {
        this.name = name;
        this.ticker = ticker;
    }

    /** Null before there was a good one. Any thread. */
    @Nullable
    TableSwitch tables() {
        return tables;
    }

    /** Tells the table in use, or why there is no good one, once that is known next. */
    void tell(CompletableFuture<Table> outcome) {
        waiting.add(outcome);
    }

    /** Whether somebody waits for word. */
    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    void publish(Table table) {
        TableSwitch before = tables;
        if (before == null) {
            tables = new TableSwitch(name, table, ticker);
        } else {
            before.publish(table);
        }
    }

    /** The table in use is the right one. */
    void confirmed() {
        TableSwitch inUse = tables;
        if (inUse != null) {
            inUse.confirm();
            tellAll(outcome -> outcome.complete(inUse.current()));
        }
    }

    /** There is no good table to be had; the one in use stays. */
    void failed(Throwable failure) {
        TableSwitch inUse = tables;
        if (inUse != null) {
            inUse.fail(ReadFailure.text(failure));
        }
        abandon(failure);
    }

    /** Tells those who wait that there is none to be had for them. */
    void abandon(Throwable failure) {
        tellAll(outcome -> outcome.completeExceptionally(failure));
    }

    private void tellAll(Consumer<CompletableFuture<Table>> word) {
        List<CompletableFuture<Table>> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(word);
    }
}
