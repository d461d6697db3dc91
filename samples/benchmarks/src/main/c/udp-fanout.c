/*
 * udp-fanout PORT UPSTREAM_PORT...: a DNS server over UDP on 127.0.0.1 that asks all upstreams at once and relays the first
 * answer, one thread, which receives and sends in batches.
 *
 * A reply without an answer (no such name, or an error) is relayed only when every upstream has replied; one that comes after
 * the relayed one is dropped. Queries that are not answered in time, or more than fit in the table, are dropped too.
 */
#define _GNU_SOURCE
#include "common.h"
#include "dns.h"

#include <sys/epoll.h>
#include <sys/random.h>

enum {
    BATCH = 32,
    IDS = 65536,
    /* Few enough of all ids that a random one is mostly free. */
    IN_FLIGHT = 8192,
    ID_TRIES = 16,
    MAX_UPSTREAMS = 32,
};

static const int64_t TIMEOUT_NANOS = INT64_C(5) * SECOND_NANOS;
static const int64_t SWEEP_NANOS = SECOND_NANOS / 10;

/* A query that has been asked: whose it is, and what a reply to it has to be. */
struct query {
    struct sockaddr_in client;
    int64_t deadline;
    uint32_t silent_upstreams;
    uint16_t id;
    uint16_t client_id;
    uint16_t question_octets;
    bool in_use;
    unsigned char question[MAX_QUESTION];
};

struct batch {
    unsigned char messages[BATCH][MAX_DATAGRAM];
    struct sockaddr_in clients[BATCH];
    struct iovec parts[BATCH];
    struct mmsghdr all[BATCH];
};

struct fanout {
    int port;
    int listener;
    int upstreams[MAX_UPSTREAMS];
    unsigned upstream_count;
    uint64_t random;
    struct query queries[IN_FLIGHT];
    /* The query that has an id, plus one; 0 if none has. */
    uint16_t query_of[IDS];
    /* Those not in use; the last to be freed, which is still in the processor's cache, is used first. */
    uint16_t spare[IN_FLIGHT];
    unsigned spares;
    struct batch received;
    struct batch sent;
};

static void seed(struct fanout *fanout) {
    if (getrandom(&fanout->random, sizeof fanout->random, 0) != sizeof fanout->random) {
        fail("no random numbers: %s", strerror(errno));
    }
    fanout->random |= 1;
}

static uint16_t random_id(struct fanout *fanout) {
    fanout->random ^= fanout->random >> 12;
    fanout->random ^= fanout->random << 25;
    fanout->random ^= fanout->random >> 27;
    return (uint16_t) (fanout->random * 0x2545F4914F6CDD1D >> 48);
}

/* A query with an id that no other has, or NULL if there are too many. */
static struct query *new_query(struct fanout *fanout) {
    if (fanout->spares == 0) {
        return NULL;
    }
    uint16_t id = random_id(fanout);
    for (int tries = 1; fanout->query_of[id] != 0; tries++) {
        if (tries == ID_TRIES) {
            return NULL;
        }
        id = random_id(fanout);
    }
    uint16_t index = fanout->spare[--fanout->spares];
    struct query *query = &fanout->queries[index];
    fanout->query_of[id] = (uint16_t) (index + 1);
    query->id = id;
    query->in_use = true;
    return query;
}

static void forget(struct fanout *fanout, struct query *query) {
    query->in_use = false;
    fanout->query_of[query->id] = 0;
    fanout->spare[fanout->spares++] = (uint16_t) (query - fanout->queries);
}

static void forget_overdue(struct fanout *fanout, int64_t now) {
    for (int i = 0; i < IN_FLIGHT; i++) {
        if (fanout->queries[i].in_use && fanout->queries[i].deadline <= now) {
            forget(fanout, &fanout->queries[i]);
        }
    }
}

static int receive(struct fanout *fanout, int fd) {
    struct batch *batch = &fanout->received;
    for (int i = 0; i < BATCH; i++) {
        batch->parts[i] = (struct iovec) {.iov_base = batch->messages[i], .iov_len = MAX_DATAGRAM};
        batch->all[i].msg_hdr = (struct msghdr) {.msg_iov = &batch->parts[i], .msg_iovlen = 1,
                .msg_name = &batch->clients[i], .msg_namelen = sizeof batch->clients[i]};
    }
    int received = recvmmsg(fd, batch->all, BATCH, MSG_DONTWAIT, NULL);
    /* An upstream that is not there refuses; the others may answer. */
    if (received < 0 && errno != EAGAIN && errno != EINTR && errno != ECONNREFUSED) {
        fail("127.0.0.1:%d: cannot receive: %s", fanout->port, strerror(errno));
    }
    return received;
}

static void put_message(struct fanout *fanout, unsigned place, int message, struct sockaddr_in *client) {
    struct batch *batch = &fanout->sent;
    batch->parts[place] = (struct iovec) {.iov_base = fanout->received.messages[message],
            .iov_len = fanout->received.all[message].msg_len};
    batch->all[place].msg_hdr = (struct msghdr) {.msg_iov = &batch->parts[place], .msg_iovlen = 1, .msg_name = client,
            .msg_namelen = client == NULL ? 0 : sizeof *client};
}

