#include "billing/bank/mt940.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "billing/bank/mt_fields.h"
#include "billing/bank/mt_statement.h"
#include "billing/bank/text_lines.h"
#include "billing/bank/utf8.h"

namespace tirek::bank {
namespace {

constexpr std::size_t kLongestField = 64 * 1024;

// Others that look like tags are text: wrapped times ("12:11") begin lines too.
constexpr std::array<std::string_view, 22> kTags = {
    "13", "13D", "20",  "21", "25", "25P", "28",  "28C", "34F", "60F", "60M",
    "61", "62F", "62M", "64", "65", "86",  "90C", "90D", "940", "942", "NS"};

// The tag of ":61:…", or nothing.
std::string_view TagOf(std::string_view line) {
  if (line.size() < 4 || line.front() != ':') return {};
  const std::size_t end = line.find(':', 1);
  if (end == std::string_view::npos) return {};
  const std::string_view tag = line.substr(1, end - 1);
  return std::find(kTags.begin(), kTags.end(), tag) != kTags.end() ? tag : std::string_view();
}

bool IsBalanceTag(std::string_view tag) {
  return tag == "60F" || tag == "60M" || tag == "62F" || tag == "62M" || tag == "64" || tag == "65";
}

std::string_view WithoutFrame(std::string_view line) {
  while (!line.empty() && (line.front() == '\x01' || line.front() == '\x03')) line.remove_prefix(1);
  while (!line.empty() && (line.back() == '\x03' || line.back() == ' ')) line.remove_suffix(1);
  return line;
}

class MtReader {
 public:
  MtReader(PeekedBytes& source, StatementSink& sink, Refusals& refusals)
      : source_(source), lines_(source, Encoding::kWindows1251), sink_(sink), refusals_(refusals) {}

  void Read() {
    for (auto state = lines_.Next(); state != TextLines::State::kEnd; state = lines_.Next()) {
      if (state == TextLines::State::kLine) {
        TakeText(WithoutFrame(lines_.text()));
      } else if (state == TextLines::State::kTooLong) {
        Refuse("STATEMENT_LINE_TOO_LONG", "at most 65536 bytes in a line");
      } else {
        Refuse("STATEMENT_ENCODING", "text in UTF-8 or windows-1251");
      }
    }
    if (source_.too_large())
      Refuse("STATEMENT_TOO_LARGE", "no more bytes than are read of one file");
    EndField();
    EndMessage();
    FinishStatement();
    if (statements_ == 0 && refusals_.empty()) {
      refusals_.Add(1, {}, "STATEMENT_NO_ACCOUNT", "at least one message of MT940 or MT942");
    }
  }

 private:
  void Refuse(std::string_view reason, std::string expected) {
    refusals_.Add(std::max(lines_.number(), 1), {}, reason, std::move(expected));
  }

  // Stray control characters of old terminals become blanks; a zero byte is no text at all.
  void TakeText(std::string_view line) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (std::none_of(line.begin(), line.end(), is_control)) {
      TakeLine(line);
      return;
    }
    if (line.find('\0') != std::string_view::npos) {
      Refuse("STATEMENT_CONTROL_CHARACTER", "text without zero bytes");
    }
    std::string blanked(line);
    std::replace_if(blanked.begin(), blanked.end(), is_control, ' ');
    TakeLine(blanked);
  }

  void TakeLine(std::string_view line) {
    const std::string_view tag = TagOf(line);
    const bool is_end = line == "-" || line.starts_with("-}");
    if (tag.empty() && !is_end && !line.starts_with('{')) {
      Continue(line);
      return;
    }
    EndField();
    if (tag.empty()) {
      EndMessage();
      return;
    }
    tag_ = tag;
    value_ = line.substr(tag.size() + 2);
    line_ = lines_.number();
  }

  // Lines outside of messages are the envelopes of banks' programs.
  void Continue(std::string_view line) {
    if (tag_.empty()) return;
    if (value_.size() + line.size() > kLongestField) {
      Refuse("STATEMENT_TEXT_TOO_LONG", "at most 65536 bytes in a field");
      return;
    }
    value_ += '\n';
    value_ += line;
  }

  void EndField() {
    if (tag_.empty()) return;
    while (value_.ends_with('\n')) value_.pop_back();
    TakeField();
    tag_.clear();
  }

