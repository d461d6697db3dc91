package org.hedgerow.cli;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.wire.WireFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A look-up of one name: asks one server, and prints what it says. */
@Command(
        name = "lookup",
        customSynopsis = "hedgerow lookup [OPTIONS] NAME[/TYPE] SERVER_URI",
        description = {
            "Ask a server for the records of one name, and print them, one a line: Name TTL IN Type Value.",
            "A name that is not found, and a failure, are told on standard error."
        },
        exitCodeList = {
            "0:done: found",
            "1:failed: no answer in time, unreachable, refused ...; standard error says why",
            "2:the command line is wrong",
            "3:not found: the server says that there is no such name, or no such type"
        })
final class LookupCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "NAME[/TYPE]",
            converter = QuestionConverter.class,
            description = "The name, and the type of the records, as in example.com/MX; A if there is none.")
    private Question question = Question.of(".");

    @Parameters(
            index = "1",
            paramLabel = "SERVER_URI",
            converter = ServerUri.Converter.class,
            description =
                    "The server: dns://HOST[:PORT] (over UDP, and over TCP where a reply is cut short),"
                            + " dns+tcp://HOST[:PORT] or line://HOST:PORT. An IPv6 address has brackets, the port of DNS is 53.")
    private ServerUri server = new ServerUri(Scheme.DNS, "", 0);

    @Option(names = "--json", description = "Print one object of JSON, found or not, and nothing on standard error.")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "How long to wait for the answer; default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Mixin
    private TransportOption transport;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CliException, InterruptedException {
        if (server.scheme() == Scheme.LINE && !question.type().isAddress()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "NAME[/TYPE]: the line protocol carries addresses only, expected the type A or" + " AAAA, found \""
                            + question.type() + '"');
        }
        Stopwatch watch = new Stopwatch();
        Answer answer = ask();
        LookupReport report = new LookupReport(question, server, answer, watch.elapsed());
        print(report);
        return report.exitCode();
    }

    private Answer ask() throws CliException, InterruptedException {
        InetSocketAddress address = server.address();
        if (address.isUnresolved()) {
            return Failed.of(Failed.Reason.UNREACHABLE, "unknown host: " + server.host());
        }
        // It closes its connections in good order, which the resolver would reset.
        try (Transport bytes = transport.open(TransportOptions.defaults().withLanes(1))) {
            WireFormat wire = server.scheme().format(LineFormat.standard(), DnsFormat.standard());
            Resolver remote = RemoteResolver.of(bytes, wire, address);
            return remote.lookupAndWait(question, timeout);
        }
    }

    private void print(LookupReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(LookupJson.of(report));
        } else if (report.reason().isEmpty()) {
            report.lines().forEach(out::println);
        } else {
            ErrorLines.tell(spec.commandLine().getErr(), report.problem());
        }
        out.flush();
    }
}
