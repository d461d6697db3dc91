/** Tables of records, where they come from, and the resolver that answers from one. */
@NullMarked
package org.hedgerow.table;

import org.jspecify.annotations.NullMarked;
