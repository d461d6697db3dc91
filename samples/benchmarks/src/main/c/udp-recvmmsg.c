/*
 * udp-recvmmsg PORT TABLE: a DNS server for A records over UDP on 127.0.0.1, one thread, which receives and sends in batches.
 *
 * Replies are authoritative. The answer's name is a pointer to the question's. Who asks with an EDNS record gets one.
 */
#define _GNU_SOURCE
#include "dns.h"
#include "table.h"

enum { BATCH = 32, ANSWER = 16, OPT = 11, OPT_VERSION = 5 };

static const unsigned char ANSWER_START[] = {0xC0, HEADER, 0, TYPE_A, 0, CLASS_IN, 0, 0, 0x01, 0x2C, 0, 4};

static void add_address(void *to, const char *name, struct in_addr address) {
    char key[MAX_ENCODED_NAME];
    add(to, key, encode_name(key, name), (const char *) &address, sizeof address);
}

/* Looks for an EDNS record after the question. Sets `opt` to where its type is, or 0; false if the message is broken. */
static bool find_opt(const unsigned char *query, size_t length, size_t at, size_t *opt) {
    unsigned records = answers_of(query) + get16(query + 8) + get16(query + 10);
    *opt = 0;
    for (; records > 0; records--) {
        size_t type = name_end(query, length, at);
        if (type == 0 || type + RECORD_FIXED > length) {
            return false;
        }
        at = type + RECORD_FIXED + get16(query + type + 8);
        if (at > length) {
            return false;
        }
        if (get16(query + type) == TYPE_OPT) {
            *opt = type;
        }
    }
    return true;
}

static size_t put_answer(unsigned char *message, size_t at, const char *address) {
    memcpy(message + at, ANSWER_START, sizeof ANSWER_START);
    memcpy(message + at + sizeof ANSWER_START, address, sizeof(struct in_addr));
    put16(message + 6, 1);
    return at + ANSWER;
}

static size_t put_opt(unsigned char *message, size_t at, unsigned rcode) {
    memset(message + at, 0, OPT);
    put16(message + at + 1, TYPE_OPT);
    put16(message + at + 3, MAX_DATAGRAM);
    message[at + 5] = (unsigned char) (rcode >> 4);
    put16(message + 10, 1);
    return at + OPT;
}

static void put_header(unsigned char *message, unsigned flags, unsigned rcode, unsigned questions) {
    message[2] = (unsigned char) ((message[2] & (FLAGS_OPCODE | FLAGS_RD)) | FLAGS_QR | flags);
    message[3] = (unsigned char) (rcode & RCODE);
    put16(message + 4, questions);
    memset(message + 6, 0, 6);
}

/* What is known of a message before its name is looked up. Without an `end`, its reply is a header. */
struct query {
    unsigned char *message;
    size_t end;
    size_t opt;
    unsigned rcode;
};

/* Reads a message; false if it is not to be answered. */
static bool read_query(unsigned char *message, size_t length, struct query *query) {
    if (length < HEADER || (message[2] & FLAGS_QR) != 0) {
        return false;
    }
    *query = (struct query) {.message = message};
    if ((message[2] & FLAGS_OPCODE) != 0) {
        query->rcode = NOTIMP;
        return true;
    }
    query->end = question_end(message, length);
    if (query->end == 0 || !find_opt(message, length, query->end, &query->opt)) {
        query->end = 0;
        query->rcode = FORMERR;
    } else if (query->opt != 0 && message[query->opt + OPT_VERSION] != 0) {
        query->rcode = BADVERS;
    } else if (get16(message + query->end - 2) != CLASS_IN) {
        query->rcode = REFUSED;
    }
    return true;
}

static struct key name_of(const struct query *query) {
    size_t length = query->end == 0 ? 0 : query->end - QUESTION_FIXED - HEADER;
    return (struct key) {.octets = (const char *) query->message + HEADER, .length = length};
}

/* Turns a query into its reply, in place; returns the length of the reply. */
static size_t reply_to(const struct query *query, const char *address) {
    if (query->end == 0) {
        put_header(query->message, 0, query->rcode, 0);
        return HEADER;
    }
    size_t at = query->end;
    unsigned rcode = query->rcode == 0 && address == NULL ? NXDOMAIN : query->rcode;
    put_header(query->message, query->rcode == 0 ? FLAGS_AA : 0, rcode, 1);
    if (rcode == 0 && get16(query->message + at - QUESTION_FIXED) == TYPE_A) {
        at = put_answer(query->message, at, address);
    }
    return query->opt == 0 ? at : put_opt(query->message, at, rcode);
}

int main(int count, char **arguments) {
    if (count != 3) {
        misuse("usage: udp-recvmmsg PORT TABLE");
    }
    int port = (int) whole_number("PORT", arguments[1], 1, 65535);
    struct table table = new_table();
    read_records(arguments[2], add_address, &table);
    int fd = server_socket(port, SOCK_DGRAM);
    static unsigned char messages[BATCH][MAX_DATAGRAM];
    static struct sockaddr_in clients[BATCH];
    struct iovec in_parts[BATCH], out_parts[BATCH];
    struct mmsghdr in[BATCH], out[BATCH];
    for (int i = 0; i < BATCH; i++) {
        in_parts[i] = (struct iovec) {.iov_base = messages[i], .iov_len = MAX_DATAGRAM};
        in[i].msg_hdr = (struct msghdr) {.msg_iov = &in_parts[i], .msg_iovlen = 1, .msg_name = &clients[i]};
    }
    say("READY");
    for (;;) {
        for (int i = 0; i < BATCH; i++) {
            in[i].msg_hdr.msg_namelen = sizeof clients[i];
        }
        int received = recvmmsg(fd, in, BATCH, MSG_WAITFORONE, NULL);
        if (received < 0 && errno != EINTR) {
            fail("127.0.0.1:%d: cannot receive: %s", port, strerror(errno));
        }
        struct query queries[BATCH];
        struct key names[BATCH];
        struct value addresses[BATCH];
        unsigned replies = 0;
        for (int i = 0; i < received; i++) {
            if (read_query(messages[i], in[i].msg_len, &queries[replies])) {
                names[replies] = name_of(&queries[replies]);
                out[replies].msg_hdr = (struct msghdr) {.msg_iov = &out_parts[replies], .msg_iovlen = 1,
                        .msg_name = &clients[i], .msg_namelen = sizeof clients[i]};
                replies++;
            }
        }
        find_all(&table, names, addresses, replies);
        for (unsigned i = 0; i < replies; i++) {
            size_t length = reply_to(&queries[i], addresses[i].octets);
            out_parts[i] = (struct iovec) {.iov_base = queries[i].message, .iov_len = length};
        }
        send_batch(fd, out, replies);
    }
}
