#include "billing/ledger/command.h"

#include <array>

#include "core/base/assert.h"

namespace tirek::ledger {
namespace {

constexpr std::array<std::string_view, 19> kVerdicts = {"DONE",
                                                        "EXISTS",
                                                        "EXISTS_WITH_DIFFERENT_AMOUNT",
                                                        "EXISTS_WITH_DIFFERENT_ACCOUNTS",
                                                        "EXISTS_WITH_DIFFERENT_DATE",
                                                        "EXISTS_WITH_DIFFERENT_CONTENT",
                                                        "OVERDRAWN",
                                                        "LIMIT_EXCEEDED",
                                                        "PERIOD_CLOSED",
                                                        "AMOUNT_OVERFLOW",
                                                        "ENTRY_UNKNOWN",
                                                        "REVERSED_ALREADY",
                                                        "RESERVATION_UNKNOWN",
                                                        "RESERVATION_POSTED",
                                                        "RESERVATION_VOIDED",
                                                        "RESERVATION_EXPIRED",
                                                        "RESERVATION_EXCEEDED",
                                                        "SET_REFUSED",
                                                        "PERIOD_SOFT_CLOSED"};

Error Refused(const ReservationDraft& draft, std::string reason, std::string message) {
  return Error{ErrorKind::kInvalid,
               std::move(reason),
               std::move(message),
               {{"ledger_id", draft.ledger_id}, {"reservation_id", draft.reservation_id}},
               {}};
}

}  // namespace

std::string_view VerdictName(Verdict verdict) {
  const auto index = static_cast<std::size_t>(verdict);
  TIREK_ASSERT(index < kVerdicts.size());
  return kVerdicts[index];
}

Result<Reservation> Reservation::Make(ReservationDraft draft) {
  if (draft.ledger_id.empty() || draft.reservation_id.empty()) {
    return Refused(draft, "ENTRY_SOURCE_MISSING", "A reservation names its ledger and itself.");
  }
  if (draft.amount_minor <= 0) {
    return Refused(draft, "RESERVATION_AMOUNT", "What is reserved is more than nothing.");
  }
  if (draft.debit == draft.credit ||
      DefinitionOf(draft.debit).column != DefinitionOf(draft.credit).column) {
    return Refused(draft, "RESERVATION_ACCOUNTS",
                   "Reserved is between two accounts, both of money or both of memo.");
  }
  return Reservation(std::move(draft));
}

const std::string& LedgerIdOf(const Command& command) {
  struct Visitor {
    const std::string& operator()(const Entry& entry) const { return entry.ledger_id(); }
    const std::string& operator()(const Reservation& it) const { return it.draft().ledger_id; }
    const std::string& operator()(const PostReserved& post) const { return post.ledger_id; }
    const std::string& operator()(const VoidReserved& voided) const { return voided.ledger_id; }
    const std::string& operator()(const ReverseEntry& reverse) const { return reverse.ledger_id; }
  };
  return std::visit(Visitor{}, command);
}

}  // namespace tirek::ledger
