package org.hedgerow.nio;

import java.io.IOException;
import org.hedgerow.transport.Binding;

/** What a transport holds on an address, as the transport sees it. */
interface NioOpen extends Binding {

    /** Begins to serve. Once; runs no handler. If it throws, it is to be {@link #cut}. */
    void start();

    /** Closes without waiting for the address. Any thread; idempotent. */
    void cut(IOException cause);
}
