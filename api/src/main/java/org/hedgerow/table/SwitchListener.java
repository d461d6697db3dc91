package org.hedgerow.table;

/** Is told when a {@link LiveTableSource} switches to another table. */
@FunctionalInterface
public interface SwitchListener {

    /**
     * The source has switched. Called once for each switch, on the thread that switches, so it returns soon; what it throws
     * is logged. Each call's {@code before} is the {@code now} of the one before it, except that switches made by several
     * threads at once may be reported in another order.
     *
     * @param before the table that was in use
     * @param now the table that replaced it, which questions are answered from already
     */
    void switched(Table before, Table now);
}
