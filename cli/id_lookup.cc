#include "cli/id_lookup.h"

#include "cli/natural_key.h"
#include "cli/utf8.h"
#include "core/base/id.h"

namespace tirek::cli {
namespace {

Error WrongKind(const NaturalKey& key, const std::string& text) {
  return {ErrorKind::kNotFound,
          "WRONG_ID_KIND",
          "'" + text + "' is the id of something else; the id of a " + key.noun() +
              " begins with " + key.prefix + "_.",
          {{"field", key.id->name()}, {"found", text}},
          {}};
}

Error NamesNothing(const NaturalKey& key, const std::string& text) {
  return {ErrorKind::kNotFound,
          "NATURAL_KEY_UNKNOWN",
          "No " + key.noun() + " has the " + key.filter->name() + " '" + Printable(text) + "'.",
          {{"field", key.id->name()}},
          {}};
}

Error NamesSeveral(const NaturalKey& key, const std::string& text) {
  return {ErrorKind::kPrecondition,
          "NATURAL_KEY_AMBIGUOUS",
          "Several of " + key.noun() + " have the " + key.filter->name() + " '" + Printable(text) +
              "'; give the id.",
          {{"field", key.id->name()}},
          {}};
}

Result<std::string> LookUp(const NaturalKey& key, const std::string& text, const Caller& caller) {
  const pb::MethodDescriptor* method = key.list->method;
  const auto request = Schema::Get().New(method->input_type());
  request->GetReflection()->SetString(request.get(), key.filter, text);
  request->GetReflection()->SetInt32(request.get(),
                                     method->input_type()->FindFieldByName("page_size"), 2);
  const auto response = caller.Unary(method, *request);
  if (!response) {
    // What is not even in the form of a key names nothing either.
    const bool is_malformed = response.error().kind == ErrorKind::kInvalid;
    return is_malformed ? NamesNothing(key, text) : response.error();
  }
  const pb::Message& page = **response;
  const int count = page.GetReflection()->FieldSize(page, key.rows);
  if (count == 0) return NamesNothing(key, text);
  if (count > 1) return NamesSeveral(key, text);
  const pb::Message& row = page.GetReflection()->GetRepeatedMessage(page, key.rows, 0);
  return row.GetReflection()->GetString(row, key.id);
}

}  // namespace

Result<std::string> ToId(const pb::FieldDescriptor* field, const std::string& text,
                         const Caller& caller) {
  const NaturalKey* key = FindNaturalKey(field);
  if (key == nullptr || text.empty() || IsIdText(key->prefix, text)) return text;
  if (LooksLikeId(text)) return WrongKind(*key, text);
  return LookUp(*key, text, caller);
}

}  // namespace tirek::cli
