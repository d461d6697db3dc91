/* Resolves a name to addresses of both families, as programs do: prints each once; exits with 1 if there is none. */
#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <sys/socket.h>

int main(int argc, char **argv) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *all;
  int failure = argc == 2 ? getaddrinfo(argv[1], NULL, &hints, &all) : EAI_NONAME;
  if (failure) {
    printf("%s\n", gai_strerror(failure));
    return 1;
  }
  for (struct addrinfo *each = all; each; each = each->ai_next) {
    char text[INET6_ADDRSTRLEN];
    void *address = each->ai_family == AF_INET ? (void *)&((struct sockaddr_in *)each->ai_addr)->sin_addr
                                               : (void *)&((struct sockaddr_in6 *)each->ai_addr)->sin6_addr;
    printf("%s\n", inet_ntop(each->ai_family, address, text, sizeof text));
  }
  freeaddrinfo(all);
  return 0;
}
