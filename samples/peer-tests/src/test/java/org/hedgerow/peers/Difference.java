package org.hedgerow.peers;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.hedgerow.Answer;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Where a table says something else than NSD on purpose. What is compared leaves out additional records altogether. */
enum Difference {
    /** A table does not delegate: what is at NS records and below them it answers itself, where NSD refers to others. */
    DELEGATION {
        @Override
        boolean explains(Reply nsd, Reply table, PlainClient server) {
            return nsd.isReferral()
                    && table.flag(Flags.AA)
                    && new HashSet<>(table.answers()).containsAll(nsd.answers());
        }
    },

    /** A table makes no aliases of DNAME records (RFC 6672), which are data to it: there is nothing below them. */
    REDIRECTION {
        @Override
        boolean explains(Reply nsd, Reply table, PlainClient server) {
            return nsd.answers().stream()
                            .anyMatch(each -> each instanceof DNAMERecord
                                    && nsd.name().subdomain(each.getName())
                                    && !nsd.name().equals(each.getName()))
                    && table.message().getRcode() == Rcode.NXDOMAIN
                    && table.flag(Flags.AA)
                    && table.answers().isEmpty();
        }
    },

    /**
     * Both answer ANY with the records of one type (RFC 8482), a table with addresses if there are any. What it says is what
     * NSD says to who asks for that type.
     */
    CHOICE_FOR_ANY {
        @Override
        boolean explains(Reply nsd, Reply table, PlainClient server) throws IOException {
            if (nsd.type() != Type.ANY || !nsd.isOneType() || !table.isOneType()) {
                return false;
            }
            int chosen = table.answers().get(0).getType();
            return Said.of(table.message()).equals(Said.of(server.ask(nsd.name(), chosen)));
        }
    },

    /** A table follows {@link Answer#MAX_ALIASES} aliases and leaves the rest to whoever asks, NSD some more. */
    LONG_CHAIN {
        @Override
        boolean explains(Reply nsd, Reply table, PlainClient server) {
            return table.answers().size() == Answer.MAX_ALIASES
                    && table.answers().stream().allMatch(CNAMERecord.class::isInstance)
                    && table.message().getRcode() == Rcode.NOERROR
                    && table.flag(Flags.AA)
                    && new HashSet<>(nsd.answers()).containsAll(table.answers());
        }
    };

    /**
     * Whether this is why the replies differ.
     *
     * @param server NSD, to be asked something more
     */
    abstract boolean explains(Reply nsd, Reply table, PlainClient server) throws IOException;

    static boolean explain(Reply nsd, Reply table, PlainClient server) throws IOException {
        for (Difference each : values()) {
            if (each.explains(nsd, table, server)) {
                return true;
            }
        }
        return false;
    }

    /** What was said to a question about the zone of that apex. */
    record Reply(Name apex, Name name, int type, Message message) {
        List<Record> answers() {
            return message.getSection(Section.ANSWER);
        }

        boolean flag(int flag) {
            return message.getHeader().getFlag(flag);
        }

        /** Whether the answers are records of one type, all of the name itself. */
        boolean isOneType() {
            return message.getRcode() == Rcode.NOERROR
                    && answers().stream().map(Record::getType).distinct().count() == 1
                    && answers().stream().map(Record::getName).allMatch(name::equals);
        }

        /**
         * Whether others are referred to, those of a zone below this one, for the name or for what it is an alias of. AA is
         * about the first name of the answers (RFC 1035, section 4.1.1), so with an alias it is set.
         */
        boolean isReferral() {
            List<Record> referred = message.getSection(Section.AUTHORITY);
            Name target = target();
            return message.getRcode() == Rcode.NOERROR
                    && flag(Flags.AA) != answers().isEmpty()
                    && answers().stream().allMatch(CNAMERecord.class::isInstance)
                    && !referred.isEmpty()
                    && referred.stream()
                            .allMatch(each -> each instanceof NSRecord
                                    && each.getName().subdomain(apex)
                                    && !each.getName().equals(apex)
                                    && target.subdomain(each.getName()));
        }

        /** What the name is an alias of in the end, or the name. */
        private Name target() {
            Name target = name;
            for (int followed = 0; followed < answers().size(); followed++) {
                for (Record each : answers()) {
                    if (each instanceof CNAMERecord alias && alias.getName().equals(target)) {
                        target = alias.getTarget();
                        break;
                    }
                }
            }
            return target;
        }
    }
}
