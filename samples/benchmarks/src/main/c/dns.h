/* What a DNS server has to know of a message: its header, where its question ends, and its EDNS record. */
#ifndef DNS_H
#define DNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    HEADER = 12,
    QUESTION_FIXED = 4,
    RECORD_FIXED = 10,
    MAX_QUESTION = 255 + QUESTION_FIXED,
    MAX_DATAGRAM = 1232,

    FLAGS_QR = 0x80,
    FLAGS_OPCODE = 0x78,
    FLAGS_AA = 0x04,
    FLAGS_TC = 0x02,
    FLAGS_RD = 0x01,
    RCODE = 0x0F,

    FORMERR = 1,
    NXDOMAIN = 3,
    NOTIMP = 4,
    REFUSED = 5,
    BADVERS = 16,

    TYPE_A = 1,
    TYPE_OPT = 41,
    CLASS_IN = 1,
};

static inline unsigned get16(const unsigned char *at) {
    return (unsigned) at[0] << 8 | at[1];
}

static inline void put16(unsigned char *at, unsigned value) {
    at[0] = (unsigned char) (value >> 8);
    at[1] = (unsigned char) value;
}

static inline unsigned questions_of(const unsigned char *message) {
    return get16(message + 4);
}

static inline unsigned answers_of(const unsigned char *message) {
    return get16(message + 6);
}

/* Where the name at the given place ends, or 0 if it does not end within the message. */
static inline size_t name_end(const unsigned char *message, size_t length, size_t at) {
    while (at < length && message[at] != 0) {
        if (message[at] >= 0xC0) {
            return at + 2 <= length ? at + 2 : 0;
        }
        at += message[at] + 1U;
    }
    return at < length ? at + 1 : 0;
}

/* Where the one question of the message ends, or 0 if there is not one. */
static inline size_t question_end(const unsigned char *message, size_t length) {
    if (length < HEADER || questions_of(message) != 1) {
        return 0;
    }
    size_t at = HEADER;
    /* A pointer in a question has nothing to point at. */
    while (at < length && message[at] != 0) {
        if (message[at] > 63) {
            return 0;
        }
        at += message[at] + 1U;
    }
    at += 1 + QUESTION_FIXED;
    return at <= length && at <= HEADER + MAX_QUESTION ? at : 0;
}

#endif
