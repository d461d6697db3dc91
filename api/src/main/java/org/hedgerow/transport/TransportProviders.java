package org.hedgerow.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The providers of transports that are on the module or class path. */
final class TransportProviders {
    private TransportProviders() {}

    static Transport named(String name, TransportOptions options) {
        TransportProvider provider = find('"' + name + '"', each -> each.name().equals(name), TransportProvider::name);
        ConcurrencyModel model = options.model();
        if (model != null && !provider.models().contains(model)) {
            throw new IllegalArgumentException(
                    "the transport \"" + name + "\" has no " + model.text() + ", only [" + models(provider) + ']');
        }
        return provider.create(options);
    }

    static Transport of(ConcurrencyModel model, TransportOptions options) {
        return find(model.text(), each -> each.models().contains(model), TransportProviders::models)
                .create(options.withModel(model));
    }

    private static TransportProvider find(
            String what, Predicate<TransportProvider> wanted, Function<TransportProvider, String> description) {
        List<String> others = new ArrayList<>();
        ServiceConfigurationError broken = null;
        for (ServiceLoader.Provider<TransportProvider> each :
                ServiceLoader.load(TransportProvider.class).stream().toList()) {
            try {
                TransportProvider provider = each.get();
                if (wanted.test(provider)) {
                    return provider;
                }
                others.add(description.apply(provider));
            } catch (ServiceConfigurationError e) {
                broken = e; // which matters only if it is the one that is wanted
            }
        }
        throw new IllegalArgumentException(
                "no transport " + what + " here, only "
                        + others.stream().sorted().toList(),
                broken);
    }

    private static String models(TransportProvider provider) {
        return provider.models().stream().map(ConcurrencyModel::text).collect(Collectors.joining(", "));
    }
}
