package org.hedgerow.dns;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that nobody outside can foretell (RFC 5452, section 4.5): the key stream of ChaCha20 (RFC 8439), a kilobyte at a
 * time, for to draw each query's from {@link SecureRandom} costs a digest and its garbage for every twenty octets. The
 * first key is drawn there; each later one comes out of the stream before it, and no key is used twice. A JVM whose providers
 * are restricted may have no such cipher: there all is drawn from {@code SecureRandom}.
 */
final class UnpredictableBits {
    private static final int KEY_OCTETS = 32;
    private static final int DRAWN = 1024;
    private static final byte[] ZEROS = new byte[KEY_OCTETS + DRAWN];
    private static final ChaCha20ParameterSpec FROM_ITS_BEGINNING = new ChaCha20ParameterSpec(new byte[12], 0);

    private final SecureRandom random = new SecureRandom();
    private final @Nullable Cipher cipher = cipher();
    private final byte[] stream = new byte[KEY_OCTETS + DRAWN]; // the next key, and what is drawn
    private int used = stream.length;

    UnpredictableBits() {
        byte[] key = new byte[KEY_OCTETS];
        random.nextBytes(key);
        System.arraycopy(key, 0, stream, 0, KEY_OCTETS);
    }

    private static @Nullable Cipher cipher() {
        try {
            return Cipher.getInstance("ChaCha20");
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    int next8() {
        if (used == stream.length) {
            draw();
        }
        return stream[used++] & 0xFF;
    }

    int next16() {
        return next8() << 8 | next8();
    }

    /** A number from 0 up to but without {@code bound}, which is at most 1,024. */
    int below(int bound) {
        return bound == 1 ? 0 : next16() % bound; // as good as even, for the bound is small
    }

    private void draw() {
        used = KEY_OCTETS;
        if (cipher == null) {
            random.nextBytes(stream);
            return;
        }
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(stream, 0, KEY_OCTETS, "ChaCha20"), FROM_ITS_BEGINNING);
            cipher.doFinal(ZEROS, 0, ZEROS.length, stream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ChaCha20 takes any key of 32 octets", e);
        }
    }
}
