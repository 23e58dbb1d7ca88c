// A response in the form that -o asks for.
#pragma once

#include <iosfwd>
#include <optional>
#include <string_view>

#include "cli/command_table.h"

namespace tirek::cli {

enum class OutputFormat { kTable, kJson, kCsv };

std::optional<OutputFormat> ParseOutputFormat(std::string_view name);

// Table: rows in the rule's columns, a single thing with all its fields, an import's verdicts.
// JSON: the response as the proto says. CSV: the rule's columns with raw values.
void Render(const Command& command, const pb::Message& response, OutputFormat format,
            std::ostream& out);

// The rows that a response lists: its repeated message that has all columns; nullptr without one.
const pb::FieldDescriptor* RowsOf(const Command& command);

// What the columns are read from when there are no rows: the response's message, or itself.
const pb::Descriptor* RecordOf(const Command& command);

}  // namespace tirek::cli
