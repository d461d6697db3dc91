/** Where tables come from: files, directories, programs of your own; and how they are followed. */
@NullMarked
package org.hedgerow.server.tables;

import org.jspecify.annotations.NullMarked;
