package org.hedgerow.transport;

import java.util.Iterator;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The providers of transports that are on the module or class path. */
final class TransportProviders {
    private static final int MOST_FAILURES = 100; // of a loader that does not get on

    private TransportProviders() {}

    static Transport named(String name, TransportOptions options) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(options, "options");
        TransportProvider provider = find('"' + name + '"', each -> each.name().equals(name), TransportProvider::name);
        ConcurrencyModel model = options.model();
        if (model != null && !provider.models().contains(model)) {
            throw new IllegalArgumentException(
                    "the transport \"" + name + "\" has no " + model.text() + ", only [" + models(provider) + ']');
        }
        return provider.create(options);
    }

    static Transport of(ConcurrencyModel model, TransportOptions options) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(options, "options");
        return find(model.text(), each -> each.models().contains(model), TransportProviders::models)
                .create(options.withModel(model));
    }

    /** By the context class loader of whoever asks, and where that does not see Hedgerow, by its own. */
    private static TransportProvider find(
            String what, Predicate<TransportProvider> wanted, Function<TransportProvider, String> description) {
        Set<String> others = new TreeSet<>();
        Throwable broken = null; // which matters only if it is the one that is wanted
        for (ClassLoader loader : new @Nullable ClassLoader[] {
            Thread.currentThread().getContextClassLoader(), TransportProvider.class.getClassLoader()
        }) {
            Iterator<TransportProvider> each =
                    ServiceLoader.load(TransportProvider.class, loader).iterator();
            for (int failures = 0; failures < MOST_FAILURES; ) {
                try {
                    if (!each.hasNext()) {
                        break;
                    }
                    TransportProvider provider = each.next();
                    if (wanted.test(provider)) {
                        return provider;
                    }
                    others.add(description.apply(provider));
                } catch (ServiceConfigurationError | LinkageError e) {
                    failures++;
                    broken = e;
                }
            }
        }
        throw new IllegalArgumentException("no transport " + what + " here, only " + others + hint(others), broken);
    }

    /** Of jars that are put together into one, as for a fat jar, the services file of one alone is left unless they are merged. */
    private static String hint(Set<String> found) {
        return found.size() > 1
                ? ""
                : "; its module is missing, or jars were made one without merging their META-INF/services/"
                        + TransportProvider.class.getName();
    }

    private static String models(TransportProvider provider) {
        return provider.models().stream().map(ConcurrencyModel::text).collect(Collectors.joining(", "));
    }
}
