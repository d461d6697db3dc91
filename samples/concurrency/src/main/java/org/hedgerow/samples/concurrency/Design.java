package org.hedgerow.samples.concurrency;

import java.util.concurrent.Callable;

/** A design of a concurrent server, as a command: builds it, and serves until the process is told to end. */
interface Design extends Callable<Integer> {}
