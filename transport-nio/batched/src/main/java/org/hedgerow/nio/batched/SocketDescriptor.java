package org.hedgerow.nio.batched;

/** A socket as the system knows it: its number, and {@link Libc#AF_INET} or {@link Libc#AF_INET6}. */
record SocketDescriptor(int number, int family) {}
