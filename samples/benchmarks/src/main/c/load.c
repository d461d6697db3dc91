/*
 * A load generator for name servers on 127.0.0.1, one thread: DNS over UDP, or the line protocol over TCP.
 *
 *   load udp     --to PORT --questions FILE --warmup S --seconds S [--window N] [--sockets N] [--rate Q] [--spin 0|1]
 *   load line    --to PORT --questions FILE --warmup S --seconds S [--connections N] [--pipeline N] [--rate Q] [--spin 0|1]
 *   load connect --to PORT --questions FILE --warmup S --seconds S [--connections N] [--spin 0|1]
 *   load idle    --to PORT --questions FILE --connections N
 *
 * FILE has `name address` a line; the questions are asked round robin, in an order that is shuffled but always the same.
 * The window is of all sockets together, the pipeline of each connection. With a rate, queries are due at fixed times
 * whatever the server does, and latencies count from then. An answer is right if it is to what was asked; every hundredth
 * must also have the address of the file. `answered` counts those that are right. To spin is to look for answers again and
 * again instead of to sleep.
 *
 * `lost` are UDP queries without an answer after a second; over TCP, those that wait longer than that when the time is over.
 */
#define _GNU_SOURCE
#include "common.h"
#include "dns.h"
#include "records.h"

#include <netinet/udp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/time.h>

enum {
    BATCH = 64,
    BLOCK = 1024,
    FULL_CHECK_EVERY = 100,
    MAX_LINE = 512,
    MAX_PIPELINE = 4096,
    MAX_CONNECTIONS = 200000,
    MAX_SOCKETS = 256,
    MAX_WINDOW = 32768,
    EVENTS = 256,
    IDS = 65536,
    CONNECTIONS_PER_SOURCE = 20000,
    SOURCES = 200,
    CONNECT_SECONDS = 10,
};

static const int64_t LOST_NANOS = SECOND_NANOS;
static const int64_t PATIENCE_NANOS = 10LL * SECOND_NANOS; /* of those that hold connections: how soon there is an answer is not the point */
static const int64_t SWEEP_NANOS = SECOND_NANOS / 50;

/* ---- what was measured ---- */

/* 128 buckets for each power of two: the upper end of a bucket is less than 0.8 % above any value in it. */
enum { SUB_BITS = 7, SUB_BUCKETS = 1 << SUB_BITS, BUCKETS = 32 * SUB_BUCKETS };
static const int64_t LEAST_LATENCY = 1000;
static const int64_t GREATEST_LATENCY = INT64_C(100) * SECOND_NANOS;

struct tally {
    int64_t since;
    uint64_t asked;
    uint64_t answered;
    uint64_t lost;
    uint64_t wrong;
    uint64_t checked;
    uint64_t latencies[BUCKETS];
};

static void count_latency(struct tally *tally, int64_t nanos) {
    int64_t bounded = nanos < LEAST_LATENCY ? LEAST_LATENCY : nanos > GREATEST_LATENCY ? GREATEST_LATENCY : nanos;
    int shift = 63 - __builtin_clzll((unsigned long long) bounded) - SUB_BITS;
    tally->latencies[shift * SUB_BUCKETS + (int) (bounded >> shift) - SUB_BUCKETS]++;
}

static int64_t upper_end(int bucket) {
    return ((int64_t) (bucket % SUB_BUCKETS + SUB_BUCKETS + 1) << (bucket / SUB_BUCKETS)) - 1;
}

static void report(const struct tally *tally, int64_t until) {
    printf("{\"seconds\":%.4f,\"asked\":%lu,\"answered\":%lu,\"lost\":%lu,\"wrong\":%lu,\"checked\":%lu,\"latencies\":[",
           (double) (until - tally->since) / SECOND_NANOS, tally->asked, tally->answered, tally->lost, tally->wrong,
           tally->checked);
    const char *separator = "";
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
        if (tally->latencies[bucket] > 0) {
            printf("%s[%ld,%lu]", separator, upper_end(bucket), tally->latencies[bucket]);
            separator = ",";
        }
    }
    say("]}");
}

/* ---- the questions, encoded ---- */

/*
 * Question i is the octets from start[i] to start[i + 1]. The first ones follow once more after the last, so that as many
 * as any batch has are in one piece wherever it starts.
 */
struct questions {
    char *octets;
    size_t *start;
    struct in_addr *address;
    uint32_t count;
    uint32_t next;
};

struct entry {
    char *name;
    struct in_addr address;
    uint32_t place;
};

static size_t encode_line(char *to, const char *name) {
    size_t length = strlen(name);
    memcpy(to, name, length);
    to[length] = '\n';
    return length + 1;
}

/* A question section: name, type A, class IN. */
static size_t encode_dns(char *to, const char *name) {
    size_t octets = encode_name(to, name);
    memcpy(to + octets, "\0\1\0\1", 4);
    return octets + 4;
}

struct entries {
    struct entry *all;
    uint32_t count;
    size_t room;
    size_t octets;
};

static void add_entry(void *to, const char *name, struct in_addr address) {
    struct entries *entries = to;
    if (entries->count == entries->room) {
        entries->room = entries->room == 0 ? 1024 : entries->room * 2;
        entries->all = realloc(entries->all, entries->room * sizeof *entries->all);
    }
    char *copy = strdup(name);
    if (entries->all == NULL || copy == NULL || entries->room > UINT32_MAX / 2) {
        fail("no memory for %zu questions", entries->room);
    }
    entries->all[entries->count++] = (struct entry) {.name = copy, .address = address};
    entries->octets += strlen(name);
}

