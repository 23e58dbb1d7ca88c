#include "tests/services/settlement/model/command_source.h"

namespace tirek::settlement::model {
namespace {

constexpr long long kHour = 3'600'000'000;
constexpr long long kHuge = 5'000'000'000'000'000'000;  // twice that is no balance

}  // namespace

std::string CommandSource::AnyDay() {
  static const std::vector<std::string> kDays = {"2026-09-30", "2026-10-01", "2026-10-30",
                                                 "2026-10-31", "2026-11-01", "2026-11-02",
                                                 "2026-11-03"};
  return Any(kDays);
}

const std::string& CommandSource::AnyLedger() {
  return OneIn(2) ? ledgers_.front() : Any(ledgers_);
}

std::vector<Leg> CommandSource::AnyTwoLegs() {
  static const std::vector<std::string> kMoney = {"EXPENSE_ACCRUED", "PAYABLE", "BANK_CLEARING",
                                                  "BANK"};
  const std::string currency = OneIn(4) ? "USD" : "KZT";
  const long long amount = AnyAmount();
  if (OneIn(12)) {
    return {{"UNFUNDED", currency, amount}, {"UNFUNDED_CONTRA", currency, -amount}};
  }
  const std::uint64_t debit = Below(kMoney.size());
  const std::uint64_t credit = (debit + 1 + Below(kMoney.size() - 1)) % kMoney.size();
  return {{kMoney[debit], currency, amount}, {kMoney[credit], currency, -amount}};
}

// At times of three, one account on both sides or twice on one.
std::vector<Leg> CommandSource::AnyLegs() {
  std::vector<Leg> legs = AnyTwoLegs();
  if (huge_ < 3 && OneIn(60)) {
    ++huge_;
    return {{"RECEIVABLE", "USD", kHuge}, {"SUSPENSE", "USD", -kHuge}};
  }
  if (!OneIn(4) || legs[0].account == "UNFUNDED") return legs;
  const long long more = AnyAmount();
  legs[0].amount += more;
  legs.push_back({OneIn(2) ? legs[1].account : "RECEIVABLE", legs[0].currency, -more});
  if (OneIn(3)) {
    legs.push_back({legs[1].account, legs[0].currency, 7});
    legs.push_back({legs[1].account, legs[0].currency, -7});
  }
  return legs;
}

std::string CommandSource::AnyReservation(const std::string& ledger) {
  std::vector<std::string> ids;
  for (const Asked& asked : asked_) {
    if (asked.action == Action::kReserve && asked.ledger == ledger) ids.push_back(asked.id);
  }
  // The newer ones, which are open more often.
  if (ids.empty() || OneIn(15)) return "unknown";
  const std::uint64_t newest = std::min<std::uint64_t>(ids.size(), 6);
  return ids[ids.size() - 1 - Below(newest)];
}

Asked CommandSource::Fresh(const PlainLedger& model, long long now) {
  Asked asked;
  asked.ledger = AnyLedger();
  asked.id = "c" + std::to_string(++ids_);
  asked.day = AnyDay();
  asked.description = OneIn(2) ? "" : "note " + std::to_string(Below(3));
  switch (Below(12)) {
    case 0:
    case 1:
    case 2:
      asked.action = Action::kReserve;
      asked.legs = AnyTwoLegs();
      if (OneIn(2)) asked.expire_time = now + (static_cast<long long>(Below(8)) - 1) * kHour;
      break;
    case 3:
    case 4:
      asked.action = Action::kPostReserved;
      asked.of = AnyReservation(asked.ledger);
      if (OneIn(2)) asked.amount = AnyAmount() / 2 + 1;
      asked.currency = OneIn(4) ? "USD" : "KZT";
      break;
    case 5:
      asked.action = Action::kVoid;
      asked.of = AnyReservation(asked.ledger);
      break;
    case 6:
    case 7: {
      asked.action = Action::kReverse;
      asked.of = "ent_01j00000000000000000000000";
      const std::string from = OneIn(12) ? AnyLedger() : asked.ledger;
      const auto found = model.books().find(from);
      if (found == model.books().end() || found->second.entries.empty() || OneIn(12)) break;
      const PlainEntry& original = Any(found->second.entries);
      // Else the turnover of a day would be no sum that the lists could show.
      if (original.legs[0].amount != kHuge) asked.of = original.entry_id;
      break;
    }
    default:
      asked.legs = AnyLegs();
  }
  return asked;
}

// The same again, or with something else in it.
Asked CommandSource::Again(Asked asked) {
  asked.linked = false;
  switch (Below(6)) {
    case 0:
      asked.day = AnyDay();
      break;
    case 1:
      asked.description += "!";
      break;
    case 2:
      if (!asked.legs.empty()) asked.legs = AnyTwoLegs();
      break;
    case 3:
      if (asked.legs.size() == 2) {
        ++asked.legs[0].amount;
        --asked.legs[1].amount;
      }
      break;
    default:
      break;
  }
  return asked;
}

std::vector<Asked> CommandSource::Batch(const PlainLedger& model, long long now) {
  std::vector<Asked> batch;
  const std::uint64_t size = OneIn(25) ? 90 : 1 + Below(7);
  while (batch.size() < size) {
    const bool again = !asked_.empty() && OneIn(5);
    const std::uint64_t newest = std::min<std::uint64_t>(asked_.size(), 25);
    batch.push_back(again ? Again(asked_[asked_.size() - 1 - Below(newest)]) : Fresh(model, now));
    asked_.push_back(batch.back());
    batch.back().linked = batch.size() < size && OneIn(4);
  }
  return batch;
}

std::vector<Asked> CommandSource::Documents() {
  std::vector<Asked> documents;
  for (std::uint64_t i = 0, count = 1 + Below(3); i < count; ++i) {
    const int number = OneIn(10) ? static_cast<int>(Below(ids_ + 1)) : ++ids_;
    documents.push_back(
        {Action::kPost, AnyLedger(), "clm-" + std::to_string(number), AnyDay(), AnyLegs()});
  }
  return documents;
}

}  // namespace tirek::settlement::model
