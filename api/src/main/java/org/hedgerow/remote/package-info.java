/** A resolver that asks a server elsewhere: a wire format put on a transport. */
@NullMarked
package org.hedgerow.remote;

import org.jspecify.annotations.NullMarked;