/* The same order in every run, but not that of the file, in which neighbours may be neighbours in the server's memory. */
static void shuffle(struct entry *entries, uint32_t count) {
    uint64_t state = 0x9E3779B97F4A7C15;
    for (uint32_t left = count; left > 1; left--) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        uint32_t other = (uint32_t) (state % left);
        struct entry moved = entries[left - 1];
        entries[left - 1] = entries[other];
        entries[other] = moved;
    }
}

static int by_length(const void *one, const void *other) {
    const struct entry *a = one;
    const struct entry *b = other;
    size_t lengths[] = {strlen(a->name), strlen(b->name)};
    if (lengths[0] != lengths[1]) {
        return lengths[0] < lengths[1] ? -1 : 1;
    }
    /* The order that they have, which sorting need not keep, but which is the same in every run. */
    return (int) ((a->place > b->place) - (a->place < b->place));
}

/* Within blocks, puts questions of the same length together, since so the system sends several at the cost of one. */
static void sort_blocks(struct entry *entries, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        entries[i].place = i;
    }
    for (uint32_t block = 0; block < count; block += BLOCK) {
        uint32_t left = count - block;
        qsort(entries + block, left < BLOCK ? left : BLOCK, sizeof *entries, by_length);
    }
}

static struct questions read_questions(const char *file, size_t (*encode)(char *, const char *)) {
    struct entries read = {0};
    read_records(file, add_entry, &read);
    struct entry *entries = read.all;
    struct questions questions = {.count = read.count};
    shuffle(entries, questions.count);
    sort_blocks(entries, questions.count);
    size_t all = (size_t) questions.count + MAX_PIPELINE;
    /* At most 6 octets more than the name has: a length, the root, type and class. */
    questions.octets = allocated(1, read.octets + 6 * all + MAX_PIPELINE * MAX_NAME);
    questions.start = allocated(all + 1, sizeof *questions.start);
    questions.address = allocated(questions.count, sizeof *questions.address);
    for (size_t i = 0; i < all; i++) {
        const struct entry *entry = &entries[i % questions.count];
        questions.start[i + 1] = questions.start[i] + encode(questions.octets + questions.start[i], entry->name);
        questions.address[i % questions.count] = entry->address;
    }
    for (uint32_t i = 0; i < questions.count; i++) {
        free(entries[i].name);
    }
    free(entries);
    return questions;
}

static const char *question_at(const struct questions *questions, uint32_t index) {
    return questions->octets + questions->start[index];
}

static size_t question_length(const struct questions *questions, uint32_t index) {
    return questions->start[index + 1] - questions->start[index];
}

/* The first of so many questions that follow each other in memory. */
static uint32_t take_questions(struct questions *questions, uint32_t many) {
    uint32_t first = questions->next;
    questions->next = (uint32_t) (((uint64_t) first + many) % questions->count);
    return first;
}

/* ---- a run: its questions, its phases, its schedule ---- */

struct options {
    int port;
    const char *questions;
    double warmup;
    double seconds;
    double rate;
    long window;
    long sockets;
    long connections;
    long pipeline;
    long spin;
};

struct run {
    const struct options *options;
    struct questions questions;
    struct tally tally;
    bool measuring;
    int64_t phase_end;
    uint64_t replies;
    int64_t started;
    uint64_t issued;
};

static void start_run(struct run *run) {
    run->started = now_nanos();
    run->phase_end = run->started + (int64_t) (run->options->warmup * SECOND_NANOS);
}

/* Whether all has been measured. Between warm-up and measuring, counting starts anew. */
static bool is_over(struct run *run, int64_t now) {
    if (now < run->phase_end || run->measuring) {
        return now >= run->phase_end;
    }
    run->measuring = true;
    say("measuring");
    memset(&run->tally, 0, sizeof run->tally);
    run->tally.since = now_nanos();
    run->phase_end = run->tally.since + (int64_t) (run->options->seconds * SECOND_NANOS);
    return false;
}

/* When the query that comes so many after the first is due. */
static int64_t due_time(const struct run *run, uint64_t query) {
    return run->started + (int64_t) ((double) query * (SECOND_NANOS / run->options->rate));
}

/* How many queries are due and not yet asked. */
static uint64_t queries_due(const struct run *run, int64_t now) {
    uint64_t due = (uint64_t) ((double) (now - run->started) / SECOND_NANOS * run->options->rate) + 1;
    return due > run->issued ? due - run->issued : 0;
}

static bool open_loop(const struct run *run) {
    return run->options->rate > 0;
}

/* What the next query counts from, which is now unless it has been due. */
static int64_t issue(struct run *run, int64_t now) {
    return open_loop(run) ? due_time(run, run->issued++) : now;
}

static bool full_check_is_next(struct run *run) {
    if (++run->replies % FULL_CHECK_EVERY != 0) {
        return false;
    }
    run->tally.checked++;
    return true;
}

static void count_reply(struct run *run, bool right, int64_t latency) {
    if (right) {
        run->tally.answered++;
        count_latency(&run->tally, latency);
    } else {
        run->tally.wrong++;
    }
}

static int poller(void) {
    /* The kernel may else delay each wake-up by 50 microseconds, which an open loop would count as latency. */
    prctl(PR_SET_TIMERSLACK, 1UL, 0, 0, 0);
    int fd = epoll_create1(EPOLL_CLOEXEC);
    if (fd < 0) {
        fail("cannot poll: %s", strerror(errno));
    }
    return fd;
}