/* Whether the message is a query that is now in the table, and has its new id. */
static bool take_query(struct fanout *fanout, int message, int64_t now) {
    unsigned char *octets = fanout->received.messages[message];
    size_t end = question_end(octets, fanout->received.all[message].msg_len);
    if (end == 0 || (octets[2] & FLAGS_QR) != 0) {
        return false;
    }
    struct query *query = new_query(fanout);
    if (query == NULL) {
        return false;
    }
    query->client = fanout->received.clients[message];
    query->deadline = now + TIMEOUT_NANOS;
    query->silent_upstreams = (uint32_t) ((UINT64_C(1) << fanout->upstream_count) - 1);
    query->client_id = (uint16_t) get16(octets);
    query->question_octets = (uint16_t) (end - HEADER);
    memcpy(query->question, octets + HEADER, end - HEADER);
    put16(octets, query->id);
    return true;
}

static void ask_upstreams(struct fanout *fanout) {
    int received = receive(fanout, fanout->listener);
    int64_t now = now_nanos();
    unsigned count = 0;
    for (int i = 0; i < received; i++) {
        if (take_query(fanout, i, now)) {
            put_message(fanout, count++, i, NULL);
        }
    }
    for (unsigned i = 0; i < fanout->upstream_count && count > 0; i++) {
        send_batch(fanout->upstreams[i], fanout->sent.all, count);
    }
}

/* The query that the message answers, or NULL. */
static struct query *query_answered(struct fanout *fanout, const unsigned char *message, size_t length) {
    size_t end = question_end(message, length);
    uint16_t place = end == 0 || (message[2] & FLAGS_QR) == 0 ? 0 : fanout->query_of[get16(message)];
    if (place == 0) {
        return NULL;
    }
    struct query *query = &fanout->queries[place - 1];
    bool same = query->question_octets == end - HEADER && memcmp(query->question, message + HEADER, end - HEADER) == 0;
    return same ? query : NULL;
}

static void relay_replies(struct fanout *fanout, unsigned upstream) {
    int received = receive(fanout, fanout->upstreams[upstream]);
    unsigned count = 0;
    for (int i = 0; i < received; i++) {
        unsigned char *message = fanout->received.messages[i];
        struct query *query = query_answered(fanout, message, fanout->received.all[i].msg_len);
        if (query == NULL) {
            continue;
        }
        query->silent_upstreams &= ~(UINT32_C(1) << upstream);
        bool answer = (message[3] & RCODE) == 0 && answers_of(message) > 0;
        if (answer || query->silent_upstreams == 0) {
            put16(message, query->client_id);
            fanout->received.clients[i] = query->client;
            put_message(fanout, count++, i, &fanout->received.clients[i]);
            forget(fanout, query);
        }
    }
    if (count > 0) {
        send_batch(fanout->listener, fanout->sent.all, count);
    }
}

static void watch(int epoll, int fd, uint32_t which) {
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = which};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
        fail("cannot poll: %s", strerror(errno));
    }
}

int main(int count, char **arguments) {
    if (count < 3 || count > 2 + MAX_UPSTREAMS) {
        misuse("usage: udp-fanout PORT UPSTREAM_PORT... (at most %d)", MAX_UPSTREAMS);
    }
    static struct fanout fanout;
    seed(&fanout);
    for (unsigned i = 0; i < IN_FLIGHT; i++) {
        fanout.spare[fanout.spares++] = (uint16_t) (IN_FLIGHT - 1 - i);
    }
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    fanout.port = (int) whole_number("PORT", arguments[1], 1, 65535);
    fanout.upstream_count = (unsigned) count - 2;
    for (unsigned i = 0; i < fanout.upstream_count; i++) {
        fanout.upstreams[i] = udp_socket_to((int) whole_number("UPSTREAM_PORT", arguments[i + 2], 1, 65535), 0);
        watch(epoll, fanout.upstreams[i], i);
    }
    fanout.listener = server_socket(fanout.port, SOCK_DGRAM);
    watch(epoll, fanout.listener, fanout.upstream_count);
    say("READY");
    int64_t next_sweep = now_nanos() + SWEEP_NANOS;
    struct epoll_event events[MAX_UPSTREAMS + 1];
    for (;;) {
        int ready = epoll_wait(epoll, events, MAX_UPSTREAMS + 1, fanout.spares < IN_FLIGHT ? SWEEP_NANOS / 1000000 : -1);
        if (ready < 0 && errno != EINTR) {
            fail("cannot poll: %s", strerror(errno));
        }
        for (int i = 0; i < ready; i++) {
            if (events[i].data.u32 == fanout.upstream_count) {
                ask_upstreams(&fanout);
            } else {
                relay_replies(&fanout, events[i].data.u32);
            }
        }
        int64_t now = now_nanos();
        if (now >= next_sweep) {
            forget_overdue(&fanout, now);
            next_sweep = now + SWEEP_NANOS;
        }
    }
}
