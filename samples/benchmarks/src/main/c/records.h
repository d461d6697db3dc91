/* Files of `name address` lines, of which more fields, blank lines and # comments are passed over. */
#ifndef RECORDS_H
#define RECORDS_H

#include "common.h"

enum { MAX_NAME = 253, MAX_LABEL = 63, MAX_ENCODED_NAME = MAX_NAME + 2 };

typedef void take_record(void *to, const char *name, struct in_addr address);

/* Labels of 1 to MAX_LABEL octets with one dot between them. */
static inline bool is_name(const char *name) {
    const char *label = name;
    size_t length = strcspn(label, ".");
    while (length > 0 && length <= MAX_LABEL && label[length] == '.') {
        label += length + 1;
        length = strcspn(label, ".");
    }
    return length > 0 && length <= MAX_LABEL && strlen(name) <= MAX_NAME;
}

/* Labels with their lengths before them, and the root: at most MAX_ENCODED_NAME octets. */
static inline size_t encode_name(char *to, const char *name) {
    size_t at = 0;
    for (const char *label = name; *label != '\0';) {
        size_t length = strcspn(label, ".");
        to[at++] = (char) length;
        memcpy(to + at, label, length);
        at += length;
        label += length + (label[length] == '.');
    }
    to[at++] = '\0';
    return at;
}

/* Hands over every record of the file, which must have one. */
static inline void read_records(const char *file, take_record *take, void *to) {
    FILE *input = fopen(file, "r");
    if (input == NULL) {
        fail("%s: %s", file, strerror(errno));
    }
    char *line = NULL;
    size_t room = 0;
    size_t records = 0;
    for (size_t number = 1; getline(&line, &room, input) >= 0; number++) {
        char *rest;
        const char *name = strtok_r(line, " \t\r\n", &rest);
        if (name == NULL || *name == '#') {
            continue;
        }
        const char *text = strtok_r(NULL, " \t\r\n", &rest);
        struct in_addr address;
        if (!is_name(name) || text == NULL || inet_pton(AF_INET, text, &address) != 1) {
            fail("%s:%zu: expected a name of at most %d octets and an IPv4 address", file, number, MAX_NAME);
        }
        take(to, name, address);
        records++;
    }
    if (ferror(input)) {
        fail("%s: cannot be read: %s", file, strerror(errno));
    }
    if (records == 0) {
        fail("%s: expected at least one name with an address", file);
    }
    free(line);
    fclose(input);
}

#endif