static void watch(int epoll, int operation, int fd, uint32_t events, void *what) {
    struct epoll_event event = {.events = events, .data.ptr = what};
    if (epoll_ctl(epoll, operation, fd, &event) != 0) {
        fail("cannot poll: %s", strerror(errno));
    }
}

/* Whether to look again and again instead of to sleep: whoever answers a sleeper pays for waking it. */
static bool spins;

/* Waits for events until the given time, or does not wait if that has come. */
static int await(int epoll, struct epoll_event *events, int64_t now, int64_t until) {
    int64_t nanos = until > now && !spins ? until - now : 0;
    struct timespec timeout = {.tv_sec = nanos / SECOND_NANOS, .tv_nsec = nanos % SECOND_NANOS};
    int ready = epoll_pwait2(epoll, events, EVENTS, &timeout, NULL);
    if (ready < 0 && errno != EINTR) {
        fail("cannot poll: %s", strerror(errno));
    }
    return ready < 0 ? 0 : ready;
}

static int64_t earlier(int64_t one, int64_t other) {
    return one < other ? one : other;
}

static bool try_later(int error) {
    return error == EAGAIN || error == EINTR || error == ENOBUFS;
}

/* ---- DNS over UDP ---- */

enum slot_state { FREE, ASKED, LOST };

/* A query by its id. The slot of one that is lost tells its late answer from one that nobody asked for. */
struct slot {
    int64_t due;
    int64_t sent;
    uint32_t question;
    enum slot_state state;
};

struct udp_socket {
    int fd;
    uint16_t next_id;
    uint32_t outstanding;
    struct slot *slots;
};

struct udp {
    struct run *run;
    struct udp_socket *sockets;
    uint32_t turn;
    uint32_t outstanding;
    int64_t next_sweep;
    /* Queries one after the other. Those of the same length go to the system as one message, which it cuts into datagrams. */
    unsigned char query_octets[BATCH * (HEADER + MAX_QUESTION)];
    uint32_t queries_in[BATCH];
    struct iovec query_parts[BATCH];
    union {
        struct cmsghdr header;
        char octets[CMSG_SPACE(sizeof(uint16_t))];
    } cuts[BATCH];
    struct mmsghdr queries[BATCH];
    unsigned char replies[BATCH][MAX_DATAGRAM];
    struct iovec reply_parts[BATCH];
    struct mmsghdr answers[BATCH];
};

static void prepare_udp(struct udp *udp, int epoll) {
    udp->sockets = allocated((size_t) udp->run->options->sockets, sizeof *udp->sockets);
    for (long i = 0; i < udp->run->options->sockets; i++) {
        struct udp_socket *socket = &udp->sockets[i];
        socket->fd = udp_socket_to(udp->run->options->port, SOCK_NONBLOCK);
        socket->slots = allocated(IDS, sizeof *socket->slots);
        watch(epoll, EPOLL_CTL_ADD, socket->fd, EPOLLIN, socket);
    }
    for (int i = 0; i < BATCH; i++) {
        udp->cuts[i].header = (struct cmsghdr) {
                .cmsg_level = SOL_UDP, .cmsg_type = UDP_SEGMENT, .cmsg_len = CMSG_LEN(sizeof(uint16_t))};
        udp->queries[i].msg_hdr = (struct msghdr) {.msg_iov = &udp->query_parts[i], .msg_iovlen = 1};
        udp->reply_parts[i] = (struct iovec) {.iov_base = udp->replies[i], .iov_len = MAX_DATAGRAM};
        udp->answers[i].msg_hdr = (struct msghdr) {.msg_iov = &udp->reply_parts[i], .msg_iovlen = 1};
    }
}

static uint16_t take_id(struct udp_socket *socket) {
    while (socket->slots[socket->next_id].state == ASKED) {
        socket->next_id++;
    }
    socket->outstanding++;
    return socket->next_id++;
}

/* Puts a query after the others of the batch; returns where the next one goes, in the memory and among the messages. */
static unsigned char *put_query(struct udp *udp, uint32_t *messages, unsigned char *at, uint16_t id, uint32_t question) {
    size_t octets = question_length(&udp->run->questions, question);
    memset(at, 0, HEADER);
    put16(at, id);
    put16(at + 4, 1);
    memcpy(at + HEADER, question_at(&udp->run->questions, question), octets);
    octets += HEADER;
    uint32_t last = *messages - 1;
    if (*messages > 0 && udp->query_parts[last].iov_len == octets * udp->queries_in[last]) {
        udp->query_parts[last].iov_len += octets;
        udp->queries_in[last]++;
    } else {
        udp->query_parts[*messages] = (struct iovec) {.iov_base = at, .iov_len = octets};
        udp->queries_in[*messages] = 1;
        ++*messages;
    }
    return at + octets;
}

/* Sends the messages; returns how many queries were in those that the system has taken. */
static uint32_t send_queries(struct udp *udp, int fd, uint32_t messages) {
    for (uint32_t i = 0; i < messages; i++) {
        uint16_t octets = (uint16_t) (udp->query_parts[i].iov_len / udp->queries_in[i]);
        bool cut = udp->queries_in[i] > 1;
        memcpy(CMSG_DATA(&udp->cuts[i].header), &octets, sizeof octets);
        udp->queries[i].msg_hdr.msg_control = cut ? &udp->cuts[i] : NULL;
        udp->queries[i].msg_hdr.msg_controllen = cut ? sizeof udp->cuts[i] : 0;
    }
    int taken = sendmmsg(fd, udp->queries, messages, MSG_DONTWAIT);
    if (taken < 0 && !try_later(errno)) {
        fail("127.0.0.1:%d: a query cannot be sent: %s", udp->run->options->port, strerror(errno));
    }
    uint32_t sent = 0;
    for (int i = 0; i < taken; i++) {
        sent += udp->queries_in[i];
    }
    return sent;
}

