/** The {@code hedgerow} program: table server, root server and client of the line format on the command line. */
@NullMarked
package org.hedgerow.cli;

import org.jspecify.annotations.NullMarked;
