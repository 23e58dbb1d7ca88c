#include "billing/ledger/decide.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "billing/ledger/chain.h"
#include "billing/ledger/comparison.h"
#include "billing/ledger/entry_id.h"
#include "billing/ledger/movement.h"
#include "billing/ledger/turnover.h"
#include "core/base/assert.h"

namespace tirek::ledger {
namespace {

// The entry that posts `amount` of a reservation.
Entry EntryOf(const ReservationDraft& reserved, const PostReserved& post, std::int64_t amount) {
  // Two postings of one amount above zero between accounts of one column balance; a missing
  // source id was refused where the request was read.
  return Entry::Make(
             {reserved.ledger_id,
              post.source_type,
              post.source_id,
              post.effective_date,
              reserved.currency,
              reserved.description,
              {{reserved.debit, amount, reserved.dims}, {reserved.credit, -amount, reserved.dims}},
              {}})
      .value();
}

ChainedEntry Chained(const SealedEntry& sealed) {
  const auto view = [](const std::optional<std::string>& text) {
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
  };
  const Entry& entry = sealed.entry.entry;
  ChainedEntry chained{entry.ledger_id(),
                       sealed.entry.sequence,
                       sealed.entry.entry_id,
                       SourceTypeName(entry.source_type()),
                       entry.source_id(),
                       entry.effective_date().epoch_day(),
                       sealed.record_time.micros,
                       entry.description(),
                       view(entry.reverses_id()),
                       entry.currency().code(),
                       {},
                       view(entry.adjustment_reason())};
  chained.postings.reserve(entry.postings().size());
  for (std::size_t i = 0; i < entry.postings().size(); ++i) {
    const Posting& posting = entry.postings()[i];
    const Standing& standing = sealed.standings[i];
    chained.postings.push_back({AccountKindName(posting.account), posting.amount_minor,
                                standing.balance_minor, view(posting.dims.contract_id),
                                view(posting.dims.funding_source), view(posting.dims.budget_code)});
  }
  return chained;
}

class Batch {
 public:
  Batch(Book& book, Instant now) : book_(book), now_(now) {}

  void Expire();
  std::vector<Answer> Run(const CommandSet& set);

 private:
  Answer Do(const Entry& entry);
  Answer Do(const Reservation& reservation);
  Answer Do(const PostReserved& post);
  Answer Do(const VoidReserved& voided);
  Answer Do(const ReverseEntry& reverse);

  LedgerBook& LedgerOf(const std::string& ledger_id);
  Instant TimeOf(const std::string& ledger_id);
  std::optional<Answer> AnswerOfKnown(const Entry& entry) const;
  Period PeriodOf(CivilDate effective_date) const;
  std::optional<Answer> RefusedByPeriod(CivilDate effective_date, bool adjustment) const;
  std::optional<Answer> Hinders(const Entry& entry) const;
  Answer Seal(const Entry& entry, Movement& movement);
  void End(ReservedAmount& reserved, ReservationState state);

