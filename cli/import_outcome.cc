#include "cli/import_outcome.h"

#include <ostream>
#include <string>
#include <vector>

#include "cli/utf8.h"
#include "core/base/assert.h"
#include "tirek/common/v1/import.pb.h"

namespace tirek::cli {
namespace {

using common::v1::FieldViolation;
using common::v1::ImportOutcome;
using common::v1::RowVerdict;

// The one response that the program must understand, so it is read as the generated type.
ImportOutcome Read(const pb::Message& message) {
  ImportOutcome outcome;
  TIREK_ASSERT(outcome.ParseFromString(message.SerializeAsString()));
  return outcome;
}

std::string Counted(int count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

// A refused row without a named fault still has its line.
std::vector<FieldViolation> FaultsOf(const RowVerdict& verdict) {
  if (verdict.violations().empty()) return {FieldViolation()};
  return {verdict.violations().begin(), verdict.violations().end()};
}

}  // namespace

const pb::Message* FindOutcome(const pb::Message& response) {
  const pb::Descriptor* type = response.GetDescriptor();
  for (int i = 0; i < type->field_count(); ++i) {
    const pb::FieldDescriptor* field = type->field(i);
    if (field->message_type() == nullptr || field->is_repeated()) continue;
    if (field->message_type()->full_name() != ImportOutcome::descriptor()->full_name()) continue;
    return &response.GetReflection()->GetMessage(response, field);
  }
  return nullptr;
}

bool HasRefusedRows(const pb::Message& outcome) { return Read(outcome).refused() > 0; }

void PrintOutcome(const pb::Message& message, std::ostream& out) {
  const ImportOutcome outcome = Read(message);
  Table table{{{"LINE", true}, {"KEY"}, {"FIELD"}, {"EXPECTED"}, {"REASON"}}, {}};
  for (const RowVerdict& verdict : outcome.verdicts()) {
    if (verdict.accepted()) continue;
    for (const FieldViolation& fault : FaultsOf(verdict)) {
      table.rows.push_back({std::to_string(verdict.line()), Printable(verdict.key()),
                            Printable(fault.field()), Printable(fault.expected()),
                            Printable(fault.reason())});
    }
  }
  if (!table.rows.empty()) PrintTable(table, out);
  out << Counted(outcome.rows(), "row") << ": " << outcome.accepted() << " accepted, "
      << outcome.refused() << " refused\n";
}

Table VerdictTable(const pb::Message& message) {
  Table table{{{"line"}, {"accepted"}, {"key"}, {"field"}, {"reason"}, {"expected"}}, {}};
  const ImportOutcome outcome = Read(message);
  for (const RowVerdict& verdict : outcome.verdicts()) {
    for (const FieldViolation& fault : FaultsOf(verdict)) {
      table.rows.push_back({std::to_string(verdict.line()), verdict.accepted() ? "true" : "false",
                            verdict.key(), fault.field(), fault.reason(), fault.expected()});
    }
  }
  return table;
}

}  // namespace tirek::cli
