package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.processes.Activation;
import org.hedgerow.server.processes.LifeLine;
import org.hedgerow.server.processes.Preforked;
import org.hedgerow.server.processes.ReservedPort;
import org.hedgerow.server.processes.RestartOptions;
import org.hedgerow.server.processes.Signals;
import org.hedgerow.server.tables.DirectoryTableSource;
import org.hedgerow.server.tables.FileTableSource;
import org.hedgerow.server.tables.MemoryTableSource;
import org.hedgerow.server.tables.MergeConflicts;
import org.hedgerow.server.tables.MergedTableSource;
import org.hedgerow.server.tables.PollingTableSource;
import org.hedgerow.server.tables.TableFile;
import org.hedgerow.server.tables.TableFileOptions;
import org.hedgerow.server.tables.TableSwitch;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Null where it means nothing is refused at once, by name, and not found much later by somebody else. */
class NullArgumentsTest {
    private static final Path FILE = Path.of("t.txt");
    private static final DomainName NAME = DomainName.of("a");

    /** What is called with null, by the name of the argument. */
    private static Map.Entry<String, ThrowingCallable> of(String argument, ThrowingCallable call) {
        return Map.entry(argument, call);
    }

    static List<Map.Entry<String, ThrowingCallable>> calls() {
        MemoryTableSource memory = MemoryTableSource.empty();
        TableSwitch tables = new TableSwitch("test", Table.of(List.of()));
        TableFileOptions options = TableFileOptions.defaults();
        PollingTableSource.Builder polling = PollingTableSource.builder("test", Optional::empty);
        Preforked.Builder preforked = Preforked.builder(1, index -> new ProcessBuilder());
        ResolverServer.Builder server = ResolverServer.builder();
        AdminServer.Builder admin = AdminServer.builder();
        return List.of(
                of("kind", () -> new Activation(null, null)),
                of("first", () -> new MergeConflicts(0, null)),
                of("address", () -> admin.listen(null)),
                of("name", () -> admin.host(null)),
                of("name", () -> admin.table(null, memory)),
                of("source", () -> admin.table("a", null)),
                of("name", () -> admin.server(null, null)),
                of("server", () -> admin.server("a", null)),
                of("health", () -> admin.upstreams(null)),
                of("directory", () -> DirectoryTableSource.open(null)),
                of("directory", () -> DirectoryTableSource.builder(null)),
                of("options", () -> DirectoryTableSource.builder(FILE).options(null)),
                of("glob", () -> DirectoryTableSource.builder(FILE).includeNames(null)),
                of("interval", () -> DirectoryTableSource.builder(FILE).every(null)),
                of("time", () -> DirectoryTableSource.builder(FILE).settle(null)),
                of("file", () -> FileTableSource.open(null)),
                of("file", () -> FileTableSource.builder(null)),
                of("options", () -> FileTableSource.builder(FILE).options(null)),
                of("interval", () -> FileTableSource.builder(FILE).every(null)),
                of("time", () -> FileTableSource.builder(FILE).settle(null)),
                of("input", () -> LifeLine.follow(null, () -> {}, () -> {})),
                of("reload", () -> LifeLine.follow(InputStream.nullInputStream(), null, () -> {})),
                of("stop", () -> LifeLine.follow(InputStream.nullInputStream(), () -> {}, null)),
                of("records", () -> MemoryTableSource.of(null)),
                of("records", () -> memory.put((ResourceRecord[]) null)),
                of("record", () -> memory.put((ResourceRecord) null)),
                of("records", () -> memory.replace(null)),
                of("name", () -> memory.remove(null)),
                of("type", () -> memory.remove(NAME, null)),
                of("name", () -> memory.remove(null, RecordType.A)),
                of("changes", () -> memory.edit(null)),
                of("listener", () -> memory.onSwitch((SwitchListener) null)),
                of("listener", () -> memory.onSwitch((Runnable) null)),
                of("name", () -> MergedTableSource.builder().source(null, memory)),
                of("source", () -> MergedTableSource.builder().source("a", null)),
                of("interval", () -> MergedTableSource.builder().every(null)),
                of("name", () -> PollingTableSource.builder(null, Optional::empty)),
                of("loader", () -> PollingTableSource.builder("a", null)),
                of("interval", () -> polling.every(null)),
                of("ticker", () -> polling.ticker(null)),
                of("commands", () -> Preforked.builder(1, null)),
                of("ready", () -> preforked.onReady(null)),
                of("out", () -> preforked.out(null)),
                of("err", () -> preforked.err(null)),
                of("restarts", () -> preforked.restarts(null)),
                of("grace", () -> preforked.grace(null)),
                of("wanted", () -> ReservedPort.of(null)),
                of("wanted", () -> ReservedPort.withDatagrams(null)),
                of("transport", () -> server.transport(null)),
                of("wire", () -> server.wire(null)),
                of("resolver", () -> server.resolver(null)),
                of("address", () -> server.listen(null)),
                of("channel", () -> server.adopt(null)),
                of("address", () -> server.listen(null, LineFormat.standard())),
                of("wire", () -> server.listen(new InetSocketAddress(0), null)),
                of("channel", () -> server.adopt(null, LineFormat.standard())),
                of("options", () -> server.listening(null)),
                of("options", () -> server.serving(null)),
                of("first", () -> RestartOptions.defaults().withPauses(null, Duration.ZERO)),
                of("longest", () -> RestartOptions.defaults().withPauses(Duration.ZERO, null)),
                of("steady", () -> RestartOptions.defaults().withSteady(null)),
                of("name", () -> new Signals().on(null, () -> {})),
                of("action", () -> new Signals().on("HUP", null)),
                of("file", () -> TableFile.read(null)),
                of("options", () -> TableFile.read(FILE, null)),
                of("source", () -> TableFile.parse(null, new byte[0])),
                of("content", () -> TableFile.parse("a", null)),
                of("options", () -> TableFile.parse("a", new byte[0], null)),
                of("format", () -> options.withFormat(null)),
                of("origin", () -> options.withOrigin(null)),
                of("time", () -> options.withMaxTime(null)),
                of("name", () -> new TableSwitch(null, Table.of(List.of()))),
                of("first", () -> new TableSwitch("a", null)),
                of("ticker", () -> new TableSwitch("a", Table.of(List.of()), null)),
                of("next", () -> tables.publish(null)),
                of("cause", () -> tables.fail((Throwable) null)),
                of("reason", () -> tables.fail((String) null)),
                of("listener", () -> tables.onSwitch(null)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void areRefusedByName(Map.Entry<String, ThrowingCallable> call) {
        assertThatNullPointerException().isThrownBy(call.getValue()).withMessage(call.getKey());
    }
}
