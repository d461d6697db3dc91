package org.hedgerow.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Ends in one of several ways; a process of its own, because whatever ends it ends the tests, too. */
final class EndingProgram {
    private EndingProgram() {}

    public static void main(String[] args) throws Exception {
        OutOfMemoryEnd.install();
        switch (args[0]) {
            case "closes-at-once" -> serve(() -> {});
            case "never-closes" -> serve(EndingProgram::waitForEver);
            case "ends-already" -> {
                CountDownLatch ending = new CountDownLatch(1);
                CountDownLatch taken = new CountDownLatch(1);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    ending.countDown();
                    awaitQuietly(taken);
                }));
                new Thread(() -> System.exit(143)).start();
                ending.await();
                Thread taking = new Thread(() -> {
                    Orders.take();
                    System.err.println("taken");
                });
                taking.setUncaughtExceptionHandler((thread, thrown) -> {
                    System.err.println(thrown);
                    taken.countDown();
                });
                taking.start();
                while (taking.isAlive() && taking.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait(); // until it waits for the end
                }
                taken.countDown();
            }
            case "no-memory" -> throw new OutOfMemoryError("as the test has it");
            case "no-memory-and-nobody-reads" -> {
                Thread writer = new Thread(() -> {
                    while (true) {
                        System.err.println("x".repeat(1000));
                    }
                });
                writer.setDaemon(true);
                writer.start();
                // Once the pipe is full it waits for somebody to read.
                while (writer.getState() != Thread.State.RUNNABLE || !isInWrite(writer)) {
                    Thread.onSpinWait();
                }
                throw new OutOfMemoryError("as the test has it");
            }
            case "another-failure" -> throw new IllegalStateException("as the test has it");
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Whether the thread writes, and goes on with nothing else for a while. */
    private static boolean isInWrite(Thread writer) {
        StackTraceElement[] before = writer.getStackTrace();
        for (int i = 0; i < 1_000; i++) {
            if (before.length == 0 || !Arrays.equals(before, writer.getStackTrace())) {
                return false;
            }
        }
        return before[0].getMethodName().startsWith("write");
    }

    private static void serve(Runnable closing) {
        Orders orders = Orders.take();
        orders.onEnd(closing, Duration.ofMillis(100));
        System.out.println("READY");
        waitForEver();
    }

    private static void waitForEver() {
        awaitQuietly(new CountDownLatch(1));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
