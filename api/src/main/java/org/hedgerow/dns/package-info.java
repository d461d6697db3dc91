/** DNS messages, over datagrams and over streams (RFC 1035). */
@NullMarked
package org.hedgerow.dns;

import org.jspecify.annotations.NullMarked;
