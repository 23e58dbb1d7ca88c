// The journal files, judged by three programs that share no line with ours: hledger, ledger and
// beancount recompute generated ledgers, and their balances, registers and assertions equal ours.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/ledger/decide.h"
#include "billing/ledger/journal.h"
#include "core/money/money.h"

namespace tirek::ledger {
namespace {

namespace fs = std::filesystem;

const CivilDate kFirstDay = *CivilDate::FromYmd(2026, 9, 20);
constexpr Instant kNow{1'793'836'800'000'000};

struct Output {
  int status = 0;
  std::string text;
};

Output Run(const std::string& command) {
  Output output;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    output.text += static_cast<char>(c);
  }
  output.status = WEXITSTATUS(pclose(pipe));
  return output;
}

bool IsThere(const std::string& program) {
  if (Run("command -v " + program).status == 0) return true;
  MESSAGE("not installed, so nothing is judged by it: " << program);
  return false;
}

class File {
 public:
  File(const std::string& name, const std::string& text)
      : path_((fs::temp_directory_path() / (std::to_string(getpid()) + name)).string()) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~File() { fs::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Four months of two ledgers in two currencies; entries come late, and are taken back.
std::vector<JournalEntry> GeneratedEntries() {
  Book book;
  std::mt19937 engine(20261031);
  const auto below = [&engine](int n) { return static_cast<int>(engine() % n); };
  book.ledgers["prv_01jaaa"].number = 1;
  book.ledgers["PAYER"].number = 2;
  for (int i = 0; i < 400; ++i) {
    const bool payer = below(4) == 0;
    const AccountKind kinds[] = {AccountKind::kExpenseAccrued, AccountKind::kPayable,
                                 AccountKind::kBankClearing, AccountKind::kBank};
    const int debit = below(4), credit = (debit + 1 + below(3)) % 4;
    const std::int64_t amount = 1 + below(1'000'000);
    EntryDraft draft{payer ? "PAYER" : "prv_01jaaa",
                     SourceType::kManual,
                     "doc-" + std::to_string(i),
                     kFirstDay + below(120),
                     payer ? *Currency::FromCode("USD") : kTenge,
                     i % 7 == 0 ? "Акт \"№ 5\"; услуги | октябрь\\" : "",
                     {{kinds[debit], amount, {}}, {kinds[credit], -amount, {}}},
                     {}};
    if (below(3) == 0) {
      draft.postings.push_back({AccountKind::kUnfunded, 5, {}});
      draft.postings.push_back({AccountKind::kUnfundedContra, -5, {}});
    }
    const CommandSet set = {*Entry::Make(std::move(draft))};
    REQUIRE(Decide(book, {&set, 1}, kNow).front().front().verdict == Verdict::kDone);
  }
  std::vector<JournalEntry> entries;
  for (const SealedEntry& sealed : book.made) {
    const Entry& entry = sealed.entry.entry;
    entries.push_back({entry.ledger_id(),
                       sealed.entry.sequence,
                       sealed.entry.entry_id,
                       std::string(SourceTypeName(entry.source_type())),
                       entry.source_id(),
                       entry.effective_date(),
                       sealed.record_time,
                       entry.description(),
                       entry.reverses_id(),
                       entry.currency(),
                       "",
                       {}});
    for (std::size_t p = 0; p < entry.postings().size(); ++p) {
      entries.back().postings.push_back(
          {entry.postings()[p].account, entry.postings()[p].amount_minor,
           sealed.standings[p].balance_minor, entry.postings()[p].dims});
    }
  }
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return a.effective_date < b.effective_date;
  });
  return entries;
}

std::string AmountText(std::int64_t minor, Currency currency) {
  return Money::FromMinor(minor, currency).AmountText() + " " + std::string(currency.code());
}

std::string NameOf(const JournalEntry& entry, const JournalPosting& posting) {
  return entry.ledger_id + ":" + std::string(AccountKindName(posting.account));
}

// "account amount" of each account that is not at zero.
std::map<std::string, std::string> OurBalances(const std::vector<JournalEntry>& entries) {
  std::map<std::string, std::pair<std::int64_t, Currency>> sums;
  for (const JournalEntry& entry : entries) {
    for (const JournalPosting& posting : entry.postings) {
      auto [sum, added] = sums.try_emplace(NameOf(entry, posting), 0, entry.currency);
      sum->second.first += posting.amount_minor;
    }
  }
  std::map<std::string, std::string> balances;
  for (const auto& [name, sum] : sums) {
    if (sum.first != 0) balances[name] = AmountText(sum.first, sum.second);
  }
  return balances;
}

std::string Unquoted(std::string text) {
  std::erase(text, '"');
  return text;
}

TEST_CASE("hledger finds our balances, running totals and month-end assertions right") {
  if (!IsThere("hledger")) return;
  const auto entries = GeneratedEntries();
  const File file(".journal", RenderHledger(entries));
  const Output checked = Run("hledger -f " + file.path() + " check");
  CAPTURE(checked.text);
  REQUIRE(checked.status == 0);
  std::map<std::string, std::string> balances;
  for (const std::string& line :
       LinesOf(Run("hledger -f " + file.path() + " bal --flat -N -O csv").text)) {
    const std::string plain = Unquoted(line);
    const std::size_t comma = plain.find(',');
    if (plain.find(':') < comma) balances[plain.substr(0, comma)] = plain.substr(comma + 1);
  }
  CHECK(balances == OurBalances(entries));
  // The register of one account: its running total after each of its days is ours.
  std::vector<std::string> ours, theirs;
  std::int64_t total = 0;
  for (const JournalEntry& entry : entries) {
    for (const JournalPosting& posting : entry.postings) {
      if (NameOf(entry, posting) != "prv_01jaaa:PAYABLE") continue;
      total += posting.amount_minor;
      ours.push_back(entry.effective_date.ToString() + " " + AmountText(total, entry.currency));
    }
  }
  for (const std::string& line :
       LinesOf(Run("hledger -f " + file.path() + " register prv_01jaaa:PAYABLE -O csv").text)) {
    const std::string plain = Unquoted(line);
    if (plain.rfind("txnidx", 0) == 0) continue;
    const std::size_t date = plain.find(',') + 1;
    const std::string sum = plain.substr(plain.rfind(',') + 1);
    theirs.push_back(plain.substr(date, 10) + " " + (sum == "0" ? AmountText(0, kTenge) : sum));
  }
  CHECK(ours.size() > 100);
  CHECK(theirs == ours);
}

TEST_CASE("hledger refuses our file when one amount of it is another") {
  if (!IsThere("hledger")) return;
  auto entries = GeneratedEntries();
  std::string text = RenderHledger(entries);
  const std::size_t at = text.find(" = ");
  REQUIRE(at != std::string::npos);
  text.replace(at, 3, " = 1");
  const File file(".journal", text);
  CHECK(Run("hledger -f " + file.path() + " check").status != 0);
}

TEST_CASE("ledger finds our balances and month-end assertions right") {
  if (!IsThere("ledger")) return;
  const auto entries = GeneratedEntries();
  const File file(".ledger", RenderHledger(entries));
  const Output output = Run("ledger -f " + file.path() +
                            " bal --flat --no-total --format '%(account)\\t%(display_total)\\n'");
  CAPTURE(output.text);
  REQUIRE(output.status == 0);
  std::map<std::string, std::string> balances;
  for (const std::string& line : LinesOf(output.text)) {
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos) balances[line.substr(0, tab)] = line.substr(tab + 1);
  }
  CHECK(balances == OurBalances(entries));
}

TEST_CASE("beancount finds our balances and month-end assertions right") {
  if (!IsThere("bean-check")) return;
  const auto entries = GeneratedEntries();
  const File file(".beancount", RenderBeancount(entries));
  const Output checked = Run("bean-check " + file.path());
  CHECK(checked.text == "");
  CHECK(checked.status == 0);
  std::map<std::string, std::string> balances;
  for (const std::string& line :
       LinesOf(Run("bean-query -f csv " + file.path() +
                   " 'select account, sum(number), currency group by account, currency'")
                   .text)) {
    std::istringstream cells(line);
    std::string account, number, currency;
    std::getline(cells, account, ',');
    std::getline(cells, number, ',');
    std::getline(cells, currency, ',');
    std::erase_if(number, [](char c) { return c == ' ' || c == '\r'; });
    std::erase_if(currency, [](char c) { return c == ' ' || c == '\r'; });
    std::erase(account, ' ');
    if (account.find(':') == std::string::npos || number == "0.00") continue;
    balances[account.substr(account.find(':') + 1)] = number + " " + currency;
  }
  std::map<std::string, std::string> ours;
  for (const auto& [account, balance] : OurBalances(entries)) {
    std::string name = account;
    for (char& c : name) {
      c = c == '_' ? '-' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    ours[name] = balance;
  }
  CHECK(balances == ours);
}

// A CSV line of ours as values; absent ones and empty ones are told apart.
std::vector<std::optional<std::string>> CellsOf(const std::string& line) {
  std::vector<std::optional<std::string>> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    auto& cell = cells.back();
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      *cell += line[i++];
    } else if (line[i] == '"') {
      quoted = !quoted;
      if (!cell) cell.emplace();
    } else if (line[i] == ',' && !quoted) {
      cells.emplace_back();
    } else {
      if (!cell) cell.emplace();
      *cell += line[i];
    }
  }
  return cells;
}

