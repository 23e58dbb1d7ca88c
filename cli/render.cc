#include "cli/render.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <google/protobuf/util/json_util.h>

#include "cli/cell.h"
#include "cli/details.h"
#include "cli/field.h"
#include "cli/import_outcome.h"
#include "cli/table.h"
#include "core/base/assert.h"

namespace tirek::cli {
namespace {

bool HasColumns(const pb::Descriptor* type, const std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(),
                     [&](const std::string& column) { return !FieldPath(type, column).empty(); });
}

// The message in the response that the columns are of: the response itself, or one it holds.
const pb::FieldDescriptor* RecordField(const Command& command) {
  const std::vector<std::string> columns = SplitAtCommas(command.rule.columns());
  const pb::Descriptor* output = command.method->output_type();
  if (HasColumns(output, columns)) return nullptr;
  for (int i = 0; i < output->field_count(); ++i) {
    const pb::FieldDescriptor* field = output->field(i);
    if (ShapeOf(field) != Shape::kNested || field->is_repeated()) continue;
    if (HasColumns(field->message_type(), columns)) return field;
  }
  return nullptr;
}

std::vector<const pb::Message*> Records(const Command& command, const pb::Message& response) {
  const pb::Reflection* reflection = response.GetReflection();
  std::vector<const pb::Message*> records;
  if (const pb::FieldDescriptor* rows = RowsOf(command)) {
    for (int i = 0; i < reflection->FieldSize(response, rows); ++i) {
      records.push_back(&reflection->GetRepeatedMessage(response, rows, i));
    }
  } else if (const pb::FieldDescriptor* record = RecordField(command)) {
    records.push_back(&reflection->GetMessage(response, record));
  } else {
    records.push_back(&response);
  }
  return records;
}

Table ColumnsTable(const Command& command, const pb::Message& response, Manner manner) {
  const pb::FieldDescriptor* rows = RowsOf(command);
  const pb::Descriptor* type = rows != nullptr ? rows->message_type() : RecordOf(command);
  Table table;
  std::vector<std::vector<const pb::FieldDescriptor*>> paths;
  for (const std::string& column : SplitAtCommas(command.rule.columns())) {
    paths.push_back(FieldPath(type, column));
    TIREK_ASSERT(!paths.back().empty());
    const pb::FieldDescriptor* field = paths.back().back();
    table.columns.push_back(
        {manner == Manner::kRaw ? field->name() : UpperCase(field->name()), IsNumeric(field)});
  }
  for (const pb::Message* record : Records(command, response)) {
    std::vector<std::string>& row = table.rows.emplace_back();
    for (const auto& path : paths) row.push_back(Cell(*record, path, manner));
  }
  return table;
}

void RenderJson(const pb::Message& response, std::ostream& out) {
  pb::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto status = pb::util::MessageToJsonString(response, &json, options);
  TIREK_ASSERT(status.ok());  // the parser has checked all that could fail
  out << json;
  if (!json.ends_with('\n')) out << '\n';
}

}  // namespace

std::optional<OutputFormat> ParseOutputFormat(std::string_view name) {
  if (name == "table") return OutputFormat::kTable;
  if (name == "json") return OutputFormat::kJson;
  if (name == "csv") return OutputFormat::kCsv;
  return {};
}

const pb::FieldDescriptor* RowsOf(const Command& command) {
  const std::vector<std::string> columns = SplitAtCommas(command.rule.columns());
  const pb::Descriptor* output = command.method->output_type();
  for (int i = 0; i < output->field_count(); ++i) {
    const pb::FieldDescriptor* field = output->field(i);
    if (ShapeOf(field) != Shape::kNested || !field->is_repeated()) continue;
    if (HasColumns(field->message_type(), columns)) return field;
  }
  return nullptr;
}

const pb::Descriptor* RecordOf(const Command& command) {
  const pb::FieldDescriptor* record = RecordField(command);
  return record == nullptr ? command.method->output_type() : record->message_type();
}

void Render(const Command& command, const pb::Message& response, OutputFormat format,
            std::ostream& out) {
  if (format == OutputFormat::kJson) return RenderJson(response, out);
  if (const pb::Message* outcome = FindOutcome(response)) {
    return format == OutputFormat::kCsv ? PrintCsv(VerdictTable(*outcome), out)
                                        : PrintOutcome(*outcome, out);
  }
  if (format == OutputFormat::kCsv) {
    return PrintCsv(ColumnsTable(command, response, Manner::kRaw), out);
  }
  const pb::FieldDescriptor* rows = RowsOf(command);
  if (rows != nullptr) PrintTable(ColumnsTable(command, response, Manner::kForPeople), out);
  PrintDetails(response, rows, out);
}

}  // namespace tirek::cli
