/* What the programs of this directory share: errors, numbers given as arguments, time, and loopback sockets. Needs _GNU_SOURCE. */
#ifndef COMMON_H
#define COMMON_H

#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_USAGE = 2, SECOND_NANOS = 1000000000 };

static inline _Noreturn void complain(int status, const char *format, va_list arguments) {
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    exit(status);
}

/* Ends the program because something did not work. */
__attribute__((format(printf, 1, 2))) static inline _Noreturn void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    complain(EXIT_FAILURE, format, arguments);
}

/* Ends the program because it was called wrongly. */
__attribute__((format(printf, 1, 2))) static inline _Noreturn void misuse(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    complain(EXIT_USAGE, format, arguments);
}

static inline long whole_number(const char *what, const char *text, long least, long most) {
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || value < least || value > most) {
        misuse("%s: expected a whole number from %ld to %ld, found \"%s\"", what, least, most, text);
    }
    return value;
}

static inline double decimal_number(const char *what, const char *text, double least, double most) {
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !isfinite(value) || value < least || value > most) {
        misuse("%s: expected a number from %g to %g, found \"%s\"", what, least, most, text);
    }
    return value;
}

static inline int64_t now_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t) time.tv_sec * SECOND_NANOS + time.tv_nsec;
}

static inline void *allocated(size_t count, size_t size) {
    void *memory = calloc(count > 0 ? count : 1, size);
    if (memory == NULL) {
        fail("no memory for %zu times %zu octets", count, size);
    }
    return memory;
}

static inline struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t) port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static inline void set_option(int fd, int level, int option, int value, const char *what) {
    if (setsockopt(fd, level, option, &value, sizeof value) != 0) {
        fail("cannot set %s: %s", what, strerror(errno));
    }
}

/* Room for bursts. A privileged program may have more than the system's limit; the others have what they are given. */
static inline void set_udp_buffers(int fd) {
    int size = 4 << 20;
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) != 0) {
        set_option(fd, SOL_SOCKET, SO_RCVBUF, size, "SO_RCVBUF");
    }
    if (setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size) != 0) {
        set_option(fd, SOL_SOCKET, SO_SNDBUF, size, "SO_SNDBUF");
    }
}

static inline int udp_socket_to(int port, int flags) {
    struct sockaddr_in address = loopback(port);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | flags, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *) &address, sizeof address) != 0) {
        fail("127.0.0.1:%d: cannot open a UDP socket: %s", port, strerror(errno));
    }
    set_udp_buffers(fd);
    return fd;
}

/* A socket that is bound to the port, and listens if it is one of streams. */
static inline int server_socket(int port, int type) {
    struct sockaddr_in address = loopback(port);
    int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        fail("cannot open a socket: %s", strerror(errno));
    }
    bool stream = (type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)) == SOCK_STREAM;
    if (stream) {
        set_option(fd, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR");
    } else {
        set_udp_buffers(fd);
    }
    if (bind(fd, (struct sockaddr *) &address, sizeof address) != 0 || (stream && listen(fd, SOMAXCONN) != 0)) {
        fail("127.0.0.1:%d: cannot listen: %s", port, strerror(errno));
    }
    return fd;
}

/* Raises the limit of open files as far as it may be, which must be enough for so many connections. */
static inline void allow_descriptors(long connections) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        fail("cannot tell how many files may be open: %s", strerror(errno));
    }
    limit.rlim_cur = limit.rlim_max;
    if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < (rlim_t) connections + 16) {
        fail("%ld connections: only %lu files may be open", connections, (unsigned long) limit.rlim_max);
    }
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
        fail("cannot open more files: %s", strerror(errno));
    }
}

/*
 * Sends all, but for those that the system refuses. An earlier datagram that found nobody may be reported in place of sending
 * one, which is then tried again.
 */
static inline void send_batch(int fd, struct mmsghdr *messages, unsigned count) {
    unsigned done = 0;
    for (unsigned tries = 0; done < count && tries < 2 * count; tries++) {
        int sent = sendmmsg(fd, messages + done, count - done, 0);
        if (sent > 0) {
            done += (unsigned) sent;
        } else if (errno != ECONNREFUSED && errno != EINTR) {
            done++;
        }
    }
}

static inline void say(const char *line) {
    if (puts(line) == EOF || fflush(stdout) != 0) {
        fail("cannot write to standard output: %s", strerror(errno));
    }
}

#endif
