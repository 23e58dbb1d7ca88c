#include "tests/services/settlement/model/model_wire.h"

namespace tirek::settlement::model {
namespace {

void SetLedger(const Asked& asked, v1::LedgerCommand& command) {
  if (asked.ledger == "PAYER") {
    command.set_payer(true);
  } else {
    command.set_provider_id(asked.ledger);
  }
}

void SetReserve(const Asked& asked, v1::ReserveCommand& reserve) {
  reserve.set_debit_account(asked.legs[0].account);
  reserve.set_credit_account(asked.legs[1].account);
  *reserve.mutable_amount() = MoneyOf(asked.legs[0].currency, asked.legs[0].amount);
  *reserve.mutable_effective_date() = DateOf(asked.day);
  reserve.set_description(asked.description);
  if (asked.expire_time) {
    reserve.mutable_expire_time()->set_seconds(*asked.expire_time / 1'000'000);
    reserve.mutable_expire_time()->set_nanos(
        static_cast<int>(*asked.expire_time % 1'000'000 * 1000));
  }
}

void SetPost(const Asked& asked, v1::EntryCommand& post) {
  *post.mutable_effective_date() = DateOf(asked.day);
  post.set_description(asked.description);
  for (const Leg& leg : asked.legs) {
    v1::Posting* posting = post.add_postings();
    posting->set_account(leg.account);
    *posting->mutable_amount() = MoneyOf(leg.currency, leg.amount);
  }
}

void SetPostReserved(const Asked& asked, v1::PostReservedCommand& post) {
  post.set_reservation_id(asked.of);
  *post.mutable_effective_date() = DateOf(asked.day);
  if (asked.amount) *post.mutable_amount() = MoneyOf(asked.currency, *asked.amount);
}

}  // namespace

google::type::Date DateOf(const std::string& day) {
  google::type::Date date;
  date.set_year(std::stoi(day.substr(0, 4)));
  date.set_month(std::stoi(day.substr(5, 2)));
  date.set_day(std::stoi(day.substr(8, 2)));
  return date;
}

common::v1::Money MoneyOf(const std::string& currency, long long minor) {
  common::v1::Money money;
  money.set_currency_code(currency);
  money.set_minor_units(minor);
  return money;
}

v1::PostEntriesRequest RequestOf(const std::vector<Asked>& batch) {
  v1::PostEntriesRequest request;
  for (const Asked& asked : batch) {
    v1::LedgerCommand& command = *request.add_commands();
    command.set_command_id(asked.id);
    command.set_linked(asked.linked);
    SetLedger(asked, command);
    if (asked.action == Action::kPost) SetPost(asked, *command.mutable_post());
    if (asked.action == Action::kReserve) SetReserve(asked, *command.mutable_reserve());
    if (asked.action == Action::kPostReserved) {
      SetPostReserved(asked, *command.mutable_post_reserved());
    }
    if (asked.action == Action::kVoid)
      command.mutable_void_reserved()->set_reservation_id(asked.of);
    if (asked.action == Action::kReverse) {
      command.mutable_reverse()->set_entry_id(asked.of);
      *command.mutable_reverse()->mutable_effective_date() = DateOf(asked.day);
    }
  }
  return request;
}

std::vector<ledger::Entry> DocumentsOf(const std::vector<Asked>& asked) {
  std::vector<ledger::Entry> entries;
  for (const Asked& document : asked) {
    ledger::EntryDraft draft{document.ledger,
                             ledger::SourceType::kClaim,
                             document.id,
                             *CivilDate::Parse(document.day),
                             *Currency::FromCode(document.legs[0].currency),
                             document.description,
                             {},
                             {}};
    for (const Leg& leg : document.legs) {
      draft.postings.push_back({*ledger::ParseAccountKind(leg.account), leg.amount, {}});
    }
    entries.push_back(*ledger::Entry::Make(std::move(draft)));
  }
  return entries;
}

}  // namespace tirek::settlement::model
