#include "services/settlement/command_codec.h"

#include "billing/ledger/book.h"
#include "core/base/id.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"
#include "core/rpc/request_fields.h"
#include "services/settlement/row_values.h"
#include "services/settlement/time_field.h"

namespace tirek::settlement {
namespace {

constexpr int kMostCommands = 8'192;
constexpr std::size_t kMostPostings = 100;
constexpr std::size_t kMostText = 500;
constexpr std::size_t kMostReason = 300;

// The fields of one command; what is wrong is named by where the command stands.
class CommandReader {
 public:
  CommandReader(FieldCheck& check, std::string where) : check_(check), where_(std::move(where)) {}

  std::optional<ledger::Command> Read(const v1::LedgerCommand& command);

 private:
  std::string At(const std::string& field) const { return where_ + "." + field; }
  std::string Ledger(const v1::LedgerCommand& command);
  std::string Id(const std::string& field, const std::string& text);
  std::string Description(const std::string& field, const std::string& text);
  std::optional<std::string> AdjustmentReason(const v1::LedgerCommand& command);
  std::optional<ledger::AccountKind> Account(const std::string& field, const std::string& name);
  std::optional<ledger::Command> Post(const v1::EntryCommand& post);
  std::optional<ledger::Command> Reserve(const v1::ReserveCommand& reserve);
  std::optional<ledger::Command> PostReserved(const v1::PostReservedCommand& post);
  std::optional<ledger::Command> Reverse(const v1::ReverseCommand& reverse);
  // What the rules refuse of values that are right one by one.
  template <typename T>
  std::optional<ledger::Command> Made(Result<T> made, const std::string& field) {
    if (made) return ledger::Command(*std::move(made));
    check_.Add(At(field), made.error().reason, made.error().message);
    return {};
  }

