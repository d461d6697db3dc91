/** The line format: a name in, a line of name and address out. */
@NullMarked
package org.hedgerow.line;

import org.jspecify.annotations.NullMarked;
