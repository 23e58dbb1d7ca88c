#include "services/settlement/ledger_codec.h"

#include "billing/ledger/chart.h"
#include "core/rpc/convert.h"
#include "services/settlement/time_field.h"

namespace tirek::settlement {

Result<EntryFilter> FromProto(const v1::ListLedgerEntriesRequest& request) {
  FieldCheck check;
  EntryFilter filter{request.provider_id(), request.payer(), std::nullopt};
  if (request.payer() && !request.provider_id().empty()) {
    check.Add("payer", "LEDGER_CHOICE", "either provider_id or payer, not both");
  }
  if (!request.month().empty()) filter.month = check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

Result<AccountFilter> FromProto(const v1::ListLedgerAccountsRequest& request) {
  FieldCheck check;
  AccountFilter filter{request.provider_id(), std::nullopt};
  if (request.has_as_of()) filter.as_of = check.Take("as_of", rpc::ToDate(request.as_of()));
  if (request.has_known_at()) filter.known_at = TakeInstant(check, "known_at", request.known_at());
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

v1::LedgerEntry ToProto(const LedgerEntry& entry) {
  v1::LedgerEntry proto;
  proto.set_entry_id(entry.entry_id);
  proto.set_ledger_id(entry.ledger_id);
  proto.set_sequence(entry.sequence);
  proto.set_source_type(entry.source_type);
  proto.set_source_id(entry.source_id);
  *proto.mutable_effective_date() = rpc::ToProto(entry.effective_date);
  *proto.mutable_record_time() = rpc::ToProto(entry.record_time);
  proto.set_description(entry.description);
  proto.set_reverses_id(entry.reverses_id);
  proto.set_adjustment_reason(entry.adjustment_reason);
  for (const LedgerPosting& posting : entry.postings) {
    auto* added = proto.add_postings();
    added->set_account(posting.account);
    *added->mutable_amount() = rpc::ToProto(posting.amount);
    added->set_contract_id(posting.contract_id);
    auto* amount = proto.mutable_amount();
    amount->set_currency_code(added->amount().currency_code());
    // Debits of one entry fit: it could not have been made otherwise.
    if (!posting.amount.is_negative()) {
      amount->set_minor_units(amount->minor_units() + posting.amount.minor());
    }
  }
  return proto;
}

v1::LedgerAccount ToProto(const LedgerAccount& account) {
  v1::LedgerAccount proto;
  if (account.ledger_id != ledger::kPayerLedger) proto.set_provider_id(account.ledger_id);
  proto.set_ledger_id(account.ledger_id);
  proto.set_provider_bin(account.provider_bin);
  proto.set_account(account.account);
  if (account.debit) *proto.mutable_debit() = rpc::ToProto(*account.debit);
  if (account.credit) *proto.mutable_credit() = rpc::ToProto(*account.credit);
  if (account.balance) *proto.mutable_balance() = rpc::ToProto(*account.balance);
  return proto;
}

}  // namespace tirek::settlement
