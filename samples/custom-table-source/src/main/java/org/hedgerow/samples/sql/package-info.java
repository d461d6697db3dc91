/** A table server whose records are in a SQL database. */
@NullMarked
package org.hedgerow.samples.sql;

import org.jspecify.annotations.NullMarked;
