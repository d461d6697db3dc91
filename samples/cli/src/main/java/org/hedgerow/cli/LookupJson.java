package org.hedgerow.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/** A look-up as one object of JSON, which has the same members whatever it has come to. */
final class LookupJson {
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    private static final int DECIMALS = 3;

    private LookupJson() {}

    /** One line. */
    static String of(LookupReport report) {
        return GSON.toJson(new Whole(
                report.question().name().toString(),
                report.question().type().toString(),
                report.server().toString(),
                report.outcome(),
                report.records().stream().map(LookupJson::of).toList(),
                nullIfEmpty(report.reason()),
                nullIfEmpty(report.detail()),
                milliseconds(report.elapsed())));
    }

    private static OneRecord of(ResourceRecord record) {
        return new OneRecord(
                record.name().toString(),
                record.type().toString(),
                record.ttl(),
                record.data().toString());
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static BigDecimal milliseconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 6).setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    private record Whole(
            String name,
            String type,
            String server,
            String outcome,
            List<OneRecord> records,
            @Nullable String reason,
            @Nullable String detail,
            BigDecimal milliseconds) {}

    private record OneRecord(String name, String type, int ttl, String data) {}
}
