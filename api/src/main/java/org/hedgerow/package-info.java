/** The resolver seam: questions, answers, the calls that carry them, and resolvers made of resolvers. */
@NullMarked
package org.hedgerow;

import org.jspecify.annotations.NullMarked;
