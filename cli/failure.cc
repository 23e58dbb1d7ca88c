#include "cli/failure.h"

#include <ostream>
#include <string>

#include "cli/exit_code.h"
#include "cli/field.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

// "--bin" of "bin", "FILE" of the bytes, "--services[1]" of "services[1]"; deeper paths are of
// the file that --from read, and stay.
std::string FlagOf(const std::string& path, const Command* command) {
  if (command == nullptr || path.find('.') != std::string::npos) return path;
  const std::size_t bracket = path.find('[');
  const pb::FieldDescriptor* field =
      command->method->input_type()->FindFieldByName(path.substr(0, bracket));
  if (field == nullptr || ShapeOf(field) == Shape::kNested) return path;
  if (field == command->file_field()) return "FILE";
  return "--" + FlagNameOf(field) +
         (bracket == std::string::npos ? std::string() : path.substr(bracket));
}

}  // namespace

void PrintError(const Error& error, const Command* command, std::ostream& err) {
  err << "tirek: " << Printable(error.message);
  if (error.reason != kWrongUsageReason) err << " [" << Printable(error.reason) << "]";
  err << '\n';
  for (const Violation& violation : error.violations) {
    err << "  " << Printable(FlagOf(violation.field, command)) << ": "
        << Printable(violation.expected);
    if (!violation.reason.empty()) err << " [" << Printable(violation.reason) << "]";
    err << '\n';
  }
  for (const auto& [key, value] : error.metadata) {
    err << "  " << Printable(key) << " = " << Printable(value) << '\n';
  }
}

}  // namespace tirek::cli
