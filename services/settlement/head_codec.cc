#include "services/settlement/head_codec.h"

#include <algorithm>

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::settlement {
namespace {

constexpr int kMostHeads = 1'000;

bool IsHash(const std::string& text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace

Result<HeadFilter> FromProto(const v1::ListLedgerHeadsRequest& request) {
  return HeadFilter{request.provider_id()};
}

Result<std::vector<KeptHead>> FromProto(const v1::CheckLedgerHeadsRequest& request) {
  FieldCheck check;
  const int count = request.heads_size();
  if (count < 1 || count > kMostHeads) {
    check.Add("heads", "LEDGER_HEADS", "1 to 1000 heads");
    return check.Done().error();
  }
  std::vector<KeptHead> heads;
  for (int i = 0; i < count; ++i) {
    const v1::LedgerHead& head = request.heads(i);
    if (head.ledger_id().empty() || head.sequence() < 1 || !IsHash(head.hash())) {
      check.Add("heads[" + std::to_string(i) + "]", "LEDGER_HEADS",
                "a head with a ledger_id, a sequence from 1 and a hash of 64 digits");
    }
    heads.push_back({head.ledger_id(), head.sequence(), head.hash(), {}});
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return heads;
}

Result<JournalFilter> FromProto(const v1::GetLedgerJournalRequest& request) {
  FieldCheck check;
  JournalFilter filter{rpc::TakeWord(check, "format", request.format()), request.provider_id(),
                       request.payer()};
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

v1::LedgerHead ToProto(const KeptHead& head) {
  v1::LedgerHead proto;
  proto.set_ledger_id(head.ledger_id);
  proto.set_sequence(head.sequence);
  proto.set_hash(head.hash);
  *proto.mutable_record_time() = rpc::ToProto(head.record_time);
  return proto;
}

v1::HeadCheck ToProto(const HeadCheck& check) {
  v1::HeadCheck proto;
  proto.set_ledger_id(check.ledger_id);
  proto.set_sequence(check.sequence);
  proto.set_outcome(rpc::FromWord<v1::HeadOutcome>(check.outcome));
  return proto;
}

}  // namespace tirek::settlement
