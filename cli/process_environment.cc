#include "cli/process_environment.h"

#include <unistd.h>

#include <cstdlib>
#include <string>
#include <utility>

#include "cli/calculate/calculate_command.h"
#include "cli/calculate/order_validate.h"
#include "cli/documents/document_commands.h"
#include "cli/statement_inspect.h"
#include "services/host/data_directory.h"
#include "services/host/server_commands.h"

namespace tirek::cli {
namespace {

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

ClientEnvironment ProcessEnvironment() {
  static const SystemClock clock;
  static SystemRandom random;
  ClientEnvironment environment{.clock = clock,
                                .random = random,
                                .address = Variable("TIREK_ADDRESS"),
                                .token = Variable("TIREK_TOKEN"),
                                .token_file = "",
                                .is_terminal = ::isatty(STDERR_FILENO) == 1,
                                .open_channel = {},
                                .server_commands = {}};
  // Without a home there is no local server: the address has to be given.
  if (const Result<std::string> path = host::DefaultDataDirectory()) {
    const host::DataDirectory directory(*path);
    if (environment.address.empty()) environment.address = "unix:" + directory.socket();
    environment.token_file = directory.token_file();
  }
  for (const host::ServerVerb& verb : host::ServerVerbs()) {
    environment.server_commands.push_back({verb.name, verb.summary});
  }
  environment.local_commands = {CalculateCommand(), OrderValidateCommand(), InspectCommand()};
  for (LocalCommand& command : DocumentCommands(environment)) {
    environment.local_commands.push_back(std::move(command));
  }
  environment.server_commands.push_back(
      {"demo", "carries the pilot through one month on a database of its own"});
  return environment;
}

}  // namespace tirek::cli
