// The server commands as a program of their own, for tests that kill it: host_program VERB ARGS…
#include <iostream>
#include <string>
#include <vector>

#include "services/host/server_commands.h"

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  return tirek::host::RunServerCommand(argv[1], {argv + 2, argv + argc}, std::cout, std::cerr);
}
