package org.hedgerow.nio;

import java.util.List;

/** Loops that accept for themselves, nothing handed over. */
final class LoopDoor implements Door {
    private final List<LoopAcceptor> acceptors;
    private final Vigil vigil = new Vigil();

    LoopDoor(List<LoopAcceptor> acceptors) {
        this.acceptors = acceptors;
    }

    @Override
    public void open() {
        vigil.begin();
        acceptors.forEach(LoopAcceptor::start);
    }

    @Override
    public void shut() {
        acceptors.forEach(LoopAcceptor::stop);
        acceptors.forEach(LoopAcceptor::awaitEnd);
        vigil.end();
    }
}
