package org.hedgerow.samples.etcd;

import org.hedgerow.record.DomainName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads names. */
final class ToName implements ITypeConverter<DomainName> {
    @Override
    public DomainName convert(String text) {
        try {
            return DomainName.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
