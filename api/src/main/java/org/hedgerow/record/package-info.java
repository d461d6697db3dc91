/** Names, record types, their data and the text of all three. */
@NullMarked
package org.hedgerow.record;

import org.jspecify.annotations.NullMarked;
