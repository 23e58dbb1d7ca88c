// Every reason that the code can give stands in error_reason.proto, and nothing else does.
//
// A reason is not searched for where it is expected, because there are many such places (errors,
// violations, constraints, verdicts). Every UPPER_SNAKE literal of the sources is one, unless it is
// a word of another enum of the protos or named below.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <google/protobuf/descriptor.h>

#include "cli/schema.h"
#include "tests/services/error_reasons/literals.h"
#include "tests/services/error_reasons/other_words.h"

namespace tirek::test {
namespace {

namespace fs = std::filesystem;
namespace pb = google::protobuf;

constexpr const char* kFolders[] = {"core", "billing", "services", "cli"};
constexpr std::string_view kPrefix = "ERROR_REASON_";

struct Place {
  std::string file;
  int line = 0;
};

// Where an error or a violation is made: ErrorKind::kX, "R" or Add(field, empty ? "R" : …
bool IsAtReason(const std::string& before) {
  static const std::regex kPlaces(R"((ErrorKind::k\w+,|Add\([^;]*[,?])$)");
  return std::regex_search(before, kPlaces);
}

// A word with an underscore anywhere; one without only where an error is made.
bool IsReason(const Literal& literal) {
  static const std::regex kWord("[A-Z][A-Z0-9]+(_[A-Z0-9]+)*");
  if (!std::regex_match(literal.text, kWord)) return false;
  return literal.text.find('_') != std::string::npos || IsAtReason(literal.before);
}

// "SEMI_STATIONARY" and "DELIVERY_CONDITION_SEMI_STATIONARY" of every enum but ErrorReason.
void AddWords(const pb::EnumDescriptor& type, std::set<std::string>* words) {
  const std::string zero = type.value(0)->name();
  const std::size_t prefix = zero.size() - std::string("UNSPECIFIED").size();
  for (int i = 0; i < type.value_count(); ++i) {
    words->insert(type.value(i)->name());
    words->insert(type.value(i)->name().substr(prefix));
  }
}

const pb::FileDescriptor* FileOf(const pb::DescriptorPool& pool, const char* name) {
  const pb::FileDescriptor* file = pool.FindFileByName(name);
  REQUIRE(file != nullptr);
  return file;
}

const pb::DescriptorPool& Pool() { return *cli::Schema::Get().services().front()->file()->pool(); }

const pb::EnumDescriptor& ErrorReason() {
  const auto* file = FileOf(Pool(), "tirek/common/v1/error_reason.proto");
  const pb::EnumDescriptor* type = file->FindEnumTypeByName("ErrorReason");
  REQUIRE(type != nullptr);
  return *type;
}

void AddFileWords(const pb::FileDescriptor& file, std::set<std::string>* words) {
  for (int i = 0; i < file.enum_type_count(); ++i) {
    if (file.enum_type(i) != &ErrorReason()) AddWords(*file.enum_type(i), words);
  }
}

std::set<std::string> WordsOfProtos() {
  std::set<std::string> words;
  for (const pb::ServiceDescriptor* service : cli::Schema::Get().services()) {
    AddFileWords(*service->file(), &words);
    for (int i = 0; i < service->file()->dependency_count(); ++i) {
      AddFileWords(*service->file()->dependency(i), &words);
    }
  }
  return words;
}

std::set<std::string> ListedReasons() {
  std::set<std::string> reasons;
  for (int i = 1; i < ErrorReason().value_count(); ++i) {
    reasons.insert(ErrorReason().value(i)->name().substr(kPrefix.size()));
  }
  return reasons;
}

std::string ReadText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

template <typename Visit>
void ForEachLiteral(Visit visit) {
  for (const char* folder : kFolders) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cc" && extension != ".h") continue;
      for (const Literal& literal : LiteralsOf(ReadText(entry.path()))) {
        visit(entry.path().string(), literal);
      }
    }
  }
}

TEST_CASE("every reason that the sources give stands in error_reason.proto") {
  const std::set<std::string> listed = ListedReasons();
  const std::set<std::string> words = WordsOfProtos();
  std::map<std::string, Place> missing;
  int seen = 0;
  ForEachLiteral([&](const std::string& file, const Literal& literal) {
    if (!IsReason(literal)) return;
    ++seen;
    if (listed.contains(literal.text) || words.contains(literal.text)) return;
    if (kOtherWords.contains(literal.text)) return;
    missing.try_emplace(literal.text, Place{file, literal.line});
  });
  CHECK(seen > 200);
  for (const auto& [reason, place] : missing) {
    const std::string where = place.file + ":" + std::to_string(place.line);
    FAIL_CHECK(where, ": \"", reason,
               "\" is missing in proto/tirek/common/v1/error_reason.proto; if it is no reason, "
               "name it in tests/services/error_reasons/other_words.h");
  }
}

TEST_CASE("every value of ErrorReason is given somewhere, and every other word is used") {
  std::set<std::string> unused = ListedReasons();
  unused.insert(kOtherWords.begin(), kOtherWords.end());
  ForEachLiteral([&](const std::string&, const Literal& literal) { unused.erase(literal.text); });
  for (const std::string& reason : unused) FAIL_CHECK("nothing in the sources says ", reason);
}

TEST_CASE("every value of ErrorReason says where it is given, with an example") {
  // A gRPC code of an error, or what else carries reasons.
  const std::set<std::string> kinds = {"INVALID_ARGUMENT",
                                       "NOT_FOUND",
                                       "ALREADY_EXISTS",
                                       "FAILED_PRECONDITION",
                                       "ABORTED",
                                       "UNAUTHENTICATED",
                                       "PERMISSION_DENIED",
                                       "RESOURCE_EXHAUSTED",
                                       "UNAVAILABLE",
                                       "INTERNAL",
                                       "field",
                                       "line"};
  for (int i = 1; i < ErrorReason().value_count(); ++i) {
    const pb::EnumValueDescriptor* value = ErrorReason().value(i);
    CAPTURE(value->name());
    CHECK(value->name().starts_with(kPrefix));
    pb::SourceLocation location;
    REQUIRE(value->GetSourceLocation(&location));
    const std::string& comment = location.leading_comments;
    const std::size_t colon = comment.find(": ");
    REQUIRE(colon != std::string::npos);
    CHECK(kinds.contains(comment.substr(1, colon - 1)));
    CHECK(comment.size() > colon + 5);
  }
}

TEST_CASE("literals are found with their lines, and only literals") {
  const auto found = LiteralsOf(
      "f(\"A_B\", 1'000, '\"');  // \"NO_1\"\n/* \"NO_2\"\n */ g(R\"x(RAW_1\n)x\", \"C\\\"D\")");
  REQUIRE(found.size() == 3);
  CHECK(found[0].text == "A_B");
  CHECK(found[0].line == 1);
  CHECK(found[0].before == "f(");
  CHECK(found[1].text == "RAW_1\n");
  CHECK(found[1].line == 3);
  CHECK(found[2].text == "C\\\"D");
  CHECK(found[2].line == 4);
}

}  // namespace
}  // namespace tirek::test
