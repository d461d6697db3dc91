package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionTest {
    /** A file that could not be read is read again, however it looks; one whose content is none is not, until it changes. */
    @Test
    void whatIsNotTheContentsFaultMayPass() {
        assertThat(of(new IOException("too many open files")).mayPass()).isTrue();
        assertThat(of(new TableFileException(List.of("line 1: gibberish"), 1)).mayPass())
                .isFalse();
        assertThat(of(new IllegalArgumentException("a CNAME beside others")).mayPass())
                .isFalse();
        assertThat(of(null).mayPass()).isFalse();
    }

    private static Version of(Exception failure) {
        return new Version(new Sight(Map.of()), Map.of(), Optional.ofNullable(failure), 0, false);
    }
}
