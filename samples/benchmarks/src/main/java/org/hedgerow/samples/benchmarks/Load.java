package org.hedgerow.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What the load generator does.
 *
 * @param wire what it asks in
 * @param text what the table calls it
 * @param openText the same where questions are due at a rate; empty if that is all there is to say
 * @param arguments its command and the options that shape it
 * @param unit what one of those is that it counts
 * @param units many of them
 */
record Load(Wire wire, String text, String openText, List<String> arguments, String unit, String units) {
    private static final int OTHER_FILES = 200; // that a server or the load generator may have open besides

    /** Questions over UDP, so many of them in flight. */
    static Load udp(int window) {
        return questions(Wire.DNS, window + " in flight", "", "udp", "--window", Integer.toString(window));
    }

    /** A load for each of these. */
    static List<Load> udp(List<Integer> windows) {
        return windows.stream().map(Load::udp).toList();
    }

    /** Questions over so many connections, with so many in flight on each. */
    static Load line(int connections, int pipeline) {
        String each = pipeline == 1 ? "lockstep" : pipeline + " in flight on each";
        String text = connections + " connections, " + each;
        return questions(
                Wire.LINE,
                text,
                text.replace("in flight", "in flight at most"),
                "line",
                "--connections",
                Integer.toString(connections),
                "--pipeline",
                Integer.toString(pipeline));
    }

    /** A connection for each question, so many at a time. */
    static Load connect(int connections) {
        return new Load(
                Wire.LINE,
                connections + " at a time",
                "",
                List.of("connect", "--connections", Integer.toString(connections)),
                "connection",
                "connections");
    }

    /** So many connections that ask once and again at the end, or as many as may be with that many open files. */
    static Load idle(int connections, long files) {
        long possible = Math.max(1, Math.min(connections, files - OTHER_FILES));
        String limited = possible == connections ? "" : " of " + connections + " (limited by " + files + " open files)";
        return new Load(
                Wire.LINE,
                possible + limited + " idle connections",
                "",
                List.of("idle", "--connections", Long.toString(possible)),
                "connection",
                "connections");
    }

    private static Load questions(Wire wire, String text, String openText, String... arguments) {
        return new Load(wire, text, openText, List.of(arguments), "query", "queries");
    }

    /** The command that puts it on a port, for loads that last until they are told to end. */
    List<String> command(String program, int port, Names names) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        command.addAll(List.of(
                "--to", Integer.toString(port), "--questions", names.questions().toString()));
        return command;
    }

    /** The command that puts it on a port for some time. */
    List<String> command(String program, int port, Names names, double warmup, double seconds, List<String> more) {
        List<String> command = command(program, port, names);
        command.addAll(List.of("--warmup", number(warmup), "--seconds", number(seconds)));
        command.addAll(more);
        return command;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
