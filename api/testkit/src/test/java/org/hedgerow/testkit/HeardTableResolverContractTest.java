package org.hedgerow.testkit;

import org.hedgerow.Resolver;
import org.hedgerow.ResolverListener;
import org.hedgerow.table.TableResolver;

/** With a listener, which is another way through it. */
class HeardTableResolverContractTest extends KnownResolverContract {
    @Override
    protected Resolver newResolver(ManualConnector lane) {
        return TableResolver.of(() -> KnownRecords.TABLE)
                .withListener((question, now) -> new ResolverListener.Events() {});
    }
}
