#include "cli/input_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <vector>

#include "cli/exit_code.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

constexpr std::size_t kMaxBytes = 64U << 20U;  // the limit that the protos state of files

Result<std::string> ReadAll(const std::string& name, std::istream& input) {
  std::string bytes;
  std::vector<char> block(1U << 16U);
  while (input.read(block.data(), static_cast<std::streamsize>(block.size())) ||
         input.gcount() > 0) {
    bytes.append(block.data(), static_cast<std::size_t>(input.gcount()));
    if (bytes.size() > kMaxBytes) return WrongUsage(name + ": more than 64 MiB; split the file");
  }
  if (input.bad()) return WrongUsage(name + ": cannot be read");
  return bytes;
}

}  // namespace

Result<std::string> ReadInput(const std::string& path, std::istream& standard_input) {
  if (path == "-") return ReadAll("standard input", standard_input);
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return WrongUsage(Printable(path) + ": is a folder; expected a file");
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return WrongUsage(Printable(path) + ": " + std::strerror(errno));
  return ReadAll(Printable(path), file);
}

}  // namespace tirek::cli
