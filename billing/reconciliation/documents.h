// Which documents of one side are which of the other: by number, then by day and amount.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/calendar/civil_date.h"

namespace tirek::reconciliation {

struct Document {
  std::vector<std::string> numbers;  // any of them names it; none may be empty
  CivilDate date;
  std::int64_t owed_minor = 0;  // by how much more is owed to the provider
};

enum class Basis { kNone, kNumber, kDateAndAmount };

// Indexes into the two sides; one of them is absent where nothing met.
struct Meeting {
  std::optional<std::size_t> ours;
  std::optional<std::size_t> theirs;
  Basis basis = Basis::kNone;
};

// Every document of both sides once: those of ours in their order, then those that only they have.
// Of several with one number, those of one amount meet first, then the others in their order; what
// is left over meets by day and amount.
std::vector<Meeting> MeetDocuments(std::span<const Document> ours,
                                   std::span<const Document> theirs);

}  // namespace tirek::reconciliation
