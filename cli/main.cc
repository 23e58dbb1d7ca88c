// The program `tirek`: server commands go to the host, everything else is a client's.
#include <iostream>
#include <string>
#include <vector>

#include <grpc/support/log.h>

#include "cli/client.h"
#include "cli/demo/demo_command.h"
#include "cli/process_environment.h"
#include "services/host/server_commands.h"

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  for (const tirek::host::ServerVerb& verb : tirek::host::ServerVerbs()) {
    if (args.empty() || args[0] != verb.name) continue;
    return tirek::host::RunServerCommand(verb.name, {args.begin() + 1, args.end()}, std::cout,
                                         std::cerr);
  }
  // The streams are used alone and in bulk: no line of output waits for one of input.
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  if (!args.empty() && args[0] == "demo") {
    return tirek::cli::RunDemo({args.begin() + 1, args.end()}, std::cout, std::cerr);
  }
  // What goes wrong with a call is told by its status; gRPC's own log lines are not for people.
  gpr_set_log_function([](gpr_log_func_args*) {});
  return tirek::cli::RunClient(args, std::cout, std::cerr, std::cin,
                               tirek::cli::ProcessEnvironment());
}
