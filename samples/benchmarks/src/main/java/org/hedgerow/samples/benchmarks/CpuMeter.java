package org.hedgerow.samples.benchmarks;

/** The processor time of a server's processes. */
final class CpuMeter implements Meter {
    private static final double MICROS = 1e6;

    private final ProcessTree tree;
    private final String unit;
    private double before;
    private double used;

    CpuMeter(ProcessTree tree, String unit) {
        this.tree = tree;
        this.unit = unit;
    }

    @Override
    public void start() {
        before = tree.cpuSeconds();
    }

    @Override
    public void stop() {
        used = tree.cpuSeconds() - before;
    }

    @Override
    public void put(Sample sample, LoadResult result) {
        sample.put("CPU us/" + unit, used * MICROS / result.answered());
    }
}
