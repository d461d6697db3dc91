/** Several processes that serve as one, the sockets that they are given and the signals that they get. */
@NullMarked
package org.hedgerow.server.processes;

import org.jspecify.annotations.NullMarked;
