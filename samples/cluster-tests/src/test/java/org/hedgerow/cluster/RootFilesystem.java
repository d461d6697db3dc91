package org.hedgerow.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * All files of an image that is built from scratch, to be written as a tar archive. They belong to root; the same files
 * give the same archive.
 */
final class RootFilesystem {
    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;
    private static final int DIRECTORY_OF_ALL = 0041777;

    private final SortedMap<String, Entry> entries = new TreeMap<>();

    /** With what any program expects: {@code /tmp}, and how the names of hosts and users are found. */
    RootFilesystem() {
        entries.put("tmp/", new Entry(DIRECTORY_OF_ALL, 0, InputStream::nullInputStream));
        text("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
        text("/etc/passwd", "root:x:0:0:root:/:/none\nhedgerow:x:65532:65532:hedgerow:/tmp:/none\n");
        text("/etc/group", "root:x:0:\nhedgerow:x:65532:\n");
    }

    RootFilesystem text(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return add(path, new Entry(FILE, bytes.length, () -> new ByteArrayInputStream(bytes)));
    }

    /** A file of this system. A symbolic link becomes the file that it leads to. */
    RootFilesystem file(String path, Path source) throws IOException {
        int mode = Files.isExecutable(source) ? PROGRAM : FILE;
        return add(path, new Entry(mode, Files.size(source), () -> Files.newInputStream(source)));
    }

    /** All files below a directory of this system. */
    RootFilesystem tree(String path, Path source) throws IOException {
        for (Path each : filesBelow(source)) {
            file(path + "/" + source.relativize(each), each);
        }
        return this;
    }

    /**
     * What the programs and libraries need that they do not bring along. Libraries that the C library opens by itself, to
     * find hosts in files and by DNS, are named by none of them: newer versions of it have those built in, older ones
     * have them beside it.
     */
    RootFilesystem librariesOf(List<Path> programs) throws IOException {
        for (Path library : SharedLibraries.of(programs)) {
            file(library.toString(), library);
            if (library.getFileName().toString().startsWith("libc.so")) {
                for (String opened : List.of("libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2")) {
                    Path beside = library.resolveSibling(opened);
                    if (Files.exists(beside)) {
                        file(beside.toString(), beside);
                    }
                }
            }
        }
        return this;
    }

    static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    void writeTo(OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var each : entries.entrySet()) {
                Entry entry = each.getValue();
                TarArchiveEntry header = new TarArchiveEntry(each.getKey());
                header.setMode(entry.mode());
                header.setSize(entry.size());
                header.setModTime(0);
                tar.putArchiveEntry(header);
                try (InputStream in = entry.content().open()) {
                    in.transferTo(tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    /** A number that stands for all of the files, and for those words. */
    String hash(String... words) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                writeTo(out);
            }
            for (String word : words) {
                digest.update(word.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private RootFilesystem add(String path, Entry entry) {
        entries.put(path.substring(1), entry);
        return this;
    }

    private interface Content {
        InputStream open() throws IOException;
    }

    private record Entry(int mode, long size, Content content) {}
}
