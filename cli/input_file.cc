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

Result<void> OpenInput(const std::string& path, std::ifstream& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return WrongUsage(Printable(path) + ": is a folder; expected a file");
  }
  errno = 0;
  file.open(path, std::ios::binary);
  if (!file) return WrongUsage(Printable(path) + ": " + std::strerror(errno));
  return {};
}

}  // namespace

Result<std::string> ReadInput(const std::string& path, std::istream& standard_input) {
  if (path == "-") return ReadAll("standard input", standard_input);
  std::ifstream file;
  TIREK_RETURN_IF_ERROR(OpenInput(path, file));
  return ReadAll(Printable(path), file);
}

Result<void> InputPieces::Open(const std::string& path) {
  if (path == "-") return {};
  name_ = Printable(path);
  input_ = &file_;
  return OpenInput(path, file_);
}

Result<std::string> InputPieces::Next(std::size_t most) {
  std::string bytes(most, '\0');
  input_->read(bytes.data(), static_cast<std::streamsize>(most));
  if (input_->bad()) return WrongUsage(name_ + ": cannot be read");
  bytes.resize(static_cast<std::size_t>(input_->gcount()));
  return bytes;
}

}  // namespace tirek::cli
