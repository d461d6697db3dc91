// Resolves a name to addresses of both families, as programs do: prints each once; exits with 1 if there is none.
package main

import (
	"context"
	"fmt"
	"net"
	"os"
)

func main() {
	resolver := net.Resolver{PreferGo: true}
	addresses, err := resolver.LookupHost(context.Background(), os.Args[1])
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for _, each := range addresses {
		fmt.Println(each)
	}
}
