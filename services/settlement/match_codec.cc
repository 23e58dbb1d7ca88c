#include "services/settlement/match_codec.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "billing/bank/reference.h"
#include "core/identity/iban.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kLongestReason = 300;
constexpr int kMostLines = 1000;
constexpr int kMostOrders = 10'000;

std::string TakeAccount(FieldCheck& check, const std::string& iban) {
  if (!iban.empty()) check.Take("account_iban", Iban::Parse(iban));
  return iban;
}

// Each of them once: `parse` gives a value that can be compared.
template <typename Value, typename Parse>
std::vector<Value> TakeEach(FieldCheck& check, const std::string& field, const auto& texts,
                            int most, Parse parse) {
  std::vector<Value> values;
  if (texts.size() > most) {
    check.Add(field, "TOO_MANY", "at most " + std::to_string(most));
    return values;
  }
  std::set<Value> known;
  for (int i = 0; i < texts.size(); ++i) {
    const std::string place = field + "[" + std::to_string(i) + "]";
    const auto value = check.Take(place, parse(texts[i]));
    if (!value) continue;
    if (!known.insert(*value).second) {
      check.Add(place, "MATCH_LINES_UNFIT", "each line and each payment order once");
    }
    values.push_back(*value);
  }
  return values;
}

Result<std::string> EndToEndId(const std::string& text) {
  if (bank::IsReference(text)) return text;
  return Error{
      ErrorKind::kInvalid, "INVALID_ID", "An end-to-end id, such as TRK-202610-GSZ-001.", {}, {}};
}

const char* BandOf(int days) {
  if (days <= 30) return "UP_TO_30_DAYS";
  if (days <= 60) return "31_TO_60_DAYS";
  return days <= 90 ? "61_TO_90_DAYS" : "OVER_90_DAYS";
}

}  // namespace

Result<LineKey> ParseLineKey(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) {
    int number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + slash + 1, end, number);
    const auto id = StatementId::Parse(text.substr(0, slash));
    if (id && read.ec == std::errc() && read.ptr == end && number > 0) {
      LineKey key{id->text(), number};
      if (key.text() == text) return key;
    }
  }
  return Error{ErrorKind::kInvalid,
               "INVALID_ID",
               "A line's id is that of its statement, '/' and its number.",
               {},
               {}};
}

Result<SuggestionFilter> FromProto(const v1::ListMatchSuggestionsRequest& request) {
  FieldCheck check;
  SuggestionFilter filter{TakeAccount(check, request.account_iban())};
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

Result<NewMatch> FromProto(const v1::AcceptMatchRequest& request) {
  FieldCheck check;
  NewMatch wanted;
  wanted.lines = TakeEach<LineKey>(check, "line_ids", request.line_ids(), kMostLines, ParseLineKey);
  wanted.end_to_end_ids = TakeEach<std::string>(check, "end_to_end_ids", request.end_to_end_ids(),
                                                kMostOrders, EndToEndId);
  const bool by_hand = request.suggestion_id().empty();
  if (by_hand || !request.reason().empty()) {
    wanted.reason = check.Text("reason", request.reason(), kLongestReason);
  }
  if (by_hand) {
    wanted.relation = rpc::TakeWord(check, "relation", request.relation());
    if (request.line_ids().empty()) check.Add("line_ids", "REQUIRED", "a line, or a suggestion_id");
  } else {
    const auto id = check.Take("suggestion_id", SuggestionId::Parse(request.suggestion_id()));
    if (id) wanted.suggestion_id = id->text();
    if (request.relation() != 0 || request.line_ids_size() + request.end_to_end_ids_size() > 0) {
      check.Add("suggestion_id", "MATCH_LINES_UNFIT",
                "a suggestion, or else relation, line_ids and end_to_end_ids");
    }
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return wanted;
}

Result<Undoing> FromProto(const v1::UndoMatchRequest& request) {
  FieldCheck check;
  Undoing undoing;
  if (request.match_id().find('/') != std::string::npos) {
    undoing.line = check.Take("match_id", ParseLineKey(request.match_id()));
  } else if (const auto id = check.Take("match_id", MatchId::Parse(request.match_id()))) {
    undoing.match_id = id->text();
  }
  undoing.reason = check.Text("reason", request.reason(), kLongestReason);
  TIREK_RETURN_IF_ERROR(check.Done());
  return undoing;
}

Result<MatchFilter> FromProto(const v1::ListMatchesRequest& request) {
  return MatchFilter{rpc::ToWord(request.relation())};
}

Result<SuspenseFilter> FromProto(const v1::ListSuspenseRequest& request) {
  FieldCheck check;
  SuspenseFilter filter{{}, TakeAccount(check, request.account_iban())};
  if (request.has_as_of()) filter.as_of = check.Take("as_of", rpc::ToDate(request.as_of()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

v1::MatchSuggestion ToProto(const Suggestion& suggestion) {
  v1::MatchSuggestion proto;
  proto.set_suggestion_id(suggestion.suggestion_id.text());
  proto.set_relation(rpc::FromWord<v1::MatchRelation>(suggestion.relation));
  proto.set_confidence(suggestion.confidence);
  for (const LineKey& line : suggestion.lines) proto.add_line_ids(line.text());
  for (const std::string& order : suggestion.end_to_end_ids) proto.add_end_to_end_ids(order);
  if (suggestion.expected) *proto.mutable_expected() = rpc::ToProto(*suggestion.expected);
  *proto.mutable_found() = rpc::ToProto(suggestion.found);
  proto.set_why(suggestion.why);
  return proto;
}

v1::BankMatch ToProto(const BankMatch& match) {
  v1::BankMatch proto;
  proto.set_match_id(match.match_id.text());
  proto.set_relation(rpc::FromWord<v1::MatchRelation>(match.relation));
  std::set<std::string> known;  // a line of several orders, and an order of several lines, once
  for (const MatchedPart& part : match.parts) {
    const std::string line = part.key.text();
    if (known.insert(line).second) proto.add_line_ids(line);
    if (part.end_to_end_id.empty() || !known.insert(part.end_to_end_id).second) continue;
    proto.add_end_to_end_ids(part.end_to_end_id);
  }
  *proto.mutable_amount() = rpc::ToProto(match.amount);
  proto.set_confidence(match.confidence);
  proto.set_principal(match.principal);
  *proto.mutable_record_time() = rpc::ToProto(match.record_time);
  proto.set_reason(match.reason);
  proto.set_undoes_id(match.undoes_id);
  proto.set_undone_by_id(match.undone_by_id);
  return proto;
}

v1::SuspenseItem ToProto(const SuspenseItem& item) {
  v1::SuspenseItem proto;
  proto.set_line_id(item.line.key.text());
  proto.set_account_iban(item.line.account_iban);
  proto.set_direction(item.line.is_credit ? v1::LINE_DIRECTION_CREDIT : v1::LINE_DIRECTION_DEBIT);
  *proto.mutable_amount() = rpc::ToProto(item.line.amount);
  *proto.mutable_book_date() = rpc::ToProto(item.line.book_date);
  proto.set_age_days(item.age_days);
  proto.set_age_band(rpc::FromWord<v1::SuspenseAgeBand>(BandOf(item.age_days)));
  proto.set_reason(item.line.reason);
  proto.set_why(item.line.why);
  proto.set_reference(item.line.reference);
  proto.set_counterparty_bin(item.line.counterparty_bin);
  proto.set_counterparty_iban(item.line.counterparty_iban);
  return proto;
}

}  // namespace tirek::settlement
