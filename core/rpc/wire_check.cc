#include "core/rpc/wire_check.h"

#include <string>

#include <google/protobuf/descriptor.h>

namespace tirek::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr std::size_t kMost = 100;

// One value: a field's own, or one of a repeated field.
struct Value {
  const Message& message;
  const FieldDescriptor& field;
  int index;  // -1 of a field that is not repeated

  std::string Text() const {
    const Reflection& reflection = *message.GetReflection();
    return index < 0 ? reflection.GetString(message, &field)
                     : reflection.GetRepeatedString(message, &field, index);
  }
  int Number() const {
    const Reflection& reflection = *message.GetReflection();
    return index < 0 ? reflection.GetEnumValue(message, &field)
                     : reflection.GetRepeatedEnumValue(message, &field, index);
  }
  const Message& Nested() const {
    const Reflection& reflection = *message.GetReflection();
    return index < 0 ? reflection.GetMessage(message, &field)
                     : reflection.GetRepeatedMessage(message, &field, index);
  }
};

void Walk(const Message& message, const std::string& path, std::vector<Violation>* violations);

void CheckValue(const Value& value, const std::string& path, std::vector<Violation>* violations) {
  switch (value.field.type()) {
    case FieldDescriptor::TYPE_STRING:
      if (value.Text().find('\0') != std::string::npos) {
        violations->push_back({path, "TEXT_INVALID", "a text without the character U+0000"});
      }
      break;
    case FieldDescriptor::TYPE_ENUM:
      if (value.field.enum_type()->FindValueByNumber(value.Number()) == nullptr) {
        violations->push_back({path, "CHOICE_UNKNOWN", "a value that this version knows"});
      }
      break;
    case FieldDescriptor::TYPE_MESSAGE:
      Walk(value.Nested(), path + ".", violations);
      break;
    default:
      break;
  }
}

void Walk(const Message& message, const std::string& path, std::vector<Violation>* violations) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 1;
    for (int i = 0; i < count && violations->size() < kMost; ++i) {
      const bool repeated = field->is_repeated();
      const std::string place =
          path + field->name() + (repeated ? "[" + std::to_string(i) + "]" : "");
      CheckValue({message, *field, repeated ? i : -1}, place, violations);
    }
  }
}

}  // namespace

std::vector<Violation> WireViolations(const Message& request) {
  std::vector<Violation> violations;
  Walk(request, "", &violations);
  return violations;
}

}  // namespace tirek::rpc
