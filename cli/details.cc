#include "cli/details.h"

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/cell.h"
#include "cli/field.h"
#include "cli/table.h"

namespace tirek::cli {
namespace {

struct Details {
  Table values{{{"", false}, {"", false}}, {}};
  std::vector<std::pair<const pb::Message*, const pb::FieldDescriptor*>> lists;
};

// The fields of a thing inside the response bear their own names ("provider_id"); those of a
// message deeper inside the way to them ("payer.bin").
void Collect(const pb::Message& message, const std::string& prefix, bool is_response,
             const pb::FieldDescriptor* shown, Details* details) {
  const pb::Descriptor* type = message.GetDescriptor();
  for (int i = 0; i < type->field_count(); ++i) {
    const pb::FieldDescriptor* field = type->field(i);
    if (field == shown || field->name() == "next_page_token") continue;
    if (ShapeOf(field) != Shape::kNested) {
      details->values.rows.push_back(
          {prefix + field->name(), Cell(message, field, Manner::kForPeople)});
    } else if (field->is_repeated()) {
      details->lists.emplace_back(&message, field);
    } else if (message.GetReflection()->HasField(message, field)) {
      const std::string inner = is_response ? "" : prefix + field->name() + ".";
      Collect(message.GetReflection()->GetMessage(message, field), inner, false, nullptr, details);
    }
  }
}

// A column that is absent in all rows says nothing.
void DropAbsentColumns(Table* table) {
  for (std::size_t i = table->columns.size(); i-- > 0;) {
    bool is_absent = true;
    for (const auto& row : table->rows) is_absent = is_absent && row[i] == kAbsent;
    if (!is_absent) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    table->columns.erase(table->columns.begin() + at);
    for (auto& row : table->rows) row.erase(row.begin() + at);
  }
}

Table ListTable(const pb::Message& message, const pb::FieldDescriptor* list) {
  const pb::Reflection* reflection = message.GetReflection();
  const pb::Descriptor* type = list->message_type();
  Table table;
  for (int i = 0; i < type->field_count(); ++i) {
    table.columns.push_back({UpperCase(type->field(i)->name()), IsNumeric(type->field(i))});
  }
  for (int i = 0; i < reflection->FieldSize(message, list); ++i) {
    const pb::Message& row = reflection->GetRepeatedMessage(message, list, i);
    std::vector<std::string>& cells = table.rows.emplace_back();
    for (int j = 0; j < type->field_count(); ++j) {
      cells.push_back(Cell(row, type->field(j), Manner::kForPeople));
    }
  }
  DropAbsentColumns(&table);
  return table;
}

}  // namespace

void PrintDetails(const pb::Message& response, const pb::FieldDescriptor* shown,
                  std::ostream& out) {
  Details details;
  Collect(response, "", true, shown, &details);
  bool is_first = shown == nullptr;
  const auto separate = [&] {
    if (!is_first) out << '\n';
    is_first = false;
  };
  if (!details.values.rows.empty()) {
    separate();
    PrintTable(details.values, out);
  }
  for (const auto& [message, list] : details.lists) {
    if (message->GetReflection()->FieldSize(*message, list) == 0) continue;
    separate();
    out << list->name() << ":\n";
    PrintTable(ListTable(*message, list), out);
  }
}

}  // namespace tirek::cli
