#include "billing/documents/language.h"

namespace tirek::documents {

std::optional<Language> ParseLanguage(std::string_view name) {
  if (name == "ru") return Language::kRussian;
  if (name == "kk") return Language::kKazakh;
  return {};
}

}  // namespace tirek::documents
