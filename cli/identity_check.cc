#include "cli/identity_check.h"

#include <istream>
#include <ostream>

#include "cli/exit_code.h"
#include "cli/utf8.h"
#include "core/calendar/time_zone.h"
#include "core/identity/check.h"

namespace tirek::cli {
namespace {

constexpr const char* kUsage =
    "tirek identity check --kind iin|bin|iban|bic\n\n"
    "Reads one value a line from the standard input and prints, separated by tabs, the value, the\n"
    "verdict (valid, invalid, policy: right by the standard but not accepted here) and its "
    "reason.\n"
    "\nExample:\n  echo 980440001234 | tirek identity check --kind bin\n";

// The kind's name in "--kind NAME" or "--kind=NAME".
Result<std::string> KindName(const std::vector<std::string>& args) {
  constexpr std::string_view kKind = "--kind=";
  if (args.size() == 3 && args[1] == "--kind") return args[2];
  if (args.size() == 2 && args[1].starts_with(kKind)) return args[1].substr(kKind.size());
  return WrongUsage("expected `tirek identity check --kind iin|bin|iban|bic`");
}

}  // namespace

Result<void> RunIdentityCommand(const std::vector<std::string>& args, const Clock& clock,
                                std::istream& in, std::ostream& out) {
  const bool wants_help = !args.empty() && (args.back() == "--help" || args.back() == "-h");
  if (wants_help) {
    out << kUsage;
    return {};
  }
  if (args.empty() || args[0] != "check") {
    return WrongUsage("expected `tirek identity check --kind iin|bin|iban|bic`");
  }
  TIREK_ASSIGN_OR_RETURN(const std::string name, KindName(args));
  const std::optional<IdentityKind> kind = ParseIdentityKind(name);
  if (!kind) {
    return WrongUsage("--kind expects iin, bin, iban or bic, found '" + Printable(name) + "'");
  }
  const CivilDate today = Kazakhstan().CivilDayOf(clock.Now());
  // Only the line's end is no part of the value: a blank or a carriage return is.
  for (std::string value; std::getline(in, value);) {
    const IdentityVerdict verdict = CheckIdentity(*kind, value, today);
    out << value << '\t' << VerdictName(verdict.verdict) << '\t' << verdict.reason << '\n';
  }
  return {};
}

}  // namespace tirek::cli
