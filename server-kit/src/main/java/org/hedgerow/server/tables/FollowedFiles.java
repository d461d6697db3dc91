package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;

/** What sources have in common that follow files. Any thread may use it. */
abstract sealed class FollowedFiles implements LiveTableSource permits FileTableSource, DirectoryTableSource {
    private final Looks looks;
    private final TableSwitch tables;

    /**
     * Follows the files, once there is a good table. Blocks until then.
     *
     * @throws IOException if there is none
     */
    FollowedFiles(Followed followed) throws IOException {
        looks = new Looks(followed);
        try {
            tables = looks.begin();
        } catch (Throwable e) {
            looks.close();
            throw e;
        }
    }

    @Override
    public Table current() {
        return tables.current();
    }

    @Override
    public TableHealth health() {
        return looks.orOverdue(tables.health());
    }

    @Override
    public void onSwitch(SwitchListener listener) {
        tables.onSwitch(listener);
    }

    /**
     * Looks now, even if all seems the same, and reads what has changed. Blocks until the outcome is in use, for a file that
     * is being written as long as that takes.
     *
     * @throws TableFileException if lines are bad, or records do not go together; the table in use stays
     * @throws IOException if there is something that cannot be read, or the source is closed; the table in use stays
     * @throws IllegalStateException if a listener of this source calls it
     */
    @Override
    public Table reload() throws IOException {
        return looks.lookAgain();
    }

    @Override
    public void close() {
        looks.close();
    }

    @Override
    public String toString() {
        return tables.toString();
    }

    /** What their builders have in common. */
    abstract static sealed class Settings<B extends Settings<B>>
            permits FileTableSource.Builder, DirectoryTableSource.Builder {
        private TableFileOptions options = TableFileOptions.defaults();
        private Pace pace = Pace.STANDARD;

        abstract B self();

        TableFileOptions options() {
            return options;
        }

        Followed followed(FileSet files) {
            return new Followed(files, options, pace);
        }

        /** How files are read; {@link TableFileOptions#defaults} unless told. Included files are followed, too. */
        public B options(TableFileOptions options) {
            this.options = requireNonNull(options, "options");
            return self();
        }

        /**
         * How long after a look the next one comes, if no event calls for one; a second unless told; zero is never.
         *
         * @throws IllegalArgumentException if that is negative
         */
        public B every(Duration interval) {
            pace = pace.withEvery(interval);
            return self();
        }

        /**
         * How long files must not have changed before they are read; 100 ms unless told.
         *
         * @throws IllegalArgumentException if that is negative, or more than a day
         */
        public B settle(Duration time) {
            pace = pace.withSettle(time);
            return self();
        }
    }
}
