/** What both wire formats need to ask a server. Not exported. */
@NullMarked
package org.hedgerow.wire.shared;

import org.jspecify.annotations.NullMarked;
