package org.hedgerow.testkit;

import org.hedgerow.Resolver;
import org.hedgerow.table.TableResolver;

class TableResolverContractTest extends KnownResolverContract {
    @Override
    protected Resolver newResolver(ManualConnector lane) {
        return TableResolver.of(() -> KnownRecords.TABLE);
    }
}
