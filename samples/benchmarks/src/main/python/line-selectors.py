#!/usr/bin/env python3
"""line-selectors.py PORT TABLE: a table server for the line protocol on 127.0.0.1, one thread with `selectors`.

A query is a line; its reply is what the table has, `name address A IN`, and ends as the query did. A name that the table
does not have is not answered. A query has to end in a line end.
"""

import resource
import selectors
import socket
import sys

READ = 65536
MAX_QUERY = 512
BACKLOG = 4096


def load_table(path):
    """The replies, in octets, by the names in lower case; the first of several records of a name counts."""
    table = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            fields = line.split()
            if not fields or fields[0].startswith("#"):
                continue
            try:
                name, address = fields[:2]
                socket.inet_pton(socket.AF_INET, address)
            except (ValueError, OSError):
                sys.exit(f"{path}:{number}: expected a name and an IPv4 address, found {line.strip()!r}")
            table.setdefault(name.lower().encode(), f"{name} {address} A IN".encode())
    return table


class Connection:
    """What a client has sent of a line that is not complete, and what it has not taken yet."""

    def __init__(self, sock, selector, table):
        self.sock = sock
        self.selector = selector
        self.table = table
        self.rest = b""
        self.unsent = b""

    def ready(self, events):
        try:
            if events & selectors.EVENT_WRITE:
                self.send(self.unsent)
            else:
                self.read()
        except BlockingIOError:
            pass
        except OSError:
            self.close()

    def read(self):
        data = self.sock.recv(READ)
        if not data:
            self.close()
            return
        *queries, self.rest = (self.rest + data).split(b"\n")
        if len(self.rest) > MAX_QUERY:
            self.close()
            return
        replies = []
        for query in queries:
            name = query.rstrip(b"\r")
            reply = self.table.get(name.lower())
            if reply is not None:
                replies.append(reply + query[len(name):] + b"\n")
        if replies:
            self.send(b"".join(replies))

    def send(self, data):
        """Sends what the client takes. Until it has taken all it is not read, so that it costs one buffer."""
        try:
            sent = self.sock.send(data)
        except BlockingIOError:
            sent = 0
        self.unsent = data[sent:]
        self.want(selectors.EVENT_WRITE if self.unsent else selectors.EVENT_READ)

    def want(self, events):
        if self.selector.get_key(self.sock).events != events:
            self.selector.modify(self.sock, events, self.ready)

    def close(self):
        self.selector.unregister(self.sock)
        self.sock.close()


def accept(listener, selector, table):
    try:
        sock, _ = listener.accept()
    except (BlockingIOError, ConnectionAbortedError):
        return
    sock.setblocking(False)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    selector.register(sock, selectors.EVENT_READ, Connection(sock, selector, table).ready)


def main():
    if len(sys.argv) != 3 or not sys.argv[1].isdecimal() or not 0 < int(sys.argv[1]) < 65536:
        print("usage: line-selectors.py PORT TABLE", file=sys.stderr)
        sys.exit(2)
    try:
        table = load_table(sys.argv[2])
        listener = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=BACKLOG)
    except OSError as error:
        sys.exit(f"line-selectors.py: {error}")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    listener.setblocking(False)
    selector = selectors.DefaultSelector()
    selector.register(listener, selectors.EVENT_READ, lambda _: accept(listener, selector, table))
    print("READY", flush=True)
    while True:
        for key, events in selector.select():
            key.data(events)


if __name__ == "__main__":
    main()