/* Asks at most so many, in one batch; returns how many the system has taken. */
static uint32_t ask_batch(struct udp *udp, uint64_t wanted, int64_t now) {
    struct run *run = udp->run;
    struct udp_socket *socket = &udp->sockets[udp->turn++ % (uint32_t) run->options->sockets];
    uint32_t room = IDS - socket->outstanding;
    uint32_t count = wanted < BATCH ? (uint32_t) wanted : BATCH;
    count = count < room ? count : room;
    uint32_t first = run->questions.next;
    uint64_t issued = run->issued;
    uint16_t ids[BATCH];
    unsigned char *at = udp->query_octets;
    uint32_t messages = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t question = take_questions(&run->questions, 1);
        ids[i] = take_id(socket);
        socket->slots[ids[i]] =
                (struct slot) {.due = issue(run, now), .sent = now, .question = question, .state = ASKED};
        at = put_query(udp, &messages, at, ids[i], question);
    }
    uint32_t sent = messages > 0 ? send_queries(udp, socket->fd, messages) : 0;
    for (uint32_t i = sent; i < count; i++) {
        socket->slots[ids[i]].state = FREE;
        socket->outstanding--;
    }
    if (sent < count) {
        run->questions.next = first;
        take_questions(&run->questions, sent);
        run->issued = open_loop(run) ? issued + sent : issued;
    }
    run->tally.asked += sent;
    udp->outstanding += sent;
    return sent;
}

/* Whether the first address among the answers is the one that the file has for the question. */
static bool has_address(const unsigned char *reply, size_t length, size_t at, struct in_addr expected) {
    for (unsigned answers = answers_of(reply); answers > 0; answers--) {
        size_t type = name_end(reply, length, at);
        if (type == 0 || type + RECORD_FIXED > length) {
            return false;
        }
        size_t data = type + RECORD_FIXED;
        at = data + get16(reply + type + 8);
        if (at > length) {
            return false;
        }
        if (get16(reply + type) == TYPE_A && get16(reply + type + 2) == CLASS_IN && at - data == sizeof expected) {
            return memcmp(reply + data, &expected, sizeof expected) == 0;
        }
    }
    return false;
}

/* Whether it is an answer to the question: a whole reply without error, with answers, that has the question in it. */
static bool answers_question(const unsigned char *reply, size_t length, const char *question, size_t question_octets) {
    return length > HEADER + question_octets && (reply[2] & (FLAGS_QR | FLAGS_TC)) == FLAGS_QR && (reply[3] & RCODE) == 0
            && questions_of(reply) == 1 && answers_of(reply) > 0
            && memcmp(reply + HEADER, question, question_octets) == 0;
}

static void take_reply(struct udp *udp, struct udp_socket *socket, const unsigned char *reply, size_t length, int64_t now) {
    struct run *run = udp->run;
    struct slot *slot = length < HEADER ? NULL : &socket->slots[reply[0] << 8 | reply[1]];
    if (slot == NULL || slot->state == FREE) {
        run->tally.wrong++;
        return;
    }
    if (slot->state == LOST) {
        slot->state = FREE;
        return;
    }
    slot->state = FREE;
    socket->outstanding--;
    udp->outstanding--;
    const char *question = question_at(&run->questions, slot->question);
    size_t question_octets = question_length(&run->questions, slot->question);
    bool right = answers_question(reply, length, question, question_octets);
    if (full_check_is_next(run) && right) {
        right = has_address(reply, length, HEADER + question_octets, run->questions.address[slot->question]);
    }
    count_reply(run, right, now - slot->due);
}

static void receive_batch(struct udp *udp, struct udp_socket *socket) {
    int received = recvmmsg(socket->fd, udp->answers, BATCH, MSG_DONTWAIT, NULL);
    if (received < 0) {
        if (try_later(errno)) {
            return;
        }
        fail("127.0.0.1:%d: no reply can be received: %s", udp->run->options->port, strerror(errno));
    }
    int64_t now = now_nanos();
    for (int i = 0; i < received; i++) {
        take_reply(udp, socket, udp->replies[i], udp->answers[i].msg_len, now);
    }
}

static void sweep_lost(struct udp *udp, int64_t now) {
    udp->next_sweep = now + SWEEP_NANOS;
    for (long i = 0; i < udp->run->options->sockets; i++) {
        struct udp_socket *socket = &udp->sockets[i];
        if (socket->outstanding == 0) {
            continue;
        }
        for (int id = 0; id < IDS; id++) {
            struct slot *slot = &socket->slots[id];
            if (slot->state == ASKED && now - slot->sent >= LOST_NANOS) {
                slot->state = LOST;
                socket->outstanding--;
                udp->outstanding--;
                udp->run->tally.lost++;
            }
        }
    }
}

static uint64_t udp_queries_wanted(const struct udp *udp, int64_t now) {
    if (open_loop(udp->run)) {
        return queries_due(udp->run, now);
    }
    return (uint64_t) udp->run->options->window - udp->outstanding;
}

