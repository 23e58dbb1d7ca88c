#include "cli/download.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string_view>

#include "cli/exit_code.h"
#include "cli/field.h"
#include "cli/request.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

// The server proposes a name, never a place: a path would let it write anywhere.
Result<std::string> OwnName(const pb::Message& response) {
  std::string name = TextOf(response, "file_name");
  const bool is_plain = !name.empty() && name[0] != '.' && name[0] != '-' &&
                        name.find('/') == std::string::npos && Printable(name) == name;
  if (is_plain) return name;
  return WrongUsage("the file has no usable name of its own ('" + Printable(name) +
                    "'); say where to write it with --out");
}

bool Holds(const std::string& path, std::string_view bytes) {
  std::ifstream file(path, std::ios::binary);
  return file && std::string(std::istreambuf_iterator<char>(file), {}) == bytes;
}

Error CannotWrite(const std::string& path) {
  return WrongUsage(Printable(path) + ": cannot be written: " + std::strerror(errno));
}

Error Exists(const std::string& path) {
  return WrongUsage(Printable(path) + " exists with other content; say --force to overwrite it");
}

Result<void> WriteAll(int file, const std::string& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return CannotWrite(path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file) != 0 && errno != EINVAL) return CannotWrite(path);
  return {};
}

// Into a new file that takes the name only when it is whole, so that no half of a payment file
// can ever be sent to a bank.
Result<void> WriteFile(const std::string& path, std::string_view bytes, bool overwrite) {
  std::string temporary = path + ".XXXXXX";
  const int file = ::mkstemp(temporary.data());
  if (file < 0) return CannotWrite(path);
  Result<void> done = WriteAll(file, path, bytes);
  ::close(file);
  // link() refuses to replace a file and rename() does not.
  if (done && (overwrite ? ::rename(temporary.c_str(), path.c_str())
                         : ::link(temporary.c_str(), path.c_str())) != 0) {
    done = errno == EEXIST ? Exists(path) : CannotWrite(path);
  }
  if (!done || !overwrite) ::unlink(temporary.c_str());
  return done;
}

}  // namespace

Result<void> CheckDownload(const Arguments& arguments) {
  const std::string path = arguments.Get(Option::kOut);
  if (path.empty()) {
    if (arguments.Has(Option::kOut)) return WrongUsage("--out expects the name of a file");
    return {};
  }
  if (path == "-") return {};
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return WrongUsage("--out: " + Printable(path) + " is a folder; expected a file");
  }
  if (std::filesystem::exists(path, ignored) && !arguments.Has(Option::kForce)) {
    return WrongUsage(Printable(path) + " exists; say --force to overwrite it");
  }
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, ignored)) {
    return WrongUsage("--out: there is no folder " + Printable(folder.string()));
  }
  return {};
}

Result<void> SaveFile(const std::string& path, std::string_view bytes, bool overwrite) {
  if (Holds(path, bytes)) return {};
  return WriteFile(path, bytes, overwrite);
}

bool IsDownloadToStandardOutput(const Arguments& arguments) {
  return arguments.Get(Option::kOut) == "-";
}

Result<void> Download(const Arguments& arguments, const pb::Message& response, bool is_dry_run,
                      std::ostream& out, std::ostream& err) {
  const pb::FieldDescriptor* field = FirstField(response.GetDescriptor(), Shape::kBytes, false);
  if (field == nullptr) return {};
  const std::string bytes = response.GetReflection()->GetString(response, field);
  if (IsDownloadToStandardOutput(arguments)) {
    out << bytes;
    return {};
  }
  if (is_dry_run) return {};
  if (bytes.empty()) {
    err << "no file was written: the answer holds none\n";
    return {};
  }
  std::string path = arguments.Get(Option::kOut);
  if (path.empty()) {
    TIREK_ASSIGN_OR_RETURN(path, OwnName(response));
  }
  TIREK_RETURN_IF_ERROR(SaveFile(path, bytes, arguments.Has(Option::kForce)));
  err << "wrote " << Printable(path) << " (" << bytes.size() << " bytes)\n";
  return {};
}

}  // namespace tirek::cli
