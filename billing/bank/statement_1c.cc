#include "billing/bank/statement_1c.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "billing/bank/balance.h"
#include "billing/bank/records_1c.h"
#include "billing/bank/reference.h"
#include "billing/bank/refusals.h"
#include "billing/bank/sections_1c.h"

namespace tirek::bank {
namespace {

// A document as one account sees it; a transfer between two accounts of the file has two sides.
struct View {
  Direction direction;
  std::size_t account;  // index of its section
};

// The day the money moved, where the bank says it; else the day of the document.
CivilDate BookedDate(const DocumentRecord& document, Direction direction) {
  if (document.operation_date) return *document.operation_date;
  const auto& moved =
      direction == Direction::kCredit ? document.credited_date : document.debited_date;
  return moved.value_or(document.date);
}

bool SaysWhenBooked(const DocumentRecord& document, Direction direction) {
  return document.operation_date ||
         (direction == Direction::kCredit ? document.credited_date : document.debited_date);
}

// Turns the records of a file into statements, in three steps: everything is read, every document
// finds its account, every account adds up. A step is taken only when the one before refused
// nothing, so that one mistake is not reported as twenty.
class Assembler {
 public:
  void Take(const Section& section) {
    switch (section.kind) {
      case Section::Kind::kHeader:
        header_ = section;
        CheckHeader(header_, refusals_);
        break;
      case Section::Kind::kAccount:
        TakeAccount(section);
        break;
      case Section::Kind::kDocument:
        if (auto document = ReadDocument(section, refusals_)) {
          documents_.push_back(*std::move(document));
        }
        break;
    }
  }

  Result<std::vector<Statement>> Finish() && {
    if (refusals_.empty()) CheckAccounts();
    if (refusals_.empty()) OpenStatements();
    if (refusals_.empty()) PlaceDocuments();
    if (refusals_.empty()) CloseStatements();
    if (!refusals_.empty()) return refusals_.ToError();
    return std::move(statements_);
  }

  Refusals& refusals() { return refusals_; }

 private:
  void TakeAccount(const Section& section) {
    std::optional<AccountRecord> account = ReadAccount(section, header_, refusals_);
    if (!account) return;
    sections_of_[account->iban.text()].push_back(accounts_.size());
    accounts_.push_back(*std::move(account));
  }

  // Sections of one account follow each other in time, each opening with what the last closed with.
  void CheckAccounts() {
    if (accounts_.empty()) {
      refusals_.Add(1, {}, "STATEMENT_NO_ACCOUNT",
                    "a section СекцияРасчСчет with the account's balances");
    }
    for (auto& [iban, sections] : sections_of_) {
      std::sort(sections.begin(), sections.end(), [&](std::size_t a, std::size_t b) {
        return accounts_[a].period.start < accounts_[b].period.start;
      });
      for (std::size_t i = 1; i < sections.size(); ++i) {
        CheckSequence(accounts_[sections[i - 1]], accounts_[sections[i]]);
      }
    }
  }

  void CheckSequence(const AccountRecord& earlier, const AccountRecord& later) {
    if (later.period.start < earlier.period.end) {
      refusals_.Add(later.line, {}, "STATEMENT_PERIOD",
                    "no day that the account's section at line " + std::to_string(earlier.line) +
                        " has already");
    } else if (later.opening.amount != earlier.closing.amount) {
      refusals_.Add(later.opening.place, "STATEMENT_BALANCE",
                    "an opening balance of " + earlier.closing.amount.ToString() +
                        ", with which the section at line " + std::to_string(earlier.line) +
                        " closed");
    }
  }

  // The currency of an account is said in its section, else by its documents, else it is tenge.
  void OpenStatements() {
    for (const DocumentRecord& document : documents_) {
      if (!document.currency) continue;
      for (const View& view : ViewsOf(document)) {
        std::optional<Currency>& currency = accounts_[view.account].currency;
        if (!currency) currency = document.currency;
      }
    }
    for (AccountRecord& account : accounts_) {
      const Currency currency = account.currency.value_or(kTenge);
      account.currency = currency;
      const Money zero = Money::FromMinor(0, currency);
      statements_.push_back({account.iban,
                             currency,
                             account.period,
                             ToMoney(account.opening, currency).value_or(zero),
                             ToMoney(account.closing, currency).value_or(zero),
                             zero,
                             zero,
                             {},
                             {}});
    }
  }

  std::optional<Money> ToMoney(const StatedAmount& stated, Currency currency) {
    const Result<Money> money = Money::Parse(stated.amount.ToString(), currency);
    if (money) return *money;
    refusals_.Add(stated.place, "STATEMENT_AMOUNT",
                  "at most " + std::to_string(currency.minor_digits()) +
                      " decimals and an amount that fits 64 bits");
    return {};
  }