static void load_udp(struct run *run) {
    int epoll = poller();
    struct udp *udp = allocated(1, sizeof *udp);
    udp->run = run;
    run->questions = read_questions(run->options->questions, encode_dns);
    prepare_udp(udp, epoll);
    start_run(run);
    struct epoll_event events[EVENTS];
    for (int64_t now = run->started; !is_over(run, now); now = now_nanos()) {
        if (now >= udp->next_sweep) {
            sweep_lost(udp, now);
        }
        uint64_t wanted = udp_queries_wanted(udp, now);
        uint32_t asked = wanted > 0 ? ask_batch(udp, wanted, now) : 0;
        int64_t until = earlier(run->phase_end, udp->next_sweep);
        if (asked < wanted) {
            /* More is to be asked at once, unless the system takes no more: then after a moment. */
            until = asked > 0 ? now : earlier(until, now + SECOND_NANOS / 1000);
        } else if (open_loop(run)) {
            until = earlier(until, due_time(run, run->issued));
        }
        int ready = await(epoll, events, now, until);
        for (int i = 0; i < ready; i++) {
            receive_batch(udp, events[i].data.ptr);
        }
    }
}

/* ---- the line protocol over TCP ---- */

/* Each port of a source address can be in use, or have been just now, once: with more addresses there are more. */
static void use_source(int fd, uint32_t which) {
    struct sockaddr_in source = loopback(0);
    source.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + which % SOURCES);
    set_option(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1, "IP_BIND_ADDRESS_NO_PORT");
    if (bind(fd, (struct sockaddr *) &source, sizeof source) != 0) {
        fail("cannot use a source address: %s", strerror(errno));
    }
}

static int stream_socket(int flags) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
    if (fd < 0) {
        fail("cannot open a socket: %s", strerror(errno));
    }
    set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1, "TCP_NODELAY");
    return fd;
}

static void set_timeout(int fd, int option, int64_t nanos) {
    struct timeval timeout = {.tv_sec = nanos / SECOND_NANOS, .tv_usec = nanos % SECOND_NANOS / 1000};
    if (setsockopt(fd, SOL_SOCKET, option, &timeout, sizeof timeout) != 0) {
        fail("cannot set a timeout: %s", strerror(errno));
    }
}

/* A connection, whose operations block, but not without end. */
static int open_connection(int port, uint32_t number) {
    int fd = stream_socket(0);
    struct sockaddr_in address = loopback(port);
    use_source(fd, number / CONNECTIONS_PER_SOURCE);
    set_timeout(fd, SO_SNDTIMEO, (int64_t) CONNECT_SECONDS * SECOND_NANOS);
    if (connect(fd, (struct sockaddr *) &address, sizeof address) != 0) {
        fail("127.0.0.1:%d: connection %u: cannot connect%s: %s", port, number + 1,
             errno == EINPROGRESS ? " in time" : "", strerror(errno));
    }
    return fd;
}

static _Noreturn void fail_connection(const struct run *run, const char *what, ssize_t result) {
    fail("127.0.0.1:%d: %s: %s", run->options->port, what, result == 0 ? "the server has closed the connection" : strerror(errno));
}

/* Whether the line starts with the question's name, whose table may spell it otherwise. */
static bool is_named(const struct questions *questions, uint32_t question, const char *line, size_t length) {
    size_t name = question_length(questions, question) - 1;
    const char *expected = question_at(questions, question);
    return length > name && line[name] == ' '
            && (memcmp(line, expected, name) == 0 || strncasecmp(line, expected, name) == 0);
}

static bool is_right_line(struct run *run, uint32_t question, const char *line, size_t length) {
    static const char kind[] = " A IN";
    size_t kind_octets = sizeof kind - 1;
    size_t name = question_length(&run->questions, question) - 1;
    bool right = length > name + kind_octets && memcmp(line + length - kind_octets, kind, kind_octets) == 0;
    if (full_check_is_next(run) && right) {
        char address[INET_ADDRSTRLEN];
        inet_ntop(AF_INET, &run->questions.address[question], address, sizeof address);
        size_t octets = strlen(address);
        right = length == name + 1 + octets + kind_octets && memcmp(line + name + 1, address, octets) == 0;
    }
    return right;
}

/* A query that waits for its reply. */
struct pending {
    int64_t due;
    int64_t sent;
    uint32_t question;
};

struct connection {
    int fd;
    const char *unsent;
    size_t unsent_octets;
    struct pending *pending;
    uint32_t first;
    uint32_t outstanding;
    bool waits_for_room;
    bool in_line;
    size_t carried;
    char carry[MAX_LINE];
};

/* Connections that have room for queries which are due stand in a line, each at most once. */
struct stream {
    struct run *run;
    int epoll;
    uint32_t mask;
    struct connection *connections;
    struct connection **line;
    uint32_t line_first;
    uint32_t line_count;
    char buffer[MAX_LINE + (64 << 10)];
};

static struct pending *pending_at(const struct stream *stream, struct connection *connection, uint32_t position) {
    return &connection->pending[(connection->first + position) & stream->mask];
}

static uint32_t room_of(const struct stream *stream, const struct connection *connection) {
    return connection->unsent_octets > 0 ? 0 : (uint32_t) stream->run->options->pipeline - connection->outstanding;
}

static void stand_in_line(struct stream *stream, struct connection *connection) {
    if (connection->in_line || room_of(stream, connection) == 0) {
        return;
    }
    uint32_t connections = (uint32_t) stream->run->options->connections;
    connection->in_line = true;
    stream->line[(stream->line_first + stream->line_count++) % connections] = connection;
}

static struct connection *next_in_line(struct stream *stream) {
    struct connection *connection = stream->line[stream->line_first];
    stream->line_first = (stream->line_first + 1) % (uint32_t) stream->run->options->connections;
    stream->line_count--;
    connection->in_line = false;
    return connection;
}