  void TakeField() {
    if (tag_ == "20" || tag_ == "940" || tag_ == "942") {
      EndMessage();
      if (tag_ == "20") StartMessage();
      return;
    }
    if (!head_) StartMessage();
    if (IsBalanceTag(tag_)) {
      TakeBalance();
    } else if (tag_ == "25" || tag_ == "25P") {
      TakeAccount();
    } else if (tag_ == "28" || tag_ == "28C") {
      head_->number = value_;
    } else if (tag_ == "34F" || tag_ == "13" || tag_ == "13D") {
      head_->interim = true;
      const Result<Currency> currency = Currency::FromCode(std::string_view(value_).substr(0, 3));
      if (tag_ == "34F" && currency) head_->currency = *currency;
    } else if (tag_ == "61") {
      TakeEntry();
    } else if (tag_ == "90C" || tag_ == "90D") {
      TakeSum();
    } else if ((tag_ == "86" || tag_ == "NS") && statement_) {
      statement_->TakeDetails(value_);
    }
  }

  void StartMessage() {
    head_.emplace();
    head_->line = line_;
    opened_ = false;
  }

  // "…EUR" behind a number is the currency and no part of it; an IBAN is taken as it is.
  void TakeAccount() {
    std::string_view account = Trimmed(value_);
    const std::size_t digits = account.size() < 4 ? 0 : account.size() - 3;
    const Result<Currency> currency = Currency::FromCode(account.substr(digits));
    if (digits > 0 && currency && !Iban::Parse(account)) {
      head_->currency = *currency;
      account = account.substr(0, digits);
    }
    head_->account = account;
  }

  void TakeBalance() {
    const std::optional<MtBalance> balance = ParseMtBalance(value_);
    if (!balance) {
      refusals_.Add(line_, tag_, "STATEMENT_AMOUNT",
                    "a balance such as C260131KZT1250,40: sign, date, currency, amount");
      // What stands there is not known, but that a balance stands there is.
      if (tag_.starts_with("60")) {
        FinishStatement();
        opened_ = true;
      }
    } else if (tag_ == "60F" || tag_ == "60M") {
      OpenBalance(*balance);
    } else if (!statement_ || !opened_) {
      RequireOpening();
    } else if (tag_ == "62F" || tag_ == "62M") {
      statement_->Close(tag_, *balance, line_);
    } else {
      statement_->TakeBalance(tag_, *balance);
    }
  }

  void OpenBalance(const MtBalance& balance) {
    opened_ = true;
    const bool is_page = tag_ == "60M" && statement_ && statement_->is_between_pages() &&
                         statement_->account() == head_->account;
    if (is_page) {
      statement_->Continue(balance, line_);
      return;
    }
    Begin(balance.amount.currency());
    statement_->Open(balance, tag_ == "60M");
  }

  void Begin(Currency currency) {
    FinishStatement();
    statement_.emplace(statements_++, *head_, currency, sink_, refusals_);
  }

  // MT942 has no balances: its first entry begins it.
  bool RequireOpening() {
    if (opened_ && statement_) return true;
    if (!opened_ && head_->interim && head_->currency) {
      opened_ = true;
      Begin(*head_->currency);
      return true;
    }
    if (!opened_) {
      refusals_.Add(head_->line, "60F", "STATEMENT_VALUE_MISSING",
                    "an opening balance, or the currency in :34F:, before the first entry");
    }
    opened_ = true;
    return false;
  }

  void TakeEntry() {
    if (RequireOpening()) statement_->TakeEntry(ParseMtEntry(value_), line_);
  }

  void TakeSum() {
    if (!RequireOpening()) return;
    const std::optional<MtSum> sum = ParseMtSum(value_);
    if (sum) {
      statement_->TakeSum(tag_, *sum, line_);
    } else {
      refusals_.Add(line_, tag_, "STATEMENT_AMOUNT", "a sum such as 3KZT1250,40");
    }
  }

  void EndMessage() {
    if (!head_) return;
    if (!opened_) RequireOpening();
    if (statement_) statement_->EndEntry();
    head_.reset();
    if (statement_ && !statement_->is_between_pages()) FinishStatement();
  }

  void FinishStatement() {
    if (statement_) statement_->Finish();
    statement_.reset();
  }

  PeekedBytes& source_;
  TextLines lines_;
  StatementSink& sink_;
  Refusals& refusals_;
  std::string tag_;  // of the field that is being read; empty between messages
  std::string value_;
  int line_ = 0;
  std::optional<MtHead> head_;  // of the message that is being read
  bool opened_ = false;         // it has its opening balance, or was refused for having none
  std::optional<MtStatement> statement_;
  std::size_t statements_ = 0;
};

}  // namespace

void ReadMt940(PeekedBytes& source, StatementSink& sink, Refusals& refusals) {
  MtReader(source, sink, refusals).Read();
}

}  // namespace tirek::bank