  Book& book_;
  const Instant now_;
  std::vector<std::function<void()>> undo_;  // of the set at hand, in order
};

LedgerBook& Batch::LedgerOf(const std::string& ledger_id) {
  const auto found = book_.ledgers.find(ledger_id);
  TIREK_ASSERT(found != book_.ledgers.end());
  return found->second;
}

// A clock that steps back does not take a ledger back with it: nothing is recorded before what
// stands in it already, and what had run out by then has run out.
Instant Batch::TimeOf(const std::string& ledger_id) {
  return std::max(LedgerOf(ledger_id).head.record_time, now_);
}

void Batch::Expire() {
  for (auto& [key, reserved] : book_.reservations) {
    const auto& expire_time = reserved.draft.expire_time;
    if (reserved.state != ReservationState::kOpen || !expire_time) continue;
    if (*expire_time <= TimeOf(key.first)) End(reserved, ReservationState::kExpired);
  }
  undo_.clear();
}

std::vector<Answer> Batch::Run(const CommandSet& set) {
  std::vector<Answer> answers;
  bool refused = false;
  const std::size_t made_before = book_.made.size();
  for (const Command& command : set) {
    answers.push_back(std::visit([this](const auto& asked) { return Do(asked); }, command));
    const Verdict verdict = answers.back().verdict;
    if (verdict == Verdict::kDone || verdict == Verdict::kExists) continue;
    refused = true;
    break;
  }
  if (refused) {
    // Nobody is told of an entry that goes with the set.
    for (std::size_t i = made_before; i < book_.made.size(); ++i) {
      if (book_.made[i].entry.entry_id == answers.back().entry_id) {
        answers.back() = {answers.back().verdict};
      }
    }
    for (auto undo = undo_.rbegin(); undo != undo_.rend(); ++undo) (*undo)();
    for (std::size_t i = 0; i + 1 < answers.size(); ++i) answers[i] = {Verdict::kSetRefused};
    answers.resize(set.size(), {Verdict::kSetRefused});
  }
  undo_.clear();
  return answers;
}

std::optional<Answer> Batch::AnswerOfKnown(const Entry& entry) const {
  const SourceKey key{entry.ledger_id(), entry.source_type(), entry.source_id()};
  const BookEntry* known = nullptr;
  if (const auto found = book_.known.find(key); found != book_.known.end()) known = &found->second;
  if (const auto made = book_.made_of.find(key); made != book_.made_of.end()) {
    known = &book_.made[made->second].entry;
  }
  if (known == nullptr) return {};
  return Answer{CompareWith(known->entry, entry), known->entry_id, known->sequence, ""};
}

Period Batch::PeriodOf(CivilDate effective_date) const {
  const auto period = book_.periods.find(Month::Of(effective_date));
  return period == book_.periods.end() ? Period() : period->second;
}

std::optional<Answer> Batch::RefusedByPeriod(CivilDate effective_date, bool adjustment) const {
  const Period period = PeriodOf(effective_date);
  if (period.Takes(adjustment)) return {};
  const bool closed = period.state == PeriodState::kClosed;
  return Answer{closed ? Verdict::kPeriodClosed : Verdict::kPeriodSoftClosed};
}

std::optional<Answer> Batch::Hinders(const Entry& entry) const {
  if (auto refused =
          RefusedByPeriod(entry.effective_date(), entry.adjustment_reason().has_value())) {
    return refused;
  }
  if (entry.reverses_id() && book_.reversed.contains({entry.ledger_id(), *entry.reverses_id()})) {
    return Answer{Verdict::kReversedAlready};
  }
  return {};
}

Answer Batch::Do(const Entry& entry) {
  if (auto known = AnswerOfKnown(entry)) return *known;
  if (auto hindered = Hinders(entry)) return *hindered;
  Movement movement(LedgerOf(entry.ledger_id()));
  if (!movement.Post(entry)) return {Verdict::kAmountOverflow};
  if (const auto broken = movement.BrokenLimit()) {
    return {broken->verdict, "", 0, std::string(AccountKindName(broken->account))};
  }
  return Seal(entry, movement);
}

Answer Batch::Seal(const Entry& entry, Movement& movement) {
  LedgerBook& ledger = LedgerOf(entry.ledger_id());
  movement.Apply(undo_);
  undo_.emplace_back([&ledger, head = ledger.head, changed = ledger.changed] {
    ledger.head = head;
    ledger.changed = changed;
  });
  // Nothing is recorded before its month came into the state that took it.
  const Instant recorded =
      std::max(TimeOf(entry.ledger_id()), PeriodOf(entry.effective_date()).since);
  const std::int64_t sequence = ledger.head.sequence + 1;
  SealedEntry sealed{{EntryIdOf(ledger.number, sequence), sequence, entry},
                     recorded,
                     movement.TakeStandings(),
                     ""};
  sealed.hash = ChainHash(ledger.head.hash, Chained(sealed));
  ledger.head = {sealed.entry.sequence, sealed.hash, recorded};
  ledger.changed = true;
  Answer answer{Verdict::kDone, sealed.entry.entry_id, sealed.entry.sequence, ""};
  const auto made_of = book_.made_of.emplace(
      SourceKey{entry.ledger_id(), entry.source_type(), entry.source_id()}, book_.made.size());
  book_.made.push_back(std::move(sealed));
  undo_.emplace_back([this, of = made_of.first] {
    book_.made_of.erase(of);
    book_.made.pop_back();
  });
  if (entry.reverses_id()) {
    const auto reversed = book_.reversed.emplace(entry.ledger_id(), *entry.reverses_id()).first;
    undo_.emplace_back([this, reversed] { book_.reversed.erase(reversed); });
  }
  return answer;
}

Answer Batch::Do(const Reservation& reservation) {
  const ReservationDraft& draft = reservation.draft();
  const std::pair key(draft.ledger_id, draft.reservation_id);
  if (const auto known = book_.reservations.find(key); known != book_.reservations.end()) {
    return {CompareWith(known->second.draft, draft), known->second.entry_id, 0, ""};
  }
  if (draft.expire_time && *draft.expire_time <= TimeOf(draft.ledger_id)) {
    return {Verdict::kReservationExpired};
  }
  if (auto refused = RefusedByPeriod(draft.effective_date, false)) return *refused;
  Movement movement(LedgerOf(draft.ledger_id));
  if (!movement.Reserve(draft)) return {Verdict::kAmountOverflow};
  if (const auto broken = movement.BrokenLimit()) {
    return {broken->verdict, "", 0, std::string(AccountKindName(broken->account))};
  }
  movement.Apply(undo_);
  const auto made =
      book_.reservations.emplace(key, ReservedAmount{draft, ReservationState::kOpen, "", true})
          .first;
  undo_.emplace_back([this, made] { book_.reservations.erase(made); });
  return {};
}

void Batch::End(ReservedAmount& reserved, ReservationState state) {
  Movement movement(LedgerOf(reserved.draft.ledger_id));
  movement.Free(reserved.draft);
  movement.Apply(undo_);
  undo_.emplace_back([&reserved, before = reserved] { reserved = before; });
  reserved.state = state;
  reserved.changed = true;
}

// Of a reservation that is not open, why it cannot be posted or set free any more.
Verdict EndedAs(ReservationState state) {
  if (state == ReservationState::kPosted) return Verdict::kReservationPosted;
  if (state == ReservationState::kVoided) return Verdict::kReservationVoided;
  return Verdict::kReservationExpired;
}

Answer Batch::Do(const PostReserved& post) {
  const auto found = book_.reservations.find({post.ledger_id, post.reservation_id});
  if (found == book_.reservations.end()) return {Verdict::kReservationUnknown};
  ReservedAmount& reserved = found->second;
  const Money whole = Money::FromMinor(reserved.draft.amount_minor, reserved.draft.currency);
  const Money part = post.amount.value_or(whole);
  // Of another currency nothing is reserved.
  if (!(part.currency() == whole.currency()) || part.minor() > whole.minor()) {
    return {Verdict::kReservationExceeded};
  }
  const std::int64_t amount = part.minor();
  const Entry entry = EntryOf(reserved.draft, post, amount);
  if (auto known = AnswerOfKnown(entry)) return *known;
  if (reserved.state != ReservationState::kOpen) return {EndedAs(reserved.state)};
  if (auto hindered = Hinders(entry)) return *hindered;
  Movement movement(LedgerOf(post.ledger_id));
  // Against the limits the amount has counted since it was reserved.
  if (!movement.Post(entry)) return {Verdict::kAmountOverflow};
  Answer answer = Seal(entry, movement);
  End(reserved, ReservationState::kPosted);
  reserved.entry_id = answer.entry_id;
  return answer;
}

Answer Batch::Do(const VoidReserved& voided) {
  const auto found = book_.reservations.find({voided.ledger_id, voided.reservation_id});
  if (found == book_.reservations.end()) return {Verdict::kReservationUnknown};
  ReservedAmount& reserved = found->second;
  if (reserved.state == ReservationState::kVoided) return {Verdict::kExists};
  if (reserved.state != ReservationState::kOpen) return {EndedAs(reserved.state)};
  End(reserved, ReservationState::kVoided);
  return {};
}

Answer Batch::Do(const ReverseEntry& reverse) {
  const auto original = book_.originals.find({reverse.ledger_id, reverse.entry_id});
  if (original == book_.originals.end()) return {Verdict::kEntryUnknown};
  return Do(Reverse(original->second, {reverse.entry_id, reverse.reversal_id,
                                       reverse.effective_date, reverse.adjustment_reason}));
}

}  // namespace

std::vector<std::vector<Answer>> Decide(Book& book, std::span<const CommandSet> sets, Instant now) {
  Batch batch(book, now);
  batch.Expire();
  std::vector<std::vector<Answer>> answers;
  answers.reserve(sets.size());
  for (const CommandSet& set : sets) answers.push_back(batch.Run(set));
  AddUp(book);
  return answers;
}

}  // namespace tirek::ledger
