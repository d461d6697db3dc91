package org.hedgerow.samples.concurrency;

import java.util.concurrent.Callable;

/**
 * What {@code list} names: a design of a concurrent server, which serves until the process is told to end, or a program that
 * shows what happens at one of the edges.
 */
interface Design extends Callable<Integer> {}
