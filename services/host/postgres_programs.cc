#include "services/host/postgres_programs.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <vector>

namespace tirek::host {
namespace {

constexpr int kOldestMajor = 15;

// The first line that `command` prints.
std::string FirstLineOf(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  std::array<char, 4096> line{};
  if (!pipe || fgets(line.data(), line.size(), pipe.get()) == nullptr) return "";
  std::string text(line.data());
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

// "postgres (PostgreSQL) 15.20 (Debian …)".
int MajorOf(const std::string& version) {
  const std::size_t at = version.find(") ");
  return at == std::string::npos ? 0 : std::atoi(version.c_str() + at + 2);
}

std::string ShellQuoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::optional<PostgresPrograms> InFolder(const std::string& folder) {
  PostgresPrograms programs{folder, 0};
  if (folder.empty() || access(programs.initdb().c_str(), X_OK) != 0 ||
      access(programs.postgres().c_str(), X_OK) != 0) {
    return std::nullopt;
  }
  programs.major = MajorOf(FirstLineOf(ShellQuoted(programs.postgres()) + " --version"));
  if (programs.major < kOldestMajor) return std::nullopt;
  return programs;
}

Error Missing(const std::string& message) {
  return {ErrorKind::kPrecondition, "POSTGRES_MISSING", message, {}, {}};
}

}  // namespace

Result<PostgresPrograms> FindPostgresPrograms() {
  if (const char* folder = std::getenv("TIREK_PG_BIN")) {
    if (auto programs = InFolder(folder)) return *std::move(programs);
    return Missing("TIREK_PG_BIN names " + std::string(folder) +
                   ", which holds no initdb and postgres of version 15 or newer.");
  }
  const std::string configured = FirstLineOf("pg_config --bindir 2>/dev/null");
  for (const std::string& folder : {configured, std::string("/usr/lib/postgresql/15/bin")}) {
    if (auto programs = InFolder(folder)) return *std::move(programs);
  }
  return Missing(
      "PostgreSQL's server programs are not found: install the package postgresql-15, or name their"
      " folder in TIREK_PG_BIN.");
}

}  // namespace tirek::host
