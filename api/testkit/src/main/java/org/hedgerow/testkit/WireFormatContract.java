package org.hedgerow.testkit;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * What every wire format keeps to, on both of its sides: what the serving side says, the asking side hears; bytes may come in
 * any portions; and what is held for a question or a connection is let go of with it. Extend it, and give a format:
 *
 * <pre>{@code
 * class MyFormatTest extends WireFormatContract {
 *     protected WireFormat format() { return new MyFormat(); }
 * }
 * }</pre>
 *
 * <p>Questions are for addresses. There are no sockets: both sides run over {@link ScriptedConnection}s, and over {@link
 * ScriptedPort}s where the asking side opens ports, on time that the test moves. Each test ends with both sides closed; then no
 * call, byte of {@link org.hedgerow.wire.InFlightMemory}, timer, connection or port may be held, and no handler may have
 * thrown anything.
 */
public abstract class WireFormatContract
        implements RoundTripTests, ServingSideTests, ServingLimitsTests, AskingSideTests, AskingEndsTests {
    private final List<FormatBench> benches = new ArrayList<>();

    /** For implementors: JUnit makes one object per test. */
    protected WireFormatContract() {}

    /** The format to test, both sides of it. */
    protected abstract WireFormat format();

    /**
     * What the asking side hears of what the serving side's resolver has said: as much as the format can say. That is the
     * same unless overridden; the words of a failure do not matter.
     *
     * @return null if the format says nothing at all
     */
    protected @Nullable Answer heard(Answer said) {
        return said;
    }

    @Override
    public final FormatBench bench() {
        return opened(new FormatBench(format()));
    }

    @Override
    public final FormatBench bench(ServingOptions serving, UpstreamOptions asking) {
        return opened(new FormatBench(format(), serving, asking));
    }

    private FormatBench opened(FormatBench bench) {
        benches.add(bench);
        return bench;
    }

    @Override
    public final WireFormat tested() {
        return format();
    }

    @Override
    public final @Nullable Answer expected(Answer said) {
        return heard(said);
    }

    @AfterEach
    final void nothingIsLeft() {
        benches.forEach(FormatBench::close);
    }
}
