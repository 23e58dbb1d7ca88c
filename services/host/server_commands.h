// The server half of the program: up, serve, migrate, verify.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace tirek::host {

struct ServerVerb {
  std::string name;
  std::string summary;
  int (*run)(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);
};

const std::vector<ServerVerb>& ServerVerbs();

// Runs `tirek verb args…` and returns its exit code: 0 done; 1 verify found differences; 2 wrong
// usage; 3 refused; 6 something is out of reach, in use, or took too long; 7 an internal error; 8
// refused by the version of the database or of the data directory. `verb` is one of ServerVerbs().
int RunServerCommand(const std::string& verb, const std::vector<std::string>& args,
                     std::ostream& out, std::ostream& err);

}  // namespace tirek::host
