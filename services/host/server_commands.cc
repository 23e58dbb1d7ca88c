#include "services/host/server_commands.h"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <stdexcept>

#include <grpc/support/log.h>

#include "core/base/assert.h"
#include "services/host/command_line.h"
#include "services/host/verbs.h"

namespace tirek::host {
namespace {

// In a server a breach fails the one call that met it.
[[noreturn]] void ThrowBreach(const char* condition, const char* file, int line) {
  throw std::logic_error(std::string(file) + ":" + std::to_string(line) +
                         ": assertion failed: " + condition);
}

void PrepareProcess() {
  SetAssertHandler(ThrowBreach);
  std::signal(SIGPIPE, SIG_IGN);
  setenv("PGCONNECT_TIMEOUT", "10", 0);
  // Its lines are no JSON; what it has to say comes to us as errors.
  gpr_set_log_function([](gpr_log_func_args*) {});
}

}  // namespace

const std::vector<ServerVerb>& ServerVerbs() {
  static const std::vector<ServerVerb> verbs = {
      {"up", "Runs everything here: a private PostgreSQL and all services.", &RunUp},
      {"serve", "Runs services on a database of yours.", &RunServe},
      {"migrate", "Brings a database of yours to this program's version.", &RunMigrate},
      {"verify", "Recomputes what the database claims, and lists every difference.", &RunVerify},
  };
  return verbs;
}

int RunServerCommand(const std::string& verb, const std::vector<std::string>& args,
                     std::ostream& out, std::ostream& err) {
  PrepareProcess();
  for (const ServerVerb& known : ServerVerbs()) {
    if (known.name != verb) continue;
    try {
      return known.run(args, out, err);
    } catch (const std::exception& error) {
      return Fail({ErrorKind::kInternal, "INTERNAL", error.what(), {}, {}}, err);
    }
  }
  return Fail({ErrorKind::kInvalid, "VERB_UNKNOWN", "There is no command " + verb + ".", {}, {}},
              err);
}

}  // namespace tirek::host
