#include "tests/cli/documents/document_files.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "billing/documents/services_document.h"
#include "tests/billing/documents/sample_services.h"

namespace tirek::cli {
namespace {

namespace fs = std::filesystem;

std::string TemporaryPath() {
  std::string path = (fs::temp_directory_path() / "tirek-test-document-XXXXXX").string();
  const int file = ::mkstemp(path.data());
  REQUIRE(file >= 0);
  ::close(file);
  return path;
}

std::string ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

[[noreturn]] void WriteAndLeave(const std::string& path, const std::function<std::string()>& make) {
  ::setenv("TZ", "Pacific/Apia", 1);
  ::tzset();
  ::setenv("LC_ALL", "C.UTF-8", 1);
  ::setenv("LANG", "kk_KZ.UTF-8", 1);
  std::setlocale(LC_ALL, "");
  fs::current_path("/");
  std::ofstream(path, std::ios::binary) << make();
  ::_exit(0);
}

}  // namespace

documents::Printout SampleAct(documents::Language language) {
  auto printout = documents::PrintAct(documents::SampleServices(), language);
  REQUIRE(printout.has_value());
  return *printout;
}

documents::Printout LongTable(int rows) {
  documents::Printout printout{"Длинная таблица", *CivilDate::FromYmd(2026, 10, 31)};
  documents::Table table{
      {{"№", 20}, {"Наименование", 120}, {"Сумма", 50, documents::Align::kRight}}, {}};
  for (int i = 1; i <= rows; ++i) {
    table.rows.push_back({{Decimal::FromInteger(i), "Строка " + std::to_string(i),
                           Money::FromMinor(i * 100, kTenge)}});
  }
  printout.Add(std::move(table));
  return printout;
}

std::string OutputOf(const std::string& bytes, const std::string& command) {
  const std::string path = TemporaryPath();
  std::ofstream(path, std::ios::binary) << bytes;
  std::string line = command;
  line.replace(line.find("FILE"), 4, path);
  FILE* pipe = ::popen(line.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  std::array<char, 4096> piece{};
  while (const std::size_t read = std::fread(piece.data(), 1, piece.size(), pipe)) {
    output.append(piece.data(), read);
  }
  CHECK(::pclose(pipe) == 0);
  fs::remove(path);
  return output;
}

std::string InOtherProcess(const std::function<std::string()>& make) {
  const std::string path = TemporaryPath();
  const pid_t child = ::fork();
  if (child == 0) WriteAndLeave(path, make);
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
  const std::string bytes = ReadAll(path);
  fs::remove(path);
  return bytes;
}

void CheckGolden(const std::string& name, const std::string& text) {
  const std::string path = "tests/golden/documents/" + name;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
  CAPTURE(name);
  CHECK(ReadAll(path) == text);
}

}  // namespace tirek::cli
