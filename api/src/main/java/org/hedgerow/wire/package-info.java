/** How questions and answers look as bytes, on the serving and on the asking side. Sees connections, never sockets. */
@NullMarked
package org.hedgerow.wire;

import org.jspecify.annotations.NullMarked;
