package org.hedgerow.transport.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of files, on channels that block and on channels that do not. */
class FilePartTest {
    private static final int MOST = 64 * 1024;

    @TempDir
    Path folder;

    private FileChannel file;
    private SocketChannel sender;
    private SocketChannel receiver;

    @BeforeEach
    void connect() throws IOException {
        file = FileChannel.open(Files.writeString(folder.resolve("file"), "0123456789"));
        try (ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            sender = SocketChannel.open(server.getLocalAddress());
            receiver = server.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        file.close();
        sender.close();
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsThePart(boolean blocking) throws IOException {
        sender.configureBlocking(blocking);
        FilePart part = new FilePart(file, 2, 5);
        assertThat(part.sendSome(sender, 3)).isEqualTo(3);
        assertThat(part.left()).isEqualTo(2);
        assertThat(part.sendSome(sender, MOST)).isEqualTo(2);
        assertThat(part.left()).isZero();
        sender.close();
        ByteBuffer bytes = ByteBuffer.allocate(10);
        while (receiver.read(bytes) >= 0) {}
        assertThat(new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII))
                .isEqualTo("23456");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatEndsBeforeItsTimeIsNoFailureOfTheConnection(boolean blocking) throws IOException {
        sender.configureBlocking(blocking);
        FilePart part = new FilePart(file, 5, 10);
        assertThat(part.sendSome(sender, MOST)).isEqualTo(5);
        assertThatExceptionOfType(FilePart.Failure.class)
                .isThrownBy(() -> part.sendSome(sender, MOST))
                .satisfies(failure -> assertThat(failure.reason())
                        .isInstanceOf(EOFException.class)
                        .hasMessage("the file ends at 10, with 5 of 10 bytes unsent"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatIsClosedIsNoFailureOfTheConnection(boolean blocking) throws IOException {
        sender.configureBlocking(blocking);
        FilePart part = new FilePart(file, 0, 10);
        file.close();
        assertThatExceptionOfType(FilePart.Failure.class)
                .isThrownBy(() -> part.sendSome(sender, MOST))
                .satisfies(failure -> assertThat(failure.reason()).isInstanceOf(ClosedChannelException.class));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatIsClosedIsNoFailureOfTheFile(boolean blocking) throws IOException {
        sender.configureBlocking(blocking);
        FilePart part = new FilePart(file, 0, 10);
        sender.close();
        assertThat(catchThrowable(() -> part.sendSome(sender, MOST)))
                .isInstanceOf(ClosedChannelException.class)
                .isNotInstanceOf(FilePart.Failure.class);
        assertThat(part.left()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsNoMoreThanItIsAskedFor(boolean blocking) throws IOException {
        sender.configureBlocking(blocking);
        FilePart part = new FilePart(file, 0, 6);
        assertThat(part.sendSome(sender, 4)).isEqualTo(4);
        assertThat(part.sendSome(sender, 1)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> part.sendSome(sender, 0));
        assertThat(part.sendSome(sender, 1)).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(() -> part.sendSome(sender, 1));
    }

    @Test
    void partsThatNoFileHasAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FilePart(file, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FilePart(file, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FilePart(file, 1, Long.MAX_VALUE));
    }
}
