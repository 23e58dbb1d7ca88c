// The names by which people call things (a provider's БИН, a place's code) where an id is asked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command_table.h"
#include "cli/schema.h"

namespace tirek::cli {

// Comes from a List whose rule has natural_key: how to find the id of what it lists.
struct NaturalKey {
  const Command* list;
  const pb::FieldDescriptor* rows;    // of the List's response
  const pb::FieldDescriptor* id;      // of a row, for example provider_id
  const pb::FieldDescriptor* filter;  // of the List's request, for example bin
  std::string prefix;                 // of its ids, for example "prv"

  const std::string& noun() const { return list->noun; }
};

const std::vector<NaturalKey>& NaturalKeys();

// The key that may stand for the id in `field`, or nullptr.
const NaturalKey* FindNaturalKey(const pb::FieldDescriptor* field);

// True for text in the form of an id, whatever it is an id of.
bool LooksLikeId(std::string_view text);

}  // namespace tirek::cli
