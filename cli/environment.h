// What a client command takes from its surroundings: main() reads the process, tests give their
// own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/local_command.h"
#include "core/base/clock.h"
#include "core/base/random.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace tirek::cli {

// A command of the server's side of the program, named here for help and completion only.
struct ServerCommand {
  std::string name;
  std::string summary;
};

struct ClientEnvironment {
  const Clock& clock;
  Random& random;
  // Used where the flags --address, --token and --token-file are not given. The file is read only
  // when there is no token, and need not exist.
  std::string address;
  std::string token;
  std::string token_file;
  bool is_terminal = false;  // a person watches the error stream
  // Another way to the server than connecting to an address, for example within the process.
  std::function<std::shared_ptr<grpc::Channel>()> open_channel;
  std::vector<ServerCommand> server_commands;
  std::vector<LocalCommand> local_commands = {};
};

}  // namespace tirek::cli
