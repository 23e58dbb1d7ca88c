// The flags of a command: one for each request field, and those of the program itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command_table.h"
#include "cli/schema.h"

namespace tirek::cli {

enum class Option {
  kField,  // not of the program: the flag sets a request field
  kAddress,
  kToken,
  kTokenFile,
  kTlsCa,
  kTimeout,
  kOutput,
  kNoProgress,
  kHelp,
  kFrom,
  kAll,
  kOut,
  kForce,
};

struct Flag {
  std::string name;        // without the dashes
  std::string value_name;  // "DATE"; empty for a flag without a value
  std::string text;        // what help says of it
  Option option = Option::kField;
  const pb::FieldDescriptor* field = nullptr;

  bool takes_value() const { return !value_name.empty(); }
};

// Those that every command has.
const std::vector<Flag>& CommonFlags();

// Those of one command alone: its fields, then what its request or response asks for.
std::vector<Flag> OwnFlags(const Command& command);

// By name among the command's own flags, then the common ones: a field called like a common flag
// ("address" of a site) is meant after the verb, and the common one before the noun.
const Flag* FindFlag(const std::vector<Flag>& own, std::string_view name);

}  // namespace tirek::cli
