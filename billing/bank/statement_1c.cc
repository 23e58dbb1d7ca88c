#include "billing/bank/statement_1c.h"

#include <optional>
#include <string>
#include <utility>

#include "billing/bank/accounts_1c.h"
#include "billing/bank/amount_text.h"
#include "billing/bank/balance.h"
#include "billing/bank/records_1c.h"
#include "billing/bank/reference.h"
#include "billing/bank/repeats.h"
#include "billing/bank/sections_1c.h"

namespace tirek::bank {
namespace {

// One account section while its documents come.
struct OpenStatement {
  Statement statement;
  LineSums once;
  LineSums all;
  RepeatFinder repeats;
};

// Turns the records of a file into statements. Accounts are opened at the first document, and only
// while nothing is refused; they are closed only when nothing was: one mistake is not reported as
// twenty.
class Assembler {
 public:
  Assembler(StatementSink& sink, Refusals& refusals) : sink_(sink), refusals_(refusals) {}

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
        TakeDocument(section);
        break;
    }
  }

  void Finish() {
    if (!opened_) OpenAccounts(nullptr);
    if (refusals_.empty()) CloseStatements();
  }

 private:
  void TakeAccount(const Section& section) {
    if (opened_) {
      refusals_.Add(section.line, {}, "STATEMENT_SECTION_ORDER",
                    "the sections of all accounts before the first document");
      return;
    }
    std::optional<AccountRecord> account = ReadAccount(section, header_, refusals_);
    if (account) accounts_.Add(*std::move(account));
  }

  void TakeDocument(const Section& section) {
    std::optional<DocumentRecord> document = ReadDocument(section, refusals_);
    if (!document) return;
    if (!opened_) OpenAccounts(&*document);
    if (!open_.empty()) PlaceDocument(*document);
  }

  // The currency of an account is said in its section, else by its first document, else it is
  // tenge.
  void OpenAccounts(const DocumentRecord* first) {
    opened_ = true;
    if (refusals_.empty()) accounts_.Check(refusals_);
    if (!refusals_.empty()) return;
    for (AccountRecord& account : accounts_.records()) OpenAccount(account, first);
  }

  void OpenAccount(AccountRecord& account, const DocumentRecord* first) {
    const std::optional<Currency> other = first == nullptr ? std::nullopt : first->currency;
    const Currency currency = account.currency.value_or(other.value_or(kTenge));
    account.currency = currency;
    const Money zero = Money::FromMinor(0, currency);
    Statement statement{account.iban,
                        currency,
                        account.period,
                        ToMoney(account.opening, currency).value_or(zero),
                        ToMoney(account.closing, currency).value_or(zero),
                        zero,
                        zero,
                        {},
                        {}};
    statement.account_number = account.iban.text();
    statement.file_line = account.line;
    sink_.Begin(open_.size(), statement);
    open_.push_back({std::move(statement), {}, {}, {}});
  }

  std::optional<Money> ToMoney(const StatedAmount& stated, Currency currency) {
    const std::optional<Money> money = MoneyOf(stated.amount, currency);
    if (!money) {
      refusals_.Add(stated.place, "STATEMENT_AMOUNT",
                    "at most " + std::to_string(currency.minor_digits()) +
                        " decimals and an amount that fits 64 bits");
    }
    return money;
  }

  void RefuseUnplaced(const DocumentRecord& document) {
    if (accounts_.Has(document.payer.iban) || accounts_.Has(document.payee.iban)) {
      refusals_.Add(document.line, {}, "STATEMENT_DOCUMENT_UNPLACED",
                    "a document booked in the account's period, on the side of that account");
    } else {
      refusals_.Add(document.line, {}, "STATEMENT_ACCOUNT_UNKNOWN",
                    "a document of an account that has a section in the file");
    }
  }

  void PlaceDocument(DocumentRecord& document) {
    const std::vector<View1c> views = accounts_.ViewsOf(document);
    if (views.empty()) RefuseUnplaced(document);
    if (views.size() == 2 && views[0].account == views[1].account) {
      refusals_.Add(document.line, {}, "STATEMENT_DIRECTION",
                    "different accounts of payer and payee");
      return;
    }
    for (const View1c& view : views) AddLine(document, view);
  }

  void AddLine(const DocumentRecord& document, const View1c& view) {
    OpenStatement& open = open_[view.account];
    const Currency currency = open.statement.currency;
    if (document.currency && *document.currency != currency) {
      refusals_.Add(document.line, "Валюта", "STATEMENT_CURRENCY",
                    "the account's currency " + std::string(currency.code()));
      return;
    }
    const std::optional<Money> amount = ToMoney(document.amount, currency);
    if (!amount) return;
    const StatementLine line = LineOf(document, view.direction, *amount);
    const std::optional<int> first = open.repeats.FirstEqual(line);
    open.all.Add(line);
    if (first) {
      open.statement.repeats.push_back({line.number, *first, line.file_line, false});
    } else {
      open.once.Add(line);
    }
    sink_.Take(view.account, line);
  }

  static StatementLine LineOf(const DocumentRecord& document, Direction direction, Money amount) {
    const CivilDate booked = BookedDate(document, direction);
    std::optional<std::string> reference = FindReference(document.purpose);
    if (!reference) reference = FindReference(document.number);
    StatementLine line{document.number,
                       document.date,
                       booked,
                       document.value_date.value_or(booked),
                       amount,
                       direction,
                       direction == Direction::kCredit ? document.payer : document.payee,
                       document.knp,
                       document.purpose,
                       std::move(reference),
                       document.line};
    line.type = document.kind;
    return line;
  }

  void CloseStatements() {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      OpenStatement& open = open_[i];
      const DeclaredSums declared = DeclaredBy(accounts_.records()[i]);
      CloseStatement(declared, open.once, open.all, open.statement, refusals_);
      sink_.End(i, open.statement);
    }
  }

  DeclaredSums DeclaredBy(const AccountRecord& account) {
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
    return declared;
  }

  StatementSink& sink_;
  Refusals& refusals_;
  Section header_;
  Accounts1c accounts_;
  std::vector<OpenStatement> open_;  // by account section
  bool opened_ = false;
};

}  // namespace

void ReadStatement1c(PeekedBytes& source, StatementSink& sink, Refusals& refusals) {
  Assembler assembler(sink, refusals);
  ReadSections1c(source, refusals, [&](const Section& section) { assembler.Take(section); });
  assembler.Finish();
}

Result<std::vector<Statement>> ParseStatement1c(std::string_view bytes) {
  Refusals refusals;
  CollectedStatements collected;
  if (bytes.size() > kLargestStatement) {
    refusals.Add(1, {}, "STATEMENT_TOO_LARGE", "at most 64 MiB in a file");
  } else {
    MemoryBytes memory(bytes);
    PeekedBytes source(memory, kLargestStatement);
    ReadStatement1c(source, collected, refusals);
  }
  if (!refusals.empty()) return refusals.ToError();
  return std::move(collected.statements());
}

}  // namespace tirek::bank