static void send_unsent(struct stream *stream, struct connection *connection) {
    ssize_t sent = send(connection->fd, connection->unsent, connection->unsent_octets, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && !try_later(errno)) {
        fail_connection(stream->run, "a query cannot be sent", sent);
    }
    if (sent > 0) {
        connection->unsent += sent;
        connection->unsent_octets -= (size_t) sent;
    }
    bool waits = connection->unsent_octets > 0;
    if (waits != connection->waits_for_room) {
        connection->waits_for_room = waits;
        watch(stream->epoll, EPOLL_CTL_MOD, connection->fd, waits ? EPOLLIN | EPOLLOUT : EPOLLIN, connection);
    }
}

static void ask_lines(struct stream *stream, struct connection *connection, uint32_t count, int64_t now) {
    struct run *run = stream->run;
    if (count == 0) {
        return;
    }
    uint32_t first = take_questions(&run->questions, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t question = (uint32_t) (((uint64_t) first + i) % run->questions.count);
        *pending_at(stream, connection, connection->outstanding++) =
                (struct pending) {.due = issue(run, now), .sent = now, .question = question};
    }
    run->tally.asked += count;
    connection->unsent = question_at(&run->questions, first);
    connection->unsent_octets = run->questions.start[first + count] - run->questions.start[first];
    send_unsent(stream, connection);
}

/* The position of the query that the line answers, or -1. It is the first one unless the server answers out of order. */
static int64_t position_of(struct stream *stream, struct connection *connection, const char *line, size_t length) {
    for (uint32_t i = 0; i < connection->outstanding; i++) {
        if (is_named(&stream->run->questions, pending_at(stream, connection, i)->question, line, length)) {
            return i;
        }
    }
    return -1;
}

static void take_line(struct stream *stream, struct connection *connection, const char *line, size_t length, int64_t now) {
    int64_t position = position_of(stream, connection, line, length);
    if (position < 0) {
        stream->run->tally.wrong++;
        return;
    }
    struct pending query = *pending_at(stream, connection, (uint32_t) position);
    for (uint32_t i = (uint32_t) position; i > 0; i--) {
        *pending_at(stream, connection, i) = *pending_at(stream, connection, i - 1);
    }
    connection->first++;
    connection->outstanding--;
    count_reply(stream->run, is_right_line(stream->run, query.question, line, length), now - query.due);
}

static void read_lines(struct stream *stream, struct connection *connection) {
    memcpy(stream->buffer, connection->carry, connection->carried);
    ssize_t got = recv(connection->fd, stream->buffer + connection->carried, sizeof stream->buffer - MAX_LINE, MSG_DONTWAIT);
    if (got <= 0) {
        if (got < 0 && try_later(errno)) {
            return;
        }
        fail_connection(stream->run, "no reply can be received", got);
    }
    int64_t now = now_nanos();
    const char *line = stream->buffer;
    const char *end = stream->buffer + connection->carried + got;
    for (const char *feed; (feed = memchr(line, '\n', (size_t) (end - line))) != NULL; line = feed + 1) {
        take_line(stream, connection, line, (size_t) (feed - line), now);
    }
    connection->carried = (size_t) (end - line);
    if (connection->carried > MAX_LINE) {
        fail("127.0.0.1:%d: a reply is longer than %d octets", stream->run->options->port, MAX_LINE);
    }
    memcpy(connection->carry, line, connection->carried);
}

static void open_connections(struct stream *stream) {
    const struct options *options = stream->run->options;
    stream->connections = allocated((size_t) options->connections, sizeof *stream->connections);
    stream->line = allocated((size_t) options->connections, sizeof *stream->line);
    uint32_t ring = 1;
    while (ring < options->pipeline) {
        ring *= 2;
    }
    stream->mask = ring - 1;
    for (uint32_t i = 0; i < options->connections; i++) {
        struct connection *connection = &stream->connections[i];
        connection->fd = open_connection(options->port, i);
        connection->pending = allocated(ring, sizeof *connection->pending);
        watch(stream->epoll, EPOLL_CTL_ADD, connection->fd, EPOLLIN, connection);
        stand_in_line(stream, connection);
    }
}

/* Asks what is to be asked now: all there is room for, or what is due, in even parts. */
static void ask_due_lines(struct stream *stream, int64_t now) {
    uint64_t due = open_loop(stream->run) ? queries_due(stream->run, now) : UINT64_MAX;
    for (uint32_t left = stream->line_count; left > 0 && due > 0; left--) {
        struct connection *connection = next_in_line(stream);
        uint32_t room = room_of(stream, connection);
        uint64_t part = (due - 1) / left + 1;
        uint32_t count = part < room ? (uint32_t) part : room;
        ask_lines(stream, connection, count, now);
        due -= count;
        stand_in_line(stream, connection);
    }
}

static void count_overdue_lines(struct stream *stream, int64_t now) {
    for (uint32_t i = 0; i < stream->run->options->connections; i++) {
        struct connection *connection = &stream->connections[i];
        for (uint32_t j = 0; j < connection->outstanding; j++) {
            stream->run->tally.lost += now - pending_at(stream, connection, j)->sent >= LOST_NANOS;
        }
    }
}

