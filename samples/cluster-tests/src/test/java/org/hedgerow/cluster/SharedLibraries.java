package org.hedgerow.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that programs and libraries need besides themselves, as {@code ldd} of the GNU C library tells. */
final class SharedLibraries {
    private static final Pattern FOUND = Pattern.compile("\\s+(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");
    private static final Pattern MISSING = Pattern.compile("\\s+(\\S+) => not found");

    private SharedLibraries() {}

    /**
     * The libraries and the loader, by the names under which they are looked for. What the files bring along themselves
     * is not among them.
     *
     * @throws IOException if one is missing that none of the files is
     */
    static SortedSet<Path> of(List<Path> files) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        List<String> own =
                files.stream().map(each -> each.getFileName().toString()).toList();
        for (String line : ldd(files)) {
            Matcher library = FOUND.matcher(line);
            Matcher missing = MISSING.matcher(line);
            if (library.matches()) {
                Path path = Path.of(library.group(1));
                if (!own.contains(path.getFileName().toString())) {
                    found.add(path);
                }
            } else if (missing.matches() && !own.contains(missing.group(1))) {
                // A library of the JDK may name another that is there by the time it is loaded.
                throw new IOException(missing.group(1) + " is missing, which one of these needs: " + files);
            }
        }
        return found;
    }

    private static List<String> ldd(List<Path> files) throws IOException {
        List<String> command = new ArrayList<>(List.of("ldd"));
        files.forEach(each -> command.add(each.toString()));
        // Of a file that is linked statically it says so, with an exit code of 1.
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Whether a file is a program or a library in the system's own format. */
    static boolean isElf(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("\u007fELF");
        }
    }
}