TEST_CASE("CSV tells absent values from empty ones, and has a line a posting") {
  JournalEntry entry = GeneratedEntries().front();
  entry.description = "a \"b\", c";
  entry.postings[0].dims = {"", std::nullopt, "x"};
  entry.postings[1].account_sequence = 12;
  entry.postings[1].day_minor = -345;
  entry.adjustment_reason = "late invoice";
  const auto lines = LinesOf(RenderCsv({&entry, 1}));
  REQUIRE(lines.size() == 1 + entry.postings.size());
  const auto cells = CellsOf(lines[1]);
  REQUIRE(cells.size() == 22);
  CHECK(cells.size() == CellsOf(lines[0]).size());
  CHECK(cells[7] == "a \"b\", c");
  CHECK(cells[8] == std::nullopt);
  CHECK(cells[18] == "");
  CHECK(cells[19] == std::nullopt);
  CHECK(cells[20] == "x");
  CHECK(cells[21] == "late invoice");
  CHECK(cells[14] == std::to_string(entry.postings[0].amount_minor));
  CHECK(cells[15] == std::nullopt);
  CHECK(cells[16] == std::to_string(entry.postings[0].balance_minor));
  CHECK(cells[17] == std::nullopt);
  const auto counted = CellsOf(lines[2]);
  CHECK(counted[15] == "12");
  CHECK(counted[17] == "-345");
}

}  // namespace
}  // namespace tirek::ledger
