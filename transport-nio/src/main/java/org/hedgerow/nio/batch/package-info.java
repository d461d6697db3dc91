/** How datagrams may get in and out of the transport's sockets by the batch, for those who can do so on some system. */
@NullMarked
package org.hedgerow.nio.batch;

import org.jspecify.annotations.NullMarked;
