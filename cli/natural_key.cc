#include "cli/natural_key.h"

#include "cli/field.h"
#include "core/base/assert.h"
#include "core/base/id.h"

namespace tirek::cli {
namespace {

// The protos say it of every id: `"prv_" + 26 characters`.
std::string PrefixOf(const pb::FieldDescriptor* id) {
  const std::string comment = CommentOf(id);
  const std::size_t open = comment.find('"');
  const std::size_t end = comment.find("_\" + 26 characters");
  TIREK_ASSERT(open != std::string::npos && end != std::string::npos && open < end);
  return comment.substr(open + 1, end - open - 1);
}

NaturalKey KeyOf(const Command& list) {
  NaturalKey key{&list, FirstField(list.method->output_type(), Shape::kNested, true), nullptr,
                 list.method->input_type()->FindFieldByName(list.rule.natural_key()), ""};
  TIREK_ASSERT(key.rows != nullptr && key.filter != nullptr);
  key.id = key.rows->message_type()->field(0);
  TIREK_ASSERT(IsIdField(key.id));
  key.prefix = PrefixOf(key.id);
  return key;
}

std::vector<NaturalKey> AllKeys() {
  std::vector<NaturalKey> keys;
  for (const Command& command : CommandTable::Get().commands()) {
    if (!command.rule.natural_key().empty()) keys.push_back(KeyOf(command));
  }
  return keys;
}

}  // namespace

const std::vector<NaturalKey>& NaturalKeys() {
  static const std::vector<NaturalKey> keys = AllKeys();
  return keys;
}

const NaturalKey* FindNaturalKey(const pb::FieldDescriptor* field) {
  if (!IsIdField(field)) return nullptr;
  for (const NaturalKey& key : NaturalKeys()) {
    if (key.id->name() == field->name()) return &key;
  }
  return nullptr;
}

bool LooksLikeId(std::string_view text) {
  const std::size_t underscore = text.find('_');
  return underscore != std::string_view::npos && IsIdText(text.substr(0, underscore), text);
}

}  // namespace tirek::cli
