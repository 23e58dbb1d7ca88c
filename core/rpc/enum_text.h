// Enum values of the protos as the short words that the database stores: "SEMI_STATIONARY" of
// DELIVERY_CONDITION_SEMI_STATIONARY.
#pragma once

#include <string>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/generated_enum_reflection.h>

#include "core/base/assert.h"
#include "core/base/field_check.h"

namespace tirek::rpc {

// The value's name without the prefix that all values of the enum share.
std::string WordOf(const google::protobuf::EnumValueDescriptor& value);

// The short word of a known value; "" for UNSPECIFIED and for values this program does not know.
template <typename Enum>
std::string ToWord(Enum value) {
  const auto* found = google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value);
  return found == nullptr || found->number() == 0 ? "" : WordOf(*found);
}

// The value of a word that ToWord made.
template <typename Enum>
Enum FromWord(const std::string& word) {
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>();
  for (int i = 1; i < descriptor->value_count(); ++i) {
    if (WordOf(*descriptor->value(i)) == word) {
      return static_cast<Enum>(descriptor->value(i)->number());
    }
  }
  return static_cast<Enum>(0);
}

// ToWord, with a violation that lists the choices when there is none.
template <typename Enum>
std::string TakeWord(FieldCheck& check, const std::string& field, Enum value) {
  std::string word = ToWord(value);
  if (!word.empty()) return word;
  std::string choices;
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>();
  for (int i = 1; i < descriptor->value_count(); ++i) {
    choices += (i == 1 ? "" : ", ") + WordOf(*descriptor->value(i));
  }
  check.Add(field, "CHOICE_UNKNOWN", "one of " + choices);
  return word;
}

}  // namespace tirek::rpc
