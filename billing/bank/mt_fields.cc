#include "billing/bank/mt_fields.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "billing/bank/amount_text.h"
#include "core/calendar/digits.h"

namespace tirek::bank {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }

bool AreDigits(std::string_view text) { return std::all_of(text.begin(), text.end(), IsDigit); }

// Value dates follow months of thirty days with some banks: 30 February is the month's last day.
std::optional<CivilDate> ValueDate(std::string_view text) {
  if (const std::optional<CivilDate> date = ParseSwiftDate(text)) return date;
  if (text.size() != 6 || DigitsValue(text.substr(4, 2)).value_or(99) > 31) return {};
  for (const char* last : {"30", "29", "28"}) {
    const auto date = ParseSwiftDate(std::string(text.substr(0, 4)) + last);
    if (date && text.substr(4, 2) > last) return date;
  }
  return {};
}

// A booking day is given as month and day: its year is the one nearest to the value date.
std::optional<CivilDate> BookedDate(std::string_view text, CivilDate value_date) {
  const std::optional<int> month = DigitsValue(text.substr(0, 2));
  const std::optional<int> day = DigitsValue(text.substr(2, 2));
  std::optional<CivilDate> nearest;
  for (int year = value_date.year() - 1; year <= value_date.year() + 1; ++year) {
    const auto date = CivilDate::FromYmd(year, month.value_or(0), day.value_or(0));
    if (!date) continue;
    if (!nearest || std::abs(*date - value_date) < std::abs(*nearest - value_date)) nearest = date;
  }
  return nearest;
}

std::string_view Take(std::string_view& text, std::size_t length) {
  const std::string_view taken = text.substr(0, length);
  text.remove_prefix(taken.size());
  return taken;
}

// Without what some banks put there: blanks instead of an absent booking day.
void SkipBlanks(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
}

// C, D, RC, RD, EC or ED, then perhaps the currency's third letter.
void TakeMark(std::string_view& text, MtEntry& entry) {
  if (text.starts_with('R') || text.starts_with('E')) {
    (text.front() == 'R' ? entry.reversal : entry.expected) = true;
    text.remove_prefix(1);
  }
  const char mark = text.empty() ? ' ' : text.front();
  if (mark != 'C' && mark != 'D') return;
  const bool is_credit = (mark == 'C') != entry.reversal;
  entry.direction = is_credit ? Direction::kCredit : Direction::kDebit;
  text.remove_prefix(1);
  if (!text.empty() && IsCapital(text.front())) text.remove_prefix(1);
}

std::string_view TakeAmount(std::string_view& text) {
  const auto end =
      std::find_if_not(text.begin(), text.end(), [](char c) { return IsDigit(c) || c == ','; });
  return Take(text, static_cast<std::size_t>(end - text.begin()));
}

std::string_view TakeUntil(std::string_view& text, std::string_view end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view taken = Take(text, at);
  Take(text, end.size());
  return taken;
}

// The separator of subfields, when `text` has them: behind three digits, before two.
char SubfieldMark(std::string_view text) {
  if (text.size() < 6 || !AreDigits(text.substr(0, 3)) || !AreDigits(text.substr(4, 2))) return 0;
  return text[3] == '?' || text[3] == '>' ? text[3] : '\0';
}

std::string Joined(std::string_view text, std::string_view between) {
  std::string joined;
  while (!text.empty()) {
    std::string_view line = TakeUntil(text, "\n");
    if (!joined.empty()) joined += between;
    joined += line;
  }
  return joined;
}

// The value of "EREF+…" up to the next word of the same form.
std::string EndToEndIdIn(std::string_view purpose) {
  const std::size_t start = purpose.find("EREF+");
  if (start == std::string_view::npos) return {};
  std::string_view value = purpose.substr(start + 5);
  for (const std::string_view next : {"KREF+", "MREF+", "CRED+", "SVWZ+", "ABWA+", "MTLG:"}) {
    value = value.substr(0, value.find(next));
  }
  while (value.ends_with(' ')) value.remove_suffix(1);
  while (value.starts_with(' ')) value.remove_prefix(1);
  return std::string(value);
}

void TakeSubfield(std::string_view number, std::string_view text, MtDetails& details) {
  const bool is_purpose = (number >= "20" && number <= "29") || (number >= "60" && number <= "63");
  if (is_purpose) {
    details.purpose += text;
  } else if (number == "30") {
    details.bank += text;
  } else if (number == "31" || number == "38") {
    details.account = text;
  } else if (number == "32" || number == "33") {
    details.name += text;
  }
}

}  // namespace

std::optional<MtBalance> ParseMtBalance(std::string_view text) {
  if (text.size() < 11 || (text[0] != 'C' && text[0] != 'D')) return {};
  const std::optional<CivilDate> date = ParseSwiftDate(text.substr(1, 6));
  const Result<Currency> currency = Currency::FromCode(text.substr(7, 3));
  if (!date || !currency) return {};
  const std::optional<Money> amount = ParseBankAmount(text.substr(10), ',', *currency);
  if (!amount) return {};
  const std::int64_t minor = amount->minor();
  return MtBalance{Money::FromMinor(text[0] == 'C' ? minor : -minor, *currency), *date};
}

MtEntry ParseMtEntry(std::string_view text) {
  MtEntry entry;
  std::string_view first = TakeUntil(text, "\n");
  entry.supplement = text;
  entry.value_date = ValueDate(Take(first, 6));
  if (first.size() >= 4 && AreDigits(first.substr(0, 4))) {
    const std::string_view booked = Take(first, 4);
    if (entry.value_date) entry.booked_date = BookedDate(booked, *entry.value_date);
  } else {
    SkipBlanks(first);
  }
  TakeMark(first, entry);
  entry.amount = TakeAmount(first);
  // A type follows, or nothing. Behind an amount with a point its decimals would.
  if (!first.empty() && !IsCapital(first.front())) entry.amount = {};
  if (first.size() >= 4 && IsCapital(first.front())) entry.type = Take(first, 4);
  entry.reference = TakeUntil(first, "//");
  entry.bank_reference = first;
  // Some banks pad the reference and write the other side's name behind it.
  const std::size_t padding = entry.reference.find("  ");
  if (padding == std::string_view::npos) return entry;
  if (entry.supplement.empty()) {
    entry.supplement = entry.reference.substr(padding);
    SkipBlanks(entry.supplement);
  }
  entry.reference = entry.reference.substr(0, padding);
  return entry;
}

std::optional<MtSum> ParseMtSum(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), IsDigit);
  const std::string_view digits = Take(text, static_cast<std::size_t>(end - text.begin()));
  const std::optional<long long> count = ParseCount(digits);
  const Result<Currency> currency = Currency::FromCode(text.substr(0, 3));
  if (!count || !currency) return {};
  const std::optional<Money> amount = ParseBankAmount(text.substr(3), ',', *currency);
  if (!amount) return {};
  return MtSum{*count, *amount};
}

MtDetails ParseMtDetails(std::string_view text) {
  MtDetails details;
  const char mark = SubfieldMark(text);
  if (mark == 0) {
    details.purpose = Joined(text, " ");
  } else {
    details.code = text.substr(0, 3);
    // Lines are cut anywhere, in the middle of words and of subfields.
    const std::string whole = Joined(text.substr(4), "");
    std::string_view rest = whole;
    while (!rest.empty()) {
      const std::string_view number = Take(rest, 2);
      TakeSubfield(number, TakeUntil(rest, std::string_view(&mark, 1)), details);
    }
  }
  details.end_to_end_id = EndToEndIdIn(details.purpose);
  return details;
}

}  // namespace tirek::bank
