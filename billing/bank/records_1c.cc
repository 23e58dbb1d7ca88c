#include "billing/bank/records_1c.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "core/base/result.h"

namespace tirek::bank {
namespace {

// 2.0 and 2.00 are Kazakh banks' own numbers for the same grammar.
constexpr std::array<std::string_view, 5> kVersions = {"1.01", "1.02", "1.03", "2.0", "2.00"};

using Keys = std::initializer_list<Key1c>;

// One pair of quotes around a value that is no free text: `"Выписка"`.
std::string_view Unquoted(std::string_view text) {
  if (text.size() >= 2 && text.starts_with('"') && text.ends_with('"')) {
    text = text.substr(1, text.size() - 2);
  }
  return text;
}

std::string TextOf(const Section& section, Keys keys) {
  const Field* field = section.Find(keys);
  return field == nullptr ? std::string() : field->text;
}

// An identifier as it is compared: without quotes and spaces, in capitals.
std::string IdentifierOf(const Section& section, Keys keys) {
  const Field* field = section.Find(keys);
  if (field == nullptr) return {};
  std::string text(Unquoted(field->text));
  std::erase(text, ' ');
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// `name` is what the refusal calls the missing value.
const Field* Required(const Section& section, Keys keys, std::string_view name,
                      Refusals& refusals) {
  const Field* field = section.Find(keys);
  if (field == nullptr) {
    refusals.Add(section.line, name, "STATEMENT_VALUE_MISSING",
                 "a value for it in the section that begins here");
  }
  return field;
}

std::optional<int> Number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<CivilDate> ParseDate(std::string_view text) {
  if (text.size() != 10 || text[2] != '.' || text[5] != '.') return {};
  const auto day = Number(text.substr(0, 2));
  const auto month = Number(text.substr(3, 2));
  const auto year = Number(text.substr(6, 4));
  if (!day || !month || !year) return {};
  return CivilDate::FromYmd(*year, *month, *day);
}

std::optional<CivilDate> DateOf(const Field* field, Refusals& refusals) {
  if (field == nullptr) return {};
  const std::optional<CivilDate> date = ParseDate(Unquoted(field->text));
  if (!date) {
    refusals.Add(field->line, field->key, "STATEMENT_DATE",
                 "a date that exists, written dd.mm.yyyy");
  }
  return date;
}

std::optional<StatedAmount> AmountOf(const Field* field, Refusals& refusals) {
  if (field == nullptr) return {};
  std::string text(Unquoted(field->text));
  if (text.find('.') == std::string::npos) std::replace(text.begin(), text.end(), ',', '.');
  const Result<Decimal> amount = Decimal::Parse(text);
  if (amount) return StatedAmount{*amount, {field->line, field->key}};
  refusals.Add(field->line, field->key, "STATEMENT_AMOUNT",
               "an amount such as 1250.40 or 1250,40, without spaces");
  return {};
}

std::optional<Currency> CurrencyOf(const Section& section, Refusals& refusals) {
  const Field* field = section.Find({Key1c::kCurrency});
  if (field == nullptr) return {};
  const Result<Currency> currency = Currency::FromCode(Unquoted(field->text));
  if (currency) return *currency;
  refusals.Add(field->line, field->key, "STATEMENT_CURRENCY", "a code of ISO 4217, such as KZT");
  return {};
}

void ReadPeriod(const Section& section, const Section& header, AccountRecord& account,
                Refusals& refusals) {
  const auto either = [&](Keys keys) {
    const Field* own = section.Find(keys);
    return own != nullptr ? own : header.Find(keys);
  };
  const Field* first = either({Key1c::kStartDate});
  const Field* last = either({Key1c::kEndDate});
  if (first == nullptr) Required(section, {Key1c::kStartDate}, "ДатаНачала", refusals);
  if (last == nullptr) Required(section, {Key1c::kEndDate}, "ДатаКонца", refusals);
  const std::optional<CivilDate> start = DateOf(first, refusals);
  const std::optional<CivilDate> last_day = DateOf(last, refusals);
  if (!start || !last_day) return;
  const std::optional<CivilDate> end = last_day->PlusDays(1);
  if (*last_day < *start || !end) {
    refusals.Add(last->line, last->key, "STATEMENT_PERIOD", "a last day on or after the first day");
    return;
  }
  account.period = {*start, *end};
}

void ReadIban(const Section& section, AccountRecord& account, Refusals& refusals) {
  const Field* field = Required(section, {Key1c::kAccount}, "РасчСчет", refusals);
  if (field == nullptr) return;
  Result<Iban> iban = Iban::Parse(IdentifierOf(section, {Key1c::kAccount}));
  if (iban) {
    account.iban = *std::move(iban);
  } else {
    refusals.Add(field->line, field->key, iban.error().reason,
                 "an account as an IBAN: " + iban.error().message);
  }
}

Counterparty ReadPayer(const Section& section) {
  return {
      TextOf(section, {Key1c::kPayerName, Key1c::kPayer1, Key1c::kPayer}),
      IdentifierOf(section, {Key1c::kPayerBin, Key1c::kPayerInn}),
      IdentifierOf(section, {Key1c::kPayerIban, Key1c::kPayerAccount, Key1c::kPayerBankAccount}),
      IdentifierOf(section, {Key1c::kPayerBankBic, Key1c::kPayerBic}),
      IdentifierOf(section, {Key1c::kPayerKbe})};
}

Counterparty ReadPayee(const Section& section) {
  return {
      TextOf(section, {Key1c::kPayeeName, Key1c::kPayee1, Key1c::kPayee}),
      IdentifierOf(section, {Key1c::kPayeeBin, Key1c::kPayeeInn}),
      IdentifierOf(section, {Key1c::kPayeeIban, Key1c::kPayeeAccount, Key1c::kPayeeBankAccount}),
      IdentifierOf(section, {Key1c::kPayeeBankBic, Key1c::kPayeeBic}),
      IdentifierOf(section, {Key1c::kPayeeKbe})};
}

// The whole purpose, or its lines where only they are given.
std::string ReadPurpose(const Section& section) {
  std::string purpose = TextOf(section, {Key1c::kPurpose});
  if (!purpose.empty()) return purpose;
  for (const Key1c key : {Key1c::kPurpose1, Key1c::kPurpose2, Key1c::kPurpose3, Key1c::kPurpose4,
                          Key1c::kPurpose5, Key1c::kPurpose6}) {
    const std::string line = TextOf(section, {key});
    if (line.empty()) continue;
    if (!purpose.empty()) purpose += ' ';
    purpose += line;
  }
  return purpose;
}

// An amount of a document: the direction is not in its sign.
std::optional<StatedAmount> UnsignedAmountOf(const Field* field, Refusals& refusals) {
  std::optional<StatedAmount> stated = AmountOf(field, refusals);
  if (stated && stated->amount.is_negative()) {
    refusals.Add(field->line, field->key, "STATEMENT_AMOUNT", "an amount that is not negative");
  }
  return stated;
}

// A column with zero is an empty column: some banks fill both.
void ReadAmount(const Section& section, DocumentRecord& document, Refusals& refusals) {
  using Column = DocumentRecord::Column;
  const std::size_t before = refusals.count();
  const Field* chosen = nullptr;
  for (const auto& [key, column] : {std::pair<Key1c, Column>(Key1c::kIncome, Column::kIncome),
                                    {Key1c::kExpense, Column::kExpense},
                                    {Key1c::kAmount, Column::kEither}}) {
    const Field* field = section.Find({key});
    const std::optional<StatedAmount> stated = UnsignedAmountOf(field, refusals);
    if (!stated || stated->amount.is_zero()) continue;
    if (chosen == nullptr) {
      chosen = field;
      document.column = column;
      document.amount = *stated;
    } else if (column == Column::kExpense) {
      refusals.Add(field->line, field->key, "STATEMENT_DIRECTION",
                   "money in or money out, not both in one document");
    } else if (stated->amount != document.amount.amount) {
      refusals.Add(field->line, field->key, "STATEMENT_AMOUNT",
                   "the same amount as in " + chosen->key);
    }
  }
  if (chosen == nullptr && refusals.count() == before) {
    refusals.Add(section.line, "Сумма", "STATEMENT_AMOUNT", "an amount greater than zero");
  }
}

}  // namespace

void CheckHeader(const Section& header, Refusals& refusals) {
  const Field* version = Required(header, {Key1c::kVersion}, "ВерсияФормата", refusals);
  if (version == nullptr) return;
  if (std::find(kVersions.begin(), kVersions.end(), Unquoted(version->text)) == kVersions.end()) {
    refusals.Add(version->line, version->key, "STATEMENT_VERSION",
                 "version 1.01, 1.02, 1.03, 2.0 or 2.00");
  }
}

std::optional<AccountRecord> ReadAccount(const Section& section, const Section& header,
                                         Refusals& refusals) {
  const std::size_t before = refusals.count();
  AccountRecord account;
  account.line = section.line;
  ReadIban(section, account, refusals);
  ReadPeriod(section, header, account, refusals);
  account.currency = CurrencyOf(section, refusals);
  const auto amount = [&](Keys keys) { return AmountOf(section.Find(keys), refusals); };
  Required(section, {Key1c::kOpening}, "НачальныйОстаток", refusals);
  Required(section, {Key1c::kClosing}, "КонечныйОстаток", refusals);
  account.opening = amount({Key1c::kOpening}).value_or(StatedAmount());
  account.closing = amount({Key1c::kClosing}).value_or(StatedAmount());
  account.credits = amount({Key1c::kCredited});
  account.debits = amount({Key1c::kDebited});
  if (refusals.count() != before) return {};
  return account;
}

std::optional<DocumentRecord> ReadDocument(const Section& section, Refusals& refusals) {
  const std::size_t before = refusals.count();
  DocumentRecord document;
  document.line = section.line;
  const auto date = [&](Keys keys) { return DateOf(section.Find(keys), refusals); };
  if (Required(section, {Key1c::kNumberKz, Key1c::kNumber}, "НомерДокумента", refusals)) {
    document.number = Unquoted(TextOf(section, {Key1c::kNumberKz, Key1c::kNumber}));
  }
  Required(section, {Key1c::kDateKz, Key1c::kDate}, "ДатаДокумента", refusals);
  document.date = date({Key1c::kDateKz, Key1c::kDate}).value_or(CivilDate());
  document.operation_date = date({Key1c::kOperationDate});
  document.debited_date = date({Key1c::kDebitedDate});
  document.credited_date = date({Key1c::kCreditedDate});
  document.value_date = date({Key1c::kValueDate});
  ReadAmount(section, document, refusals);
  document.currency = CurrencyOf(section, refusals);
  document.payer = ReadPayer(section);
  document.payee = ReadPayee(section);
  document.knp = IdentifierOf(section, {Key1c::kPurposeCode, Key1c::kPurposeCodeShort});
  document.purpose = ReadPurpose(section);
  document.kind = TextOf(section, {Key1c::kKind});
  if (document.kind.empty()) document.kind = Unquoted(section.kind_named);
  if (refusals.count() != before) return {};
  return document;
}

}  // namespace tirek::bank
