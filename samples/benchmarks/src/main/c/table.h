/* A hash table in memory whose keys are octets, looked up without regard to ASCII case, and whose values are octets. */
#ifndef TABLE_H
#define TABLE_H

#include "records.h"

enum { MAX_KEYS = 64, CACHE_LINE = 64 };

struct key {
    const char *octets;
    size_t length;
};

struct value {
    const char *octets;
    size_t length;
};

/* What is found by its hash is compared with the key, which follows in the octets after its length and that of the value. */
struct table {
    struct {
        uint32_t hash;
        uint32_t entry;
    } *slots;
    uint32_t mask;
    uint32_t count;
    char *entries;
    size_t used;
    size_t room;
};

struct entry_head {
    uint16_t key;
    uint16_t value;
};

/* Eight octets at a time. The bit set in all of them is the one by which the two cases of a letter differ. */
static inline uint32_t hash_of(const char *key, size_t length) {
    const uint64_t either_case = 0x2020202020202020;
    const uint64_t factor = 0x9E3779B97F4A7C15;
    uint64_t hash = length;
    for (; length >= 8; key += 8, length -= 8) {
        uint64_t part;
        memcpy(&part, key, 8);
        hash = (hash ^ (part | either_case)) * factor;
        hash ^= hash >> 32;
    }
    if (length > 0) {
        uint64_t part = 0;
        memcpy(&part, key, length);
        hash = (hash ^ (part | either_case)) * factor;
        hash ^= hash >> 32;
    }
    return (uint32_t) hash;
}

static inline bool is_same(const char *one, const char *other, size_t length) {
    if (memcmp(one, other, length) == 0) {
        return true;
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char a = (unsigned char) one[i];
        unsigned char b = (unsigned char) other[i];
        bool letter = (a | 0x20) >= 'a' && (a | 0x20) <= 'z';
        if (a != b && (!letter || (a ^ b) != 0x20)) {
            return false;
        }
    }
    return true;
}

/* The slot that has the key, or the free one that it would have. */
static inline uint32_t slot_of(const struct table *table, const char *key, size_t length, uint32_t hash) {
    uint32_t slot = hash & table->mask;
    /* There is always a free slot, since at most half of them are in use. */
    for (; table->slots[slot].entry != 0; slot = (slot + 1) & table->mask) {
        if (table->slots[slot].hash == hash) {
            struct entry_head head;
            const char *entry = table->entries + table->slots[slot].entry;
            memcpy(&head, entry, sizeof head);
            if (head.key == length && is_same(entry + sizeof head, key, length)) {
                break;
            }
        }
    }
    return slot;
}

static inline struct value value_in(const struct table *table, uint32_t slot) {
    uint32_t entry = table->slots[slot].entry;
    if (entry == 0) {
        return (struct value) {0};
    }
    struct entry_head head;
    memcpy(&head, table->entries + entry, sizeof head);
    return (struct value) {.octets = table->entries + entry + sizeof head + head.key, .length = head.value};
}

/*
 * The values of several keys; without octets where there is none. A table is mostly not in the processor's cache: the memory
 * that one look-up needs is fetched while the others are worked on.
 */
static inline void find_all(const struct table *table, const struct key *keys, struct value *values, unsigned count) {
    uint32_t hashes[MAX_KEYS];
    for (unsigned i = 0; i < count; i++) {
        hashes[i] = hash_of(keys[i].octets, keys[i].length);
        __builtin_prefetch(&table->slots[hashes[i] & table->mask]);
    }
    for (unsigned i = 0; i < count; i++) {
        const char *entry = table->entries + table->slots[hashes[i] & table->mask].entry;
        __builtin_prefetch(entry);
        __builtin_prefetch(entry + CACHE_LINE);
    }
    for (unsigned i = 0; i < count; i++) {
        values[i] = value_in(table, slot_of(table, keys[i].octets, keys[i].length, hashes[i]));
    }
}

static inline void grow(struct table *table) {
    struct table grown = *table;
    grown.mask = table->mask * 2 + 1;
    grown.slots = allocated((size_t) grown.mask + 1, sizeof *grown.slots);
    for (uint32_t old = 0; old <= table->mask; old++) {
        if (table->slots[old].entry != 0) {
            uint32_t slot = table->slots[old].hash & grown.mask;
            while (grown.slots[slot].entry != 0) {
                slot = (slot + 1) & grown.mask;
            }
            grown.slots[slot] = table->slots[old];
        }
    }
    free(table->slots);
    *table = grown;
}

static inline struct table new_table(void) {
    struct table table = {.mask = 1023, .room = 1 << 20, .used = 1};
    table.slots = allocated((size_t) table.mask + 1, sizeof *table.slots);
    table.entries = allocated(1, table.room);
    return table;
}

/* Adds a value, unless the key has one. */
static inline void add(struct table *table, const char *key, size_t key_length, const char *value, size_t value_length) {
    struct entry_head head = {.key = (uint16_t) key_length, .value = (uint16_t) value_length};
    uint32_t hash = hash_of(key, key_length);
    uint32_t slot = slot_of(table, key, key_length, hash);
    if (table->slots[slot].entry != 0) {
        return;
    }
    size_t entry = table->used;
    table->used += sizeof head + key_length + value_length;
    if (table->used > table->room) {
        table->room *= 2;
        table->entries = realloc(table->entries, table->room);
    }
    if (table->entries == NULL || table->used > UINT32_MAX) {
        fail("no memory for %u records", table->count + 1);
    }
    memcpy(table->entries + entry, &head, sizeof head);
    memcpy(table->entries + entry + sizeof head, key, key_length);
    memcpy(table->entries + entry + sizeof head + key_length, value, value_length);
    table->slots[slot].hash = hash;
    table->slots[slot].entry = (uint32_t) entry;
    if (++table->count > table->mask / 2) {
        grow(table);
    }
}

#endif