static void load_line(struct run *run) {
    struct stream *stream = allocated(1, sizeof *stream);
    stream->run = run;
    stream->epoll = poller();
    run->questions = read_questions(run->options->questions, encode_line);
    open_connections(stream);
    start_run(run);
    struct epoll_event events[EVENTS];
    for (int64_t now = run->started; !is_over(run, now); now = now_nanos()) {
        ask_due_lines(stream, now);
        bool may_ask = open_loop(run) && stream->line_count > 0;
        int64_t until = may_ask ? earlier(run->phase_end, due_time(run, run->issued)) : run->phase_end;
        int ready = await(stream->epoll, events, now, until);
        for (int i = 0; i < ready; i++) {
            struct connection *connection = events[i].data.ptr;
            if (connection->unsent_octets > 0) {
                send_unsent(stream, connection);
            }
            read_lines(stream, connection);
            if (open_loop(run)) {
                stand_in_line(stream, connection);
            } else {
                ask_lines(stream, connection, room_of(stream, connection), now_nanos());
            }
        }
    }
    count_overdue_lines(stream, now_nanos());
}

/* ---- a connection for each query ---- */

struct attempt {
    int fd;
    int64_t started;
    uint32_t question;
    bool asked;
    size_t received;
    char reply[MAX_LINE];
};

static void ask_attempt(struct run *run, struct attempt *attempt) {
    size_t length = question_length(&run->questions, attempt->question);
    ssize_t sent = send(attempt->fd, question_at(&run->questions, attempt->question), length, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && try_later(errno)) {
        return;
    }
    if (sent != (ssize_t) length) {
        fail_connection(run, "a query cannot be sent", sent);
    }
    attempt->asked = true;
}

static void start_attempt(struct run *run, int epoll, struct attempt *attempt, uint32_t number) {
    struct sockaddr_in address = loopback(run->options->port);
    *attempt = (struct attempt) {.started = now_nanos(), .question = take_questions(&run->questions, 1)};
    attempt->fd = stream_socket(SOCK_NONBLOCK);
    use_source(attempt->fd, number);
    if (connect(attempt->fd, (struct sockaddr *) &address, sizeof address) != 0 && errno != EINPROGRESS) {
        fail_connection(run, "cannot connect", -1);
    }
    run->tally.asked++;
    /* On loopback it is mostly connected by now. */
    ask_attempt(run, attempt);
    watch(epoll, EPOLL_CTL_ADD, attempt->fd, attempt->asked ? EPOLLIN : EPOLLIN | EPOLLOUT, attempt);
}

/* Whether the attempt has come to its end. */
static bool go_on_with_attempt(struct run *run, int epoll, struct attempt *attempt) {
    if (!attempt->asked) {
        ask_attempt(run, attempt);
        if (attempt->asked) {
            watch(epoll, EPOLL_CTL_MOD, attempt->fd, EPOLLIN, attempt);
        }
        return false;
    }
    ssize_t got = recv(attempt->fd, attempt->reply + attempt->received, MAX_LINE - attempt->received, MSG_DONTWAIT);
    if (got <= 0) {
        if (got < 0 && try_later(errno)) {
            return false;
        }
        fail_connection(run, "no reply can be received", got);
    }
    attempt->received += (size_t) got;
    const char *feed = memchr(attempt->reply, '\n', attempt->received);
    if (feed == NULL) {
        if (attempt->received == MAX_LINE) {
            fail("127.0.0.1:%d: a reply is longer than %d octets", run->options->port, MAX_LINE);
        }
        return false;
    }
    size_t length = (size_t) (feed - attempt->reply);
    bool right = is_named(&run->questions, attempt->question, attempt->reply, length)
            && is_right_line(run, attempt->question, attempt->reply, length);
    count_reply(run, right, now_nanos() - attempt->started);
    close(attempt->fd);
    return true;
}

static void load_connect(struct run *run) {
    uint32_t connections = (uint32_t) run->options->connections;
    struct attempt *attempts = allocated(connections, sizeof *attempts);
    int epoll = poller();
    uint32_t started = 0;
    run->questions = read_questions(run->options->questions, encode_line);
    start_run(run);
    for (uint32_t i = 0; i < connections; i++) {
        start_attempt(run, epoll, &attempts[i], started++);
    }
    struct epoll_event events[EVENTS];
    for (int64_t now = run->started; !is_over(run, now); now = now_nanos()) {
        int ready = await(epoll, events, now, run->phase_end);
        for (int i = 0; i < ready; i++) {
            struct attempt *attempt = events[i].data.ptr;
            if (go_on_with_attempt(run, epoll, attempt)) {
                start_attempt(run, epoll, attempt, started++);
            }
        }
    }
    for (uint32_t i = 0; i < connections; i++) {
        run->tally.lost += now_nanos() - attempts[i].started >= LOST_NANOS;
    }
}

/* ---- many connections that wait ---- */

/* Asks one question and waits for its reply, at most until it counts as lost. Whether there has been one. */
static bool ask_once(struct run *run, int fd) {
    uint32_t question = take_questions(&run->questions, 1);
    size_t length = question_length(&run->questions, question);
    int64_t started = now_nanos();
    ssize_t sent = send(fd, question_at(&run->questions, question), length, MSG_NOSIGNAL);
    if (sent != (ssize_t) length) {
        fail_connection(run, "a query cannot be sent", sent);
    }
    run->tally.asked++;
    char reply[MAX_LINE];
    for (size_t received = 0; received < MAX_LINE;) {
        ssize_t got = recv(fd, reply + received, MAX_LINE - received, 0);
        if (got < 0 && errno == EAGAIN) {
            run->tally.lost++;
            return false;
        }
        if (got <= 0) {
            fail_connection(run, "no reply can be received", got);
        }
        received += (size_t) got;
        if (reply[received - 1] == '\n') {
            bool right = is_named(&run->questions, question, reply, received - 1)
                    && is_right_line(run, question, reply, received - 1);
            count_reply(run, right, now_nanos() - started);
            return true;
        }
    }
    fail("127.0.0.1:%d: a reply is longer than %d octets", run->options->port, MAX_LINE);
}

