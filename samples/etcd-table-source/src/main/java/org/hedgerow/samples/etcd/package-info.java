/** Table servers that follow an etcd cluster, in the layout of CoreDNS's etcd plugin. */
@NullMarked
package org.hedgerow.samples.etcd;

import org.jspecify.annotations.NullMarked;
