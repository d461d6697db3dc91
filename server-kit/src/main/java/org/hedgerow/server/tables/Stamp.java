package org.hedgerow.server.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/**
 * What can be seen of a file without reading it: where two stamps differ the content may, too. On Unix the time of the last
 * change of the inode is among it, which no program can set back, as {@code cp -p} does with the time of modification.
 *
 * @param file of the file that a link leads to, or the error where there is none
 * @param link of the link itself; of the file if it is none
 */
record Stamp(Map<String, Object> file, Map<String, Object> link) {
    private static final String ON_UNIX =
            "unix:size,lastModifiedTime,ctime,ino,dev,isRegularFile,isOther,isSymbolicLink";
    private static final String ELSEWHERE = "basic:size,lastModifiedTime,fileKey,isRegularFile,isOther,isSymbolicLink";
    private static final String ERROR = "error";

    /** Looks at the file. Blocks; a file that cannot be looked at has a stamp, too. */
    static Stamp of(Path file) {
        Map<String, Object> link = attributes(file, LinkOption.NOFOLLOW_LINKS);
        boolean isLink = Boolean.TRUE.equals(link.get("isSymbolicLink"));
        return new Stamp(isLink ? attributes(file) : link, link);
    }

    private static Map<String, Object> attributes(Path file, LinkOption... options) {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        try {
            Map<String, Object> all = Files.readAttributes(file, unix ? ON_UNIX : ELSEWHERE, options);
            // A pipe has a size and times of no meaning, and can be read but once.
            return Boolean.TRUE.equals(all.get("isOther")) ? Map.of("isOther", true) : Map.copyOf(all);
        } catch (IOException e) {
            return Map.of(ERROR, e.toString());
        }
    }

    /** Whether there is a file whose content can be read again and again. */
    boolean isRegular() {
        return Boolean.TRUE.equals(file.get("isRegularFile"));
    }

    /** Whether it is a link to a file, not the file. */
    boolean isLink() {
        return Boolean.TRUE.equals(link.get("isSymbolicLink"));
    }

    /** In octets; 0 unless it is a regular file. */
    long size() {
        return isRegular() && file.get("size") instanceof Long size ? size : 0;
    }

    /** Whether both are of one file, as far as can be told, whatever has become of it. */
    boolean isSameFile(Stamp other) {
        return isSame(other, "ino") && isSame(other, "dev") && isSame(other, "fileKey");
    }

    private boolean isSame(Stamp other, String key) {
        Object value = file.get(key);
        return value == null ? !other.file.containsKey(key) : value.equals(other.file.get(key));
    }

    /** When it was last changed, by the clock of its file system; long ago if it cannot be told. */
    Instant changed() {
        Instant modified = time("lastModifiedTime");
        Instant changed = time("ctime");
        return modified.isAfter(changed) ? modified : changed;
    }

    private Instant time(String key) {
        return file.get(key) instanceof FileTime time ? time.toInstant() : Instant.EPOCH;
    }
}
