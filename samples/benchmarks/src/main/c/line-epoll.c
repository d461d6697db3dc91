/*
 * line-epoll PORT TABLE: a table server for the line protocol on 127.0.0.1, one thread, epoll, one write for each read.
 *
 * A query is a line; its reply is what the table has, `name address A IN`, and ends as the query did. A name that the table
 * does not have is not answered. A query has to end in a line end.
 */
#define _GNU_SOURCE
#include "table.h"

#include <sys/epoll.h>

enum {
    EVENTS = 256,
    ACCEPTS = 64,
    MAX_CONNECTIONS = 1000,
    MAX_QUERY = 512,
    READ = 16 << 10,
    /* Beside its name, a reply has at most " 255.255.255.255 A IN\r\n"; a query has at least its name and a line end. */
    WRITTEN_FOR_OCTET = 12,
};

/* Until what is unsent has been sent, the connection is not read: a client that does not read costs one buffer. */
struct connection {
    int fd;
    size_t carried;
    char carry[MAX_QUERY];
    char *unsent;
    size_t unsent_first;
    size_t unsent_end;
};

struct server {
    struct table table;
    int epoll;
    int listener;
    char input[MAX_QUERY + READ];
    char output[WRITTEN_FOR_OCTET * (MAX_QUERY + READ)];
};

static void add_reply(void *to, const char *name, struct in_addr address) {
    char text[INET_ADDRSTRLEN];
    char reply[MAX_NAME + 64];
    inet_ntop(AF_INET, &address, text, sizeof text);
    int length = snprintf(reply, sizeof reply, "%s %s A IN", name, text);
    add(to, name, strlen(name), reply, (size_t) length);
}

static void watch(struct server *server, int operation, int fd, uint32_t events, struct connection *connection) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    if (epoll_ctl(server->epoll, operation, fd, &event) != 0) {
        fail("cannot poll: %s", strerror(errno));
    }
}

static void accept_all(struct server *server) {
    for (int i = 0; i < ACCEPTS; i++) {
        int fd = accept4(server->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            if (errno == EMFILE || errno == ENFILE || errno == ENOMEM) {
                fail("cannot accept a connection: %s", strerror(errno));
            }
            return;
        }
        struct connection *connection = allocated(1, sizeof *connection);
        connection->fd = fd;
        set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1, "TCP_NODELAY");
        watch(server, EPOLL_CTL_ADD, fd, EPOLLIN, connection);
    }
}

static void end(struct connection *connection) {
    close(connection->fd);
    free(connection->unsent);
    free(connection);
}

/* Writes the replies to so many lines; returns where the next reply goes. */
static char *answer(const struct table *table, const struct key *lines, unsigned count, char *out) {
    struct value replies[MAX_KEYS];
    find_all(table, lines, replies, count);
    for (unsigned i = 0; i < count; i++) {
        if (replies[i].octets != NULL) {
            const char *end = lines[i].octets + lines[i].length;
            memcpy(out, replies[i].octets, replies[i].length);
            out += replies[i].length;
            if (*end == '\r') {
                *out++ = '\r';
            }
            *out++ = '\n';
        }
    }
    return out;
}

/* Sends; returns how much the connection has taken, or -1 if it is broken. */
static ssize_t send_some(const struct connection *connection, const char *octets, size_t length) {
    ssize_t sent = send(connection->fd, octets, length, MSG_NOSIGNAL);
    if (sent < 0) {
        return errno == EAGAIN || errno == EINTR ? 0 : -1;
    }
    return sent;
}

/* Keeps what was not sent until the connection takes more. */
static void keep_unsent(struct server *server, struct connection *connection, const char *octets, size_t length) {
    connection->unsent = allocated(1, length);
    connection->unsent_first = 0;
    connection->unsent_end = length;
    memcpy(connection->unsent, octets, length);
    watch(server, EPOLL_CTL_MOD, connection->fd, EPOLLOUT, connection);
}

/* Whether the connection goes on. */
static bool send_unsent(struct server *server, struct connection *connection) {
    size_t left = connection->unsent_end - connection->unsent_first;
    ssize_t sent = send_some(connection, connection->unsent + connection->unsent_first, left);
    if (sent < 0) {
        return false;
    }
    connection->unsent_first += (size_t) sent;
    if (connection->unsent_first == connection->unsent_end) {
        free(connection->unsent);
        connection->unsent = NULL;
        watch(server, EPOLL_CTL_MOD, connection->fd, EPOLLIN, connection);
    }
    return true;
}

/* Reads once and answers all lines that are complete. Whether the connection goes on. */
static bool serve(struct server *server, struct connection *connection) {
    memcpy(server->input, connection->carry, connection->carried);
    ssize_t got = recv(connection->fd, server->input + connection->carried, READ, 0);
    if (got <= 0) {
        return got < 0 && (errno == EAGAIN || errno == EINTR);
    }
    const char *line = server->input;
    const char *limit = server->input + connection->carried + got;
    char *out = server->output;
    struct key lines[MAX_KEYS];
    unsigned count = 0;
    for (const char *feed; (feed = memchr(line, '\n', (size_t) (limit - line))) != NULL; line = feed + 1) {
        bool carriage_return = feed > line && feed[-1] == '\r';
        lines[count++] = (struct key) {.octets = line, .length = (size_t) (feed - line) - carriage_return};
        if (count == MAX_KEYS) {
            out = answer(&server->table, lines, count, out);
            count = 0;
        }
    }
    out = answer(&server->table, lines, count, out);
    connection->carried = (size_t) (limit - line);
    if (connection->carried > MAX_QUERY) {
        return false;
    }
    memcpy(connection->carry, line, connection->carried);
    size_t length = (size_t) (out - server->output);
    if (length == 0) {
        return true;
    }
    ssize_t sent = send_some(connection, server->output, length);
    if (sent >= 0 && (size_t) sent < length) {
        keep_unsent(server, connection, server->output + sent, length - (size_t) sent);
    }
    return sent >= 0;
}

int main(int count, char **arguments) {
    if (count != 3) {
        misuse("usage: line-epoll PORT TABLE");
    }
    static struct server server;
    int port = (int) whole_number("PORT", arguments[1], 1, 65535);
    server.table = new_table();
    read_records(arguments[2], add_reply, &server.table);
    allow_descriptors(MAX_CONNECTIONS);
    server.epoll = epoll_create1(EPOLL_CLOEXEC);
    server.listener = server_socket(port, SOCK_STREAM | SOCK_NONBLOCK);
    watch(&server, EPOLL_CTL_ADD, server.listener, EPOLLIN, NULL);
    say("READY");
    struct epoll_event events[EVENTS];
    for (;;) {
        int ready = epoll_wait(server.epoll, events, EVENTS, -1);
        if (ready < 0 && errno != EINTR) {
            fail("cannot poll: %s", strerror(errno));
        }
        for (int i = 0; i < ready; i++) {
            struct connection *connection = events[i].data.ptr;
            if (connection == NULL) {
                accept_all(&server);
            } else if (connection->unsent != NULL ? !send_unsent(&server, connection) : !serve(&server, connection)) {
                end(connection);
            }
        }
    }
}
