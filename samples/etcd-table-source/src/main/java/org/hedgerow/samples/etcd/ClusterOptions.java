package org.hedgerow.samples.etcd;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the cluster is, and where the names are in it. */
final class ClusterOptions {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Option(
            names = "--endpoints",
            paramLabel = "URL",
            split = ",",
            defaultValue = "http://127.0.0.1:2379",
            converter = ToEndpoint.class,
            description = "The members of the cluster, with commas between; default: ${DEFAULT-VALUE}.")
    private List<URI> endpoints = new ArrayList<>();

    @Option(
            names = "--prefix",
            paramLabel = "KEY",
            defaultValue = ServiceKeys.DEFAULT_PREFIX,
            converter = ToKeys.class,
            description = "The key that all names are below; default: ${DEFAULT-VALUE}.")
    private ServiceKeys keys = new ServiceKeys(ServiceKeys.DEFAULT_PREFIX);

    @Option(names = "--user", paramLabel = "NAME", description = "Who asks the cluster.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The file whose first line is the password of --user.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "The certificates of those who vouch for members with https URLs (PEM); default: the JDK's.")
    private @Nullable Path authority;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log to standard error what happens.")
    private boolean verbose;

    /** What the options say; from here on things are logged. */
    EtcdOptions options() throws IOException {
        Logs.start(verbose);
        return EtcdOptions.of(new EtcdAccess(endpoints, user, password(), authority, TIMEOUT))
                .withKeys(keys);
    }

    private @Nullable String password() throws IOException {
        if (user == null) {
            return null;
        }
        if (passwordFile == null) {
            throw new IOException("expected a --password-file for --user " + user);
        }
        try {
            return Files.readString(passwordFile).lines().findFirst().orElse("");
        } catch (NoSuchFileException e) {
            throw new IOException("cannot read " + passwordFile + ": no such file", e);
        }
    }

    /** Reads {@code http://HOST:PORT}, which may do without its scheme. */
    static final class ToEndpoint implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI uri = URI.create(text.contains("://") ? text : "http://" + text);
                boolean known =
                        uri.getScheme().equals("http") || uri.getScheme().equals("https");
                if (known && uri.getHost() != null && uri.getPort() > 0) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // It is told below.
            }
            throw new TypeConversionException("expected http://HOST:PORT or https://HOST:PORT, found \"" + text + '"');
        }
    }

    /** Reads a prefix of keys. */
    static final class ToKeys implements ITypeConverter<ServiceKeys> {
        @Override
        public ServiceKeys convert(String text) {
            try {
                return new ServiceKeys(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