  std::vector<View> ViewsOf(const DocumentRecord& document) const {
    using Column = DocumentRecord::Column;
    std::vector<View> views;
    // In one common column a date of the other side alone says that this side saw nothing.
    const bool only_credited = document.credited_date && !document.debited_date;
    const bool only_debited = document.debited_date && !document.credited_date;
    const bool either = document.column == Column::kEither;
    if (document.column == Column::kExpense || (either && !only_credited)) {
      AddView(document, Direction::kDebit, document.payer.iban, views);
    }
    if (document.column == Column::kIncome || (either && !only_debited)) {
      AddView(document, Direction::kCredit, document.payee.iban, views);
    }
    return views;
  }

  void AddView(const DocumentRecord& document, Direction direction, const std::string& iban,
               std::vector<View>& views) const {
    const bool own_column = document.column != DocumentRecord::Column::kEither;
    const bool implied = iban.empty() && own_column && sections_of_.size() == 1;
    const auto found = implied ? sections_of_.begin() : sections_of_.find(iban);
    if (found == sections_of_.end()) return;
    const std::vector<std::size_t>& sections = found->second;
    if (sections.size() == 1 && !SaysWhenBooked(document, direction)) {
      views.push_back({direction, sections.front()});
      return;
    }
    const CivilDate booked = BookedDate(document, direction);
    for (const std::size_t section : sections) {
      if (accounts_[section].period.Contains(booked)) views.push_back({direction, section});
    }
  }

  bool IsOfAccount(const std::string& iban) const { return sections_of_.contains(iban); }

  void RefuseUnplaced(const DocumentRecord& document) {
    const bool known = IsOfAccount(document.payer.iban) || IsOfAccount(document.payee.iban);
    if (known) {
      refusals_.Add(document.line, {}, "STATEMENT_DOCUMENT_UNPLACED",
                    "a document booked in the account's period, on the side of that account");
    } else {
      refusals_.Add(document.line, {}, "STATEMENT_ACCOUNT_UNKNOWN",
                    "a document of an account that has a section in the file");
    }
  }

  void PlaceDocuments() {
    for (DocumentRecord& document : documents_) {
      const std::vector<View> views = ViewsOf(document);
      if (views.empty()) RefuseUnplaced(document);
      if (views.size() == 2 && views[0].account == views[1].account) {
        refusals_.Add(document.line, {}, "STATEMENT_DIRECTION",
                      "different accounts of payer and payee");
        continue;
      }
      for (const View& view : views) AddLine(document, view);
      document = {};  // its texts are in the lines now
    }
  }

  void AddLine(const DocumentRecord& document, const View& view) {
    Statement& statement = statements_[view.account];
    if (document.currency && *document.currency != statement.currency) {
      refusals_.Add(document.line, "Валюта", "STATEMENT_CURRENCY",
                    "the account's currency " + std::string(statement.currency.code()));
      return;
    }
    const std::optional<Money> amount = ToMoney(document.amount, statement.currency);
    if (!amount) return;
    const bool credit = view.direction == Direction::kCredit;
    const CivilDate booked = BookedDate(document, view.direction);
    std::optional<std::string> reference = FindReference(document.purpose);
    if (!reference) reference = FindReference(document.number);
    statement.lines.push_back({document.number, document.date, booked,
                               document.value_date.value_or(booked), *amount, view.direction,
                               credit ? document.payer : document.payee, document.knp,
                               document.purpose, std::move(reference), document.line});
  }

  void CloseStatements() {
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      const AccountRecord& account = accounts_[i];
      DeclaredSums declared;
      declared.closing_place = account.closing.place;
      if (account.credits) {
        declared.credits = ToMoney(*account.credits, *account.currency);
        declared.credits_place = account.credits->place;
      }
      if (account.debits) {
        declared.debits = ToMoney(*account.debits, *account.currency);
        declared.debits_place = account.debits->place;
      }
      CloseStatement(declared, statements_[i], refusals_);
    }
  }

  Refusals refusals_;
  Section header_;
  std::vector<AccountRecord> accounts_;
  std::map<std::string, std::vector<std::size_t>> sections_of_;  // by IBAN, in time
  std::vector<DocumentRecord> documents_;
  std::vector<Statement> statements_;
};

}  // namespace

Result<std::vector<Statement>> ParseStatement1c(std::string_view bytes) {
  Assembler assembler;
  ReadSections1c(bytes, assembler.refusals(),
                 [&](const Section& section) { assembler.Take(section); });
  return std::move(assembler).Finish();
}

}  // namespace tirek::bank
