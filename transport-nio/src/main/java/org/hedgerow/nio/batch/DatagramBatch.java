package org.hedgerow.nio.batch;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Datagrams of one socket: a batch that was received, and one that is to be sent. Confined to the thread that opened it.
 * Never blocks. After {@link #close()} nothing but {@code close} may be called.
 */
public interface DatagramBatch extends AutoCloseable {

    /** How many datagrams are received at most at once. */
    int capacity();

    /**
     * Receives what has arrived, in that order, up to {@link #capacity()}. It replaces what was received before.
     *
     * @return how many; 0 if nothing has arrived
     * @throws IOException if the system tells of an error, as of one that ICMP has brought; the next call may do better
     */
    int receive() throws IOException;

    /**
     * Puts the bytes of a datagram that was received into the buffer, from its position on.
     *
     * @param index from 0 on
     * @param into a heap buffer ({@code hasArray()}) that has room for 65,535 octets
     */
    void take(int index, ByteBuffer into);

    /**
     * Who has sent a datagram that was received, as {@link java.nio.channels.DatagramChannel#receive} would tell.
     *
     * @param index from 0 on
     */
    SocketAddress sender(int index);

    /**
     * Takes a copy of a datagram, to be sent after those that are queued already.
     *
     * @param length up to 65,535 octets
     * @return false if there is no room before those are sent; an empty queue has room for any datagram
     * @throws java.nio.channels.UnresolvedAddressException if the address is not resolved
     * @throws java.nio.channels.UnsupportedAddressTypeException if the socket cannot send to addresses of that kind, unless
     *     that is an error once it is {@linkplain #send sent}
     */
    boolean queue(byte[] bytes, int offset, int length, SocketAddress to);

    /** How many datagrams are queued. */
    int queued();

    /**
     * Sends from the head of the queue, as far as the system takes it at once. What it has taken leaves the queue, the rest
     * stays.
     *
     * @return how many it has taken; 0 if it has no room, or nothing is queued
     * @throws IOException if it does not send the first one; the message says why
     */
    int send() throws IOException;

    /**
     * Takes datagrams out of the queue, unsent.
     *
     * @param count how many, from the head; up to {@link #queued()}
     */
    void drop(int count);

    /** Gives back the memory; what is queued is dropped. Idempotent. Not the channel's end. */
    @Override
    void close();
}
