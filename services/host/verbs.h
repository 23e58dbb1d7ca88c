// One function a server command; server_commands.h lists them.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace tirek::host {

int RunUp(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);
int RunServe(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);
int RunMigrate(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);
int RunVerify(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);

}  // namespace tirek::host
