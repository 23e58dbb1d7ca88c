// Files out: the payment file goes where the user says, whole, and over nothing.
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

const std::string kBytes("<pain>\0</pain>", 14);

// Runs in a folder and goes back.
class Inside {
 public:
  explicit Inside(const std::string& folder) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(folder);
  }
  ~Inside() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_;
};

std::size_t FilesIn(const std::string& folder) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) ++files;
  }
  return files;
}

TEST_CASE("--out writes the file's bytes and shows the rest of the response") {
  FakeServer server;
  const std::string path = server.folder() + "/run.xml";
  const Ran ran = server.Run({"payment-run", "export", kPaymentRun, "--out", path});
  CHECK(ran.code == 0);
  CHECK(ReadFrom(path) == kBytes);
  CHECK(ran.err == "wrote " + path + " (14 bytes)\n");
  CHECK(ran.out ==
        "message_id   M1\nfile_name    M1.xml\nfile         14 bytes\norders       3\n"
        "total        1.00 KZT\nheld_orders  0\nheld_total   -\n");
}

TEST_CASE("an existing file is overwritten with --force only") {
  FakeServer server;
  const std::string path = server.folder() + "/run.xml";
  WriteTo(path, "old");
  const Ran refused = server.Run({"payment-run", "export", kPaymentRun, "--out", path});
  CHECK(refused.code == 2);
  CHECK(refused.err == "tirek: " + path + " exists; say --force to overwrite it\n");
  CHECK(ReadFrom(path) == "old");
  CHECK(server.Run({"payment-run", "export", kPaymentRun, "--out", path, "--force"}).code == 0);
  CHECK(ReadFrom(path) == kBytes);
  CHECK(FilesIn(server.folder()) == 1);
}

TEST_CASE("a file that cannot be written is refused before anything is asked for") {
  FakeServer server;
  for (const std::string path : {"/no/such/folder/x", "/", ""}) {
    CAPTURE(path);
    const Ran ran = server.Run({"payment-run", "export", kPaymentRun, "--out=" + path});
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
  }
}

TEST_CASE("--out - gives the standard output to the file alone") {
  FakeServer server;
  const Ran ran = server.Run({"payment-run", "export", kPaymentRun, "--out", "-"});
  CHECK(ran.code == 0);
  CHECK(ran.out == kBytes);
  CHECK(ran.err.empty());
}

TEST_CASE("without --out the file gets its own name in the current folder") {
  FakeServer server;
  const Inside folder(server.folder());
  CHECK(server.Run({"payment-run", "export", kPaymentRun}).code == 0);
  CHECK(ReadFrom("M1.xml") == kBytes);
  // The same bytes again are no harm; other bytes are not lost.
  CHECK(server.Run({"payment-run", "export", kPaymentRun}).code == 0);
  WriteTo("M1.xml", "other");
  const Ran ran = server.Run({"payment-run", "export", kPaymentRun});
  CHECK(ran.code == 2);
  CHECK(ran.err == "tirek: M1.xml exists with other content; say --force to overwrite it\n");
  CHECK(ReadFrom("M1.xml") == "other");
  CHECK(FilesIn(".") == 1);
}

TEST_CASE("a dry run writes no file and prints the same") {
  FakeServer server;
  const Inside folder(server.folder());
  const Ran dry = server.Run({"payment-run", "export", kPaymentRun, "--dry-run"});
  CHECK(dry.err == "dry run: nothing was stored\n");
  CHECK(FilesIn(".") == 0);
  CHECK(dry.out == server.Run({"payment-run", "export", kPaymentRun}).out);
}

TEST_CASE("a server cannot choose a place outside the current folder") {
  FakeServer server;
  const Inside folder(server.folder());
  const Ran ran = server.Run({"payment-run", "export", kHostilePaymentRun});
  CHECK(ran.code == 2);
  CHECK(ran.err.find("no usable name of its own ('../evil.xml')") != std::string::npos);
  CHECK(!std::filesystem::exists("../evil.xml"));
}

}  // namespace
}  // namespace tirek::cli
