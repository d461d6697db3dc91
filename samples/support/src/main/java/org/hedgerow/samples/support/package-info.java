/** What several samples have in common. Not published. */
@NullMarked
package org.hedgerow.samples.support;

import org.jspecify.annotations.NullMarked;