  FieldCheck& check_;
  std::string where_;
  std::string ledger_id_;
  std::string command_id_;
  std::optional<std::string> adjustment_reason_;
};

std::string CommandReader::Ledger(const v1::LedgerCommand& command) {
  if (command.payer() == command.provider_id().empty()) {
    if (command.payer()) return std::string(ledger::kPayerLedger);
    if (IsIdText("prv", command.provider_id())) return command.provider_id();
    check_.Add(At("provider_id"), "INVALID_ID", "the id of a provider");
    return "";
  }
  check_.Add(At("provider_id"), "LEDGER_CHOICE", "whose ledger: a provider_id, or payer");
  return "";
}

std::string CommandReader::Id(const std::string& field, const std::string& text) {
  if (!rpc::IsRequestId(text)) {
    check_.Add(At(field), "COMMAND_ID", "1 to 64 of A-Z, a-z, 0-9, '-' and '_'");
  }
  return text;
}

std::string CommandReader::Description(const std::string& field, const std::string& text) {
  return text.empty() ? "" : check_.Text(At(field), text, kMostText);
}

std::optional<std::string> CommandReader::AdjustmentReason(const v1::LedgerCommand& command) {
  if (command.adjustment_reason().empty()) return {};
  if (!command.has_post() && !command.has_reverse()) {
    check_.Add(At("adjustment_reason"), "ADJUSTMENT_REASON",
               "a reason to adjust with post and reverse alone");
  }
  return check_.Text(At("adjustment_reason"), command.adjustment_reason(), kMostReason);
}

std::optional<ledger::AccountKind> CommandReader::Account(const std::string& field,
                                                          const std::string& name) {
  const auto kind = ledger::ParseAccountKind(name);
  if (!kind) {
    check_.Add(At(field), "LEDGER_ACCOUNT_UNKNOWN", "an account of the chart, such as PAYABLE");
  }
  return kind;
}

std::optional<ledger::Command> CommandReader::Post(const v1::EntryCommand& post) {
  const std::size_t before = check_.violations().size();
  const auto date = check_.Take(At("post.effective_date"), rpc::ToDate(post.effective_date()));
  ledger::EntryDraft draft{ledger_id_,
                           ledger::SourceType::kManual,
                           command_id_,
                           date.value_or(CivilDate()),
                           kTenge,
                           Description("post.description", post.description()),
                           {},
                           {},
                           adjustment_reason_};
  check_.Within(At("post.postings"), post.postings_size(), 2, kMostPostings);
  for (int i = 0; i < post.postings_size() && i < static_cast<int>(kMostPostings); ++i) {
    const v1::Posting& posting = post.postings(i);
    const std::string field = "post.postings[" + std::to_string(i) + "]";
    const auto kind = Account(field + ".account", posting.account());
    const auto amount = check_.Take(At(field + ".amount"), rpc::ToMoney(posting.amount()));
    if (!kind || !amount) continue;
    if (i == 0) draft.currency = amount->currency();
    if (!(amount->currency() == draft.currency)) {
      check_.Add(At(field + ".amount"), "CURRENCY_MISMATCH", "the currency of the first posting");
    }
    draft.postings.push_back(
        {*kind,
         amount->minor(),
         {NullIfEmpty(posting.contract_id()), NullIfEmpty(posting.funding_source()),
          NullIfEmpty(posting.budget_code())}});
  }
  if (check_.violations().size() != before || ledger_id_.empty()) return {};
  return Made(ledger::Entry::Make(std::move(draft)), "post.postings");
}

std::optional<ledger::Command> CommandReader::Reserve(const v1::ReserveCommand& reserve) {
  const std::size_t before = check_.violations().size();
  const auto debit = Account("reserve.debit_account", reserve.debit_account());
  const auto credit = Account("reserve.credit_account", reserve.credit_account());
  const auto amount = check_.Take(At("reserve.amount"), rpc::ToMoney(reserve.amount()));
  const auto date =
      check_.Take(At("reserve.effective_date"), rpc::ToDate(reserve.effective_date()));
  std::optional<Instant> expires;
  if (reserve.has_expire_time()) {
    expires = TakeInstant(check_, At("reserve.expire_time"), reserve.expire_time());
  }
  const std::string text = Description("reserve.description", reserve.description());
  if (check_.violations().size() != before || ledger_id_.empty()) return {};
  return Made(ledger::Reservation::Make({ledger_id_,
                                         command_id_,
                                         *debit,
                                         *credit,
                                         amount->minor(),
                                         amount->currency(),
                                         *date,
                                         text,
                                         {NullIfEmpty(reserve.contract_id()), {}, {}},
                                         expires}),
              "reserve.amount");
}

std::optional<ledger::Command> CommandReader::PostReserved(const v1::PostReservedCommand& post) {
  const auto date =
      check_.Take(At("post_reserved.effective_date"), rpc::ToDate(post.effective_date()));
  const std::string id = Id("post_reserved.reservation_id", post.reservation_id());
  std::optional<Money> amount;
  if (post.has_amount()) {
    amount = check_.Take(At("post_reserved.amount"), rpc::ToMoney(post.amount()));
    if (amount && amount->minor() <= 0) {
      check_.Add(At("post_reserved.amount"), "RESERVATION_AMOUNT", "more than nothing");
    }
  }
  return ledger::PostReserved{
      ledger_id_, id, ledger::SourceType::kManual, command_id_, date.value_or(CivilDate()), amount};
}

std::optional<ledger::Command> CommandReader::Reverse(const v1::ReverseCommand& reverse) {
  const auto date =
      check_.Take(At("reverse.effective_date"), rpc::ToDate(reverse.effective_date()));
  if (!IsIdText("ent", reverse.entry_id())) {
    check_.Add(At("reverse.entry_id"), "INVALID_ID", "the id of an entry");
  }
  return ledger::ReverseEntry{ledger_id_, reverse.entry_id(), command_id_,
                              date.value_or(CivilDate()), adjustment_reason_};
}

std::optional<ledger::Command> CommandReader::Read(const v1::LedgerCommand& command) {
  ledger_id_ = Ledger(command);
  command_id_ = Id("command_id", command.command_id());
  adjustment_reason_ = AdjustmentReason(command);
  switch (command.action_case()) {
    case v1::LedgerCommand::kPost:
      return Post(command.post());
    case v1::LedgerCommand::kReserve:
      return Reserve(command.reserve());
    case v1::LedgerCommand::kPostReserved:
      return PostReserved(command.post_reserved());
    case v1::LedgerCommand::kVoidReserved:
      return ledger::VoidReserved{
          ledger_id_, Id("void_reserved.reservation_id", command.void_reserved().reservation_id())};
    case v1::LedgerCommand::kReverse:
      return Reverse(command.reverse());
    default:
      check_.Add(At("action"), "COMMAND_ACTION",
                 "what the command does: post, reserve, post_reserved, void_reserved or reverse");
      return {};
  }
}

v1::LedgerVerdict ToProto(ledger::Verdict verdict) {
  return rpc::FromWord<v1::LedgerVerdict>(std::string(ledger::VerdictName(verdict)));
}

using Commands = google::protobuf::RepeatedPtrField<v1::LedgerCommand>;

PostedCommands ReadCommands(FieldCheck& check, const Commands& commands) {
  PostedCommands posted;
  const int count = commands.size();
  if (count < 1 || count > kMostCommands) {
    check.Add("commands", "COMMAND_COUNT", "1 to " + std::to_string(kMostCommands) + " commands");
    return posted;
  }
  bool linked = false;
  for (int i = 0; i < count; ++i) {
    const v1::LedgerCommand& asked = commands[i];
    const std::string where = "commands[" + std::to_string(i) + "]";
    auto command = CommandReader(check, where).Read(asked);
    if (!linked) posted.sets.emplace_back();
    if (command) posted.sets.back().push_back(*std::move(command));
    posted.command_ids.push_back(asked.command_id());
    linked = asked.linked();
    if (linked && i + 1 == count) {
      check.Add(where + ".linked", "COMMAND_LINK", "a command after it, which it is linked with");
    }
  }
  return posted;
}

template <typename Request>
Result<PostedCommands> ReadRequest(const Request& request) {
  FieldCheck check;
  if (!rpc::IsRequestId(request.request_id())) {
    check.Add("request_id", "REQUEST_ID_INVALID",
              "1 to 64 of A-Z, a-z, 0-9, '-' and '_', new for each request");
  }
  PostedCommands posted = ReadCommands(check, request.commands());
  TIREK_RETURN_IF_ERROR(check.Done());
  return posted;
}

template <typename Response>
void PutAnswers(const PostedCommands& commands, const Answers& answers, Response& response) {
  for (const auto& set : answers) {
    for (const ledger::Answer& answer : set) {
      v1::CommandAnswer* added = response.add_answers();
      added->set_command_id(
          commands.command_ids[static_cast<std::size_t>(response.answers_size() - 1)]);
      added->set_verdict(ToProto(answer.verdict));
      added->set_entry_id(answer.entry_id);
      added->set_sequence(answer.sequence);
      added->set_account(answer.account);
    }
  }
}

}  // namespace

Result<PostedCommands> FromProto(const v1::PostEntriesRequest& request) {
  return ReadRequest(request);
}

Result<PostedCommands> FromProto(const v1::StreamEntriesRequest& request) {
  return ReadRequest(request);
}

Result<AccountLimits> FromProto(const v1::SetAccountLimitsRequest& request) {
  FieldCheck check;
  AccountLimits limits;
  if (request.payer() != request.provider_id().empty()) {
    check.Add("provider_id", "LEDGER_CHOICE", "whose ledger: a provider_id, or payer");
  }
  limits.ledger_id = request.payer() ? std::string(ledger::kPayerLedger) : request.provider_id();
  const auto kind = ledger::ParseAccountKind(request.account());
  if (!kind) {
    check.Add("account", "LEDGER_ACCOUNT_UNKNOWN", "an account of the chart, such as PAYABLE");
  }
  const auto currency = check.Take("currency_code", Currency::FromCode(request.currency_code()));
  const auto take = [&](const char* field, bool present, const common::v1::Money& money) {
    std::optional<std::int64_t> minor;
    if (!present) return minor;
    const auto amount = check.Take(field, rpc::ToMoney(money));
    if (amount && currency && !(amount->currency() == *currency)) {
      check.Add(field, "ACCOUNT_LIMITS", "limits of one currency, least not above most");
    }
    if (amount) minor = amount->minor();
    return minor;
  };
  limits.least_minor = take("least", request.has_least(), request.least());
  limits.most_minor = take("most", request.has_most(), request.most());
  if (limits.least_minor && limits.most_minor && *limits.least_minor > *limits.most_minor) {
    check.Add("most", "ACCOUNT_LIMITS", "limits of one currency, least not above most");
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  limits.account = *kind;
  limits.currency = *currency;
  return limits;
}

Result<ReservationFilter> FromProto(const v1::ListReservationsRequest& request) {
  FieldCheck check;
  if (request.payer() && !request.provider_id().empty()) {
    check.Add("payer", "LEDGER_CHOICE", "either provider_id or payer, not both");
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return ReservationFilter{request.provider_id(), request.payer(), rpc::ToWord(request.state())};
}

v1::PostEntriesResponse ToProto(const PostedCommands& commands, const Answers& answers) {
  v1::PostEntriesResponse response;
  PutAnswers(commands, answers, response);
  return response;
}

v1::StreamEntriesResponse ToStreamed(const std::string& request_id, const PostedCommands& commands,
                                     const Answers& answers) {
  v1::StreamEntriesResponse response;
  response.set_request_id(request_id);
  PutAnswers(commands, answers, response);
  return response;
}

v1::AccountLimits ToProto(const AccountLimits& limits) {
  v1::AccountLimits proto;
  proto.set_ledger_id(limits.ledger_id);
  proto.set_account(std::string(ledger::AccountKindName(limits.account)));
  const bool debit = ledger::DefinitionOf(limits.account).normal_side == ledger::Side::kDebit;
  const auto money = [&limits](std::int64_t minor) {
    return rpc::ToProto(Money::FromMinor(minor, limits.currency));
  };
  *proto.mutable_balance() = money(debit ? limits.balance_minor : -limits.balance_minor);
  if (limits.least_minor) *proto.mutable_least() = money(*limits.least_minor);
  if (limits.most_minor) *proto.mutable_most() = money(*limits.most_minor);
  return proto;
}

v1::Reservation ToProto(const ListedReservation& reservation) {
  const ledger::ReservationDraft& draft = reservation.draft;
  v1::Reservation proto;
  proto.set_reservation_id(draft.reservation_id);
  proto.set_ledger_id(draft.ledger_id);
  proto.set_debit_account(std::string(ledger::AccountKindName(draft.debit)));
  proto.set_credit_account(std::string(ledger::AccountKindName(draft.credit)));
  *proto.mutable_amount() = rpc::ToProto(Money::FromMinor(draft.amount_minor, draft.currency));
  *proto.mutable_effective_date() = rpc::ToProto(draft.effective_date);
  proto.set_description(draft.description);
  proto.set_contract_id(draft.dims.contract_id.value_or(""));
  if (draft.expire_time) *proto.mutable_expire_time() = rpc::ToProto(*draft.expire_time);
  proto.set_state(rpc::FromWord<v1::ReservationState>(reservation.state));
  proto.set_entry_id(reservation.entry_id);
  return proto;
}

}  // namespace tirek::settlement