static void load_idle(struct run *run) {
    uint32_t connections = (uint32_t) run->options->connections;
    int *fds = allocated(connections, sizeof *fds);
    run->questions = read_questions(run->options->questions, encode_line);
    for (uint32_t i = 0; i < connections; i++) {
        fds[i] = open_connection(run->options->port, i);
        set_timeout(fds[i], SO_RCVTIMEO, PATIENCE_NANOS);
        if (!ask_once(run, fds[i]) || run->tally.wrong > 0) {
            fail("127.0.0.1:%d: connection %u has no right reply", run->options->port, i + 1);
        }
    }
    say("holding");
    for (int c = getchar(); c != '\n' && c != EOF; c = getchar()) {
    }
    memset(&run->tally, 0, sizeof run->tally);
    run->tally.since = now_nanos();
    for (uint32_t i = 0; i < connections; i++) {
        ask_once(run, fds[i]);
    }
}

/* ---- the command line ---- */

static const char USAGE[] =
        "usage: load udp     --to PORT --questions FILE --warmup S --seconds S [--window N=64] [--sockets N=1] [--rate Q] [--spin 0|1]\n"
        "       load line    --to PORT --questions FILE --warmup S --seconds S [--connections N=64] [--pipeline N=1] [--rate Q] [--spin 0|1]\n"
        "       load connect --to PORT --questions FILE --warmup S --seconds S [--connections N=8] [--spin 0|1]\n"
        "       load idle    --to PORT --questions FILE --connections N";

struct mode {
    const char *name;
    void (*load)(struct run *);
    long connections;
    const char *required;
    const char *allowed;
};

/* Options by their first letters, but for those of the same: -n is the number of connections, -k that of sockets, -b is busy. */
static const struct mode MODES[] = {
    {"udp", load_udp, 0, "tqws", "tqwsWkrb"},
    {"line", load_line, 64, "tqws", "tqwsnprb"},
    {"connect", load_connect, 8, "tqws", "tqwsnb"},
    {"idle", load_idle, 0, "tqn", "tqn"},
};

static const struct {
    const char *name;
    char letter;
} OPTIONS[] = {
    {"--to", 't'},      {"--questions", 'q'}, {"--warmup", 'w'},      {"--seconds", 's'},  {"--window", 'W'},
    {"--sockets", 'k'}, {"--rate", 'r'},      {"--connections", 'n'}, {"--pipeline", 'p'}, {"--spin", 'b'},
};

static char letter_of(const char *option, const struct mode *mode) {
    for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++) {
        if (strcmp(OPTIONS[i].name, option) == 0 && strchr(mode->allowed, OPTIONS[i].letter) != NULL) {
            return OPTIONS[i].letter;
        }
    }
    misuse("%s is no option of load %s\n%s", option, mode->name, USAGE);
}

static void set(struct options *options, char letter, const char *name, const char *value) {
    switch (letter) {
        case 't': options->port = (int) whole_number(name, value, 1, 65535); break;
        case 'q': options->questions = value; break;
        case 'w': options->warmup = decimal_number(name, value, 0, 3600); break;
        case 's': options->seconds = decimal_number(name, value, 0.001, 3600); break;
        case 'W': options->window = whole_number(name, value, 1, MAX_WINDOW); break;
        case 'k': options->sockets = whole_number(name, value, 1, MAX_SOCKETS); break;
        case 'r': options->rate = decimal_number(name, value, 1, 1e8); break;
        case 'n': options->connections = whole_number(name, value, 1, MAX_CONNECTIONS); break;
        case 'b': options->spin = whole_number(name, value, 0, 1); break;
        default: options->pipeline = whole_number(name, value, 1, MAX_PIPELINE); break;
    }
}

static const struct mode *mode_of(const char *name) {
    for (size_t i = 0; i < sizeof MODES / sizeof *MODES; i++) {
        if (strcmp(MODES[i].name, name) == 0) {
            return &MODES[i];
        }
    }
    misuse("%s", USAGE);
}

int main(int count, char **arguments) {
    const struct mode *mode = mode_of(count > 1 ? arguments[1] : "");
    struct options options = {.window = 64, .sockets = 1, .connections = mode->connections, .pipeline = 1};
    char given[16] = "";
    size_t givens = 0;
    for (int i = 2; i < count; i += 2) {
        char letter = letter_of(arguments[i], mode);
        if (i + 1 == count || strchr(given, letter) != NULL) {
            misuse("%s: expected once, and a value after it\n%s", arguments[i], USAGE);
        }
        set(&options, letter, arguments[i], arguments[i + 1]);
        given[givens++] = letter;
    }
    for (const char *letter = mode->required; *letter != '\0'; letter++) {
        if (strchr(given, *letter) == NULL) {
            misuse("an option is missing\n%s", USAGE);
        }
    }
    allow_descriptors(options.connections + options.sockets);
    struct run *run = allocated(1, sizeof *run);
    run->options = &options;
    spins = options.spin == 1;
    mode->load(run);
    int64_t until = now_nanos();
    if (mode->load != load_idle) {
        say("measured");
    }
    report(&run->tally, until);
    return EXIT_SUCCESS;
}
