// The words after `tirek`, taken apart: which command, which flags, which positional words.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_table.h"
#include "cli/flag.h"
#include "core/base/result.h"

namespace tirek::cli {

struct Arguments {
  std::string noun;                  // empty when none was given
  const Command* command = nullptr;  // nullptr when there is a noun and no verb
  std::map<Option, std::string> options;
  // In the order they were given; a repeated field may stand here several times.
  std::vector<std::pair<const pb::FieldDescriptor*, std::string>> fields;
  std::vector<std::string> positionals;

  bool Has(Option option) const { return options.count(option) != 0; }
  // The option's value, or empty.
  std::string Get(Option option) const;
};

// WRONG_USAGE for unknown words and flags, missing and superfluous values. `other_commands` are
// those that are not from the protos: one of them may have been meant.
Result<Arguments> ParseArguments(const std::vector<std::string>& args,
                                 const std::vector<std::string>& other_commands);

}  // namespace tirek::cli
