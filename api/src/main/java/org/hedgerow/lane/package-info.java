/** Where callbacks run, one at a time, and what time it is there. Knows neither names nor sockets. */
@NullMarked
package org.hedgerow.lane;

import org.jspecify.annotations.NullMarked;
