package org.hedgerow.samples.benchmarks;

import java.util.List;

/**
 * What the contenders of a suite are put through.
 *
 * @param names what is asked for
 * @param load how
 * @param upstreams those that contenders ask, all started anew for each; none if contenders know the names themselves
 */
record Work(Names names, Load load, List<Server> upstreams) {}
