// The verdicts of `tirek identity check`: a table of our own, and the labelled collections beside
// the project when they are there.
#include "core/identity/check.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace tirek {
namespace {

const CivilDate kToday = CivilDate::Parse("2026-10-15").value();

TEST_CASE("each kind of identifier has its verdicts and reasons") {
  struct Case {
    const char* kind;
    std::string value, verdict, reason;
  };
  const Case cases[] = {
      {"iin", "770412110003", "valid", "ok"},
      {"iin", "770412110004", "invalid", "checksum"},
      {"iin", "77041211000", "invalid", "length"},
      {"iin", "77041211000x", "invalid", "digits"},
      {"iin", "771312110003", "invalid", "date"},
      {"iin", "770412910003", "invalid", "century"},
      {"iin", "770412100740", "invalid", "impossible"},
      {"iin", "850305550128", "invalid", "future"},
      {"iin", "770412000003", "policy", "century0"},
      {"bin", "260140990008", "valid", "ok"},
      {"bin", "260140990009", "invalid", "checksum"},
      {"bin", "260040990008", "invalid", "month"},
      {"bin", "260170990008", "invalid", "type"},
      {"bin", "260144990003", "invalid", "attribute"},
      {"bin", "260140990940", "invalid", "impossible"},
      {"bin", "2601409900080", "invalid", "length"},
      {"bin", "26014099000O", "invalid", "digits"},
      {"iban", "KZ25070TEST000000001", "valid", "ok"},
      {"iban", "KZ26070TEST000000001", "invalid", "checksum"},
      {"iban", "KZ36070TEST0000000012", "invalid", "length"},
      {"iban", "XX25070TEST000000001", "invalid", "country"},
      {"iban", "KZ0270TTEST00000001X", "invalid", "structure"},
      {"iban", "kz25070TEST000000001", "invalid", "characters"},
      {"iban", "KZ25 070T EST0 0000 0001", "policy", "print_format"},
      {"iban", "KZ26 070T EST0 0000 0001", "invalid", "checksum"},
      {"bic", "KKMFKZ2A", "valid", "ok"},
      {"bic", "KKMFKZ2", "invalid", "length"},
      {"bic", "kkmfkz2a", "invalid", "structure"},
      {"bic", "KKMFXX2A", "invalid", "country"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.value);
    const IdentityVerdict verdict = CheckIdentity(*ParseIdentityKind(c.kind), c.value, kToday);
    CHECK(VerdictName(verdict.verdict) == c.verdict);
    CHECK(verdict.reason == c.reason);
    CHECK(verdict.valid() == (c.verdict == "valid"));
  }
  CHECK_FALSE(ParseIdentityKind("IIN").has_value());
}

// The first three cells of a line: value, verdict, reason.
std::vector<std::string> FirstCells(const std::string& line) {
  std::vector<std::string> cells;
  std::size_t start = 0;
  for (int i = 0; i < 3; ++i) {
    const std::size_t end = line.find('\t', start);
    cells.push_back(line.substr(start, end - start));
    start = end == std::string::npos ? line.size() : end + 1;
  }
  return cells;
}

TEST_CASE("the labelled collections get the verdicts of their labels") {
  struct Case {
    const char* file;
    IdentityKind kind;
    bool same_words;  // the file's reasons are single words like ours
  };
  const Case cases[] = {{"kz-iin.tsv", IdentityKind::kIin, true},
                        {"kz-bin.tsv", IdentityKind::kBin, true},
                        {"iban.tsv", IdentityKind::kIban, false},
                        {"bic.tsv", IdentityKind::kBic, false}};
  for (const Case& c : cases) {
    const auto file = std::filesystem::path("../shared/fixtures/ids") / c.file;
    if (!std::filesystem::exists(file)) {
      MESSAGE("skipped: no " << file.string());
      continue;
    }
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    int rows = 0;
    while (std::getline(in, line)) {
      CAPTURE(line);
      const std::vector<std::string> cells = FirstCells(line);
      const IdentityVerdict verdict = CheckIdentity(c.kind, cells[0], kToday);
      CHECK(VerdictName(verdict.verdict) == cells[1]);
      if (c.same_words) CHECK(verdict.reason == cells[2]);
      ++rows;
    }
    CHECK(rows > 30);
  }
}

TEST_CASE("every example of the published IBAN registry is right") {
  const std::filesystem::path file = "../shared/fixtures/ids/swift_iban_registry_v99.txt";
  if (!std::filesystem::exists(file)) {
    MESSAGE("skipped: no " << file.string());
    return;
  }
  // One line an element, one cell a country.
  const std::string element = "IBAN electronic format example\t";
  std::ifstream in(file);
  std::string line;
  while (std::getline(in, line) && !line.starts_with(element)) {
  }
  std::istringstream cells(line.substr(element.size()));
  int examples = 0;
  for (std::string cell; std::getline(cells, cell, '\t'); ++examples) {
    cell.erase(cell.find_last_not_of(" \r") + 1);
    CAPTURE(cell);
    CHECK(CheckIdentity(IdentityKind::kIban, cell, kToday).reason == "ok");
  }
  CHECK(examples == 89);
}

}  // namespace
}  // namespace tirek
