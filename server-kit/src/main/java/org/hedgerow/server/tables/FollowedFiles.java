package org.hedgerow.server.tables;

import java.io.IOException;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;

/** The table of files that are followed. Any thread may use it. */
final class FollowedFiles implements LiveTableSource {
    private final Looks looks;
    private final TableSwitch tables;

    private FollowedFiles(Looks looks, TableSwitch tables) {
        this.looks = looks;
        this.tables = tables;
    }

    /**
     * Follows the files, once there is a good table. Blocks until then.
     *
     * @throws IOException if there is none
     */
    static FollowedFiles open(Followed followed) throws IOException {
        Looks looks = new Looks(followed);
        try {
            return new FollowedFiles(looks, looks.begin());
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
}
