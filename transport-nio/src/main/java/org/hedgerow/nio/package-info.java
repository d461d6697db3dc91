/**
 * The transport of selector event loops. Datagrams of bound addresses go in batches where {@code ServiceLoader} finds an
 * {@link org.hedgerow.nio.batch.BatchProvider} that works here, unless the system property {@code org.hedgerow.nio.batch} is
 * {@code false}.
 */
@NullMarked
package org.hedgerow.nio;

import org.jspecify.annotations.NullMarked;
