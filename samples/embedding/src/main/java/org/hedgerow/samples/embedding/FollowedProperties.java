package org.hedgerow.samples.embedding;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.tables.PollingTableSource;
import org.hedgerow.server.tables.TableLoader;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableBuilder;
import org.jspecify.annotations.Nullable;

/** Follows a file of Java properties, {@code name = address} each. */
final class FollowedProperties implements TableLoader {
    private final Path file;
    private @Nullable Properties last;

    private FollowedProperties(Path file) {
        this.file = file;
    }

    /** Looks at the file each second from now on, on a thread of the source's own. */
    static LiveTableSource open(Path file) throws IOException {
        return PollingTableSource.builder("properties", new FollowedProperties(file))
                .every(Duration.ofSeconds(1))
                .open();
    }

    /** Whatever this throws leaves the table in use. */
    @Override
    public Optional<Table> load() throws IOException {
        Properties hosts = new Properties();
        hosts.load(new StringReader(Files.readString(file)));
        if (hosts.equals(last)) {
            return Optional.empty();
        }
        TableBuilder table = Table.builder();
        for (String name : hosts.stringPropertyNames()) {
            InetAddress address = AddressText.parse(hosts.getProperty(name));
            if (address == null) {
                throw new IOException(file + ": expected an address of " + name);
            }
            table.add(ResourceRecord.of(DomainName.of(name), address));
        }
        last = hosts;
        return Optional.of(table.build());
    }
}
