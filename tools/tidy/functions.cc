#include "tools/tidy/functions.h"

#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <vector>

#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

constexpr int kMaxFunctionLines = 60;

// The list of files that ctags is to read: a command line would be too long for a large tree.
class ListFile {
 public:
  explicit ListFile(const Tree& tree)
      : path_(std::filesystem::temp_directory_path() / ("tidy." + std::to_string(getpid()))) {
    std::ofstream file(path_);
    for (const Source& source : tree.sources) {
      if (source.IsCpp()) file << source.path << '\n';
    }
  }
  ~ListFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  ListFile(const ListFile&) = delete;
  ListFile& operator=(const ListFile&) = delete;

  std::string Path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

std::string ShellQuoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

// The number after "line:" or "end:" in a tag's fields; 0 when absent.
int Field(std::string_view tag, std::string_view name) {
  const std::size_t at = tag.find("\t" + std::string(name) + ":");
  if (at == std::string_view::npos) return 0;
  const std::string_view digits = tag.substr(at + name.size() + 2);
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::optional<std::string> RunCtags(const std::filesystem::path& root, const Tree& tree) {
  if (std::system("command -v ctags >/dev/null 2>&1") != 0) return std::nullopt;
  const ListFile list(tree);
  const std::string command =
      "cd " + ShellQuoted(root.string()) +
      " && ctags -f - --sort=no --language-force=C++ --kinds-C++=f --fields=+ne"
      " --excmd=number -L " +
      ShellQuoted(list.Path()) + " 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (pipe == nullptr) return std::nullopt;
  std::string tags;
  std::array<char, 65536> buffer{};
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    tags.append(buffer.data(), count);
  }
  return tags;
}

void CheckFunctions(std::string_view tags, Findings& findings) {
  for (const std::string_view tag : SplitLines(tags)) {
    const std::size_t name_end = tag.find('\t');
    const std::size_t path_end = tag.find('\t', name_end + 1);
    if (name_end == std::string_view::npos || path_end == std::string_view::npos) continue;
    const int begin = Field(tag, "line");
    const int length = Field(tag, "end") - begin + 1;
    if (length <= kMaxFunctionLines) continue;
    const std::string_view name = tag.substr(0, name_end);
    findings.push_back(
        {std::string(tag.substr(name_end + 1, path_end - name_end - 1)), begin, "function-length",
         (name.starts_with("__anon") ? "a lambda" : std::string(name)) + " has " +
             std::to_string(length) + " lines; at most " + std::to_string(kMaxFunctionLines)});
  }
}

}  // namespace tirek::tidy
