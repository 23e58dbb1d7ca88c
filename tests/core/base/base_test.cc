// Result, Error, clock text and digests.
#include <doctest/doctest.h>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/result.h"
#include "core/base/sha256.h"

namespace tirek {
namespace {

Result<int> Half(int value) {
  if (value % 2 != 0) return Error{ErrorKind::kInvalid, "ODD", "The value is odd.", {}, {}};
  return value / 2;
}

Result<int> Quarter(int value) {
  TIREK_ASSIGN_OR_RETURN(const int half, Half(value));
  TIREK_RETURN_IF_ERROR(Half(half));
  return half / 2;
}

TEST_CASE("a result is a value or the error that explains its absence") {
  CHECK(*Quarter(8) == 2);
  CHECK(Quarter(6).error().reason == "ODD");
  CHECK(Quarter(7).error().reason == "ODD");
}

TEST_CASE("an error lists every wrong field") {
  const Error error = InvalidFields({{"bin", "BIN_CHECK_DIGIT", "a БИН with a right check digit"},
                                     {"name", "REQUIRED", "a name"}});
  CHECK(Describe(error) ==
        "Some fields are not valid.\n"
        "  bin: a БИН with a right check digit [BIN_CHECK_DIGIT]\n"
        "  name: a name [REQUIRED]");
}

TEST_CASE("an instant prints as RFC 3339 in UTC, before 1970 too") {
  CHECK(ToRfc3339({0}) == "1970-01-01T00:00:00.000000Z");
  CHECK(ToRfc3339({1'760'000'000'123'456}) == "2025-10-09T08:53:20.123456Z");
  CHECK(ToRfc3339({-1}) == "1969-12-31T23:59:59.999999Z");
}

TEST_CASE("SHA-256 of known texts") {
  CHECK(Sha256Hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(Sha256Hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("SHA-256 of a text that comes in pieces is that of the whole") {
  Sha256Stream stream;
  for (const char* piece : {"a", "", "bc"}) stream.Add(piece);
  CHECK(stream.FinishHex() == Sha256Hex("abc"));
  CHECK(Sha256Stream().FinishHex() == Sha256Hex(""));
}

}  // namespace
}  // namespace tirek
