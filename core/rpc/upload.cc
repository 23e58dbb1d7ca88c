#include "core/rpc/upload.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace tirek::rpc {
namespace {

Error TooLarge() {
  const std::string most = std::to_string(UploadedFile::kMostBytes);
  return {ErrorKind::kInvalid,
          "UPLOAD_TOO_LARGE",
          "The file has more than " + most + " bytes, which is the most.",
          {{"limit", most}},
          {}};
}

Error NoRoom() {
  return {ErrorKind::kUnavailable,
          "UPLOAD_NO_ROOM",
          "The server has no room to keep the file while it comes; retry later.",
          {},
          {}};
}

}  // namespace

UploadedFile::~UploadedFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

Result<void> UploadedFile::Open() {
  const char* folder = getenv("TMPDIR");
  std::string path = std::string(folder == nullptr ? "/var/tmp" : folder) + "/tirek-upload-XXXXXX";
  descriptor_ = mkostemp(path.data(), O_CLOEXEC);
  if (descriptor_ < 0) return NoRoom();
  unlink(path.c_str());
  return {};
}

Result<void> UploadedFile::Add(std::string_view piece) {
  if (piece.size() > kMostBytes - size_) return TooLarge();
  if (descriptor_ < 0) TIREK_RETURN_IF_ERROR(Open());
  digest_.Add(piece);
  size_ += piece.size();
  while (!piece.empty()) {
    const ssize_t written = write(descriptor_, piece.data(), piece.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return NoRoom();
    piece.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

void UploadedFile::Finish() { sha256_ = digest_.FinishHex(); }

std::size_t UploadedFile::Read(std::uint64_t offset, std::span<char> block) const {
  if (descriptor_ < 0) return 0;
  for (;;) {
    const ssize_t got = pread(descriptor_, block.data(), block.size(), static_cast<off_t>(offset));
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "upload");
  }
}

}  // namespace tirek::rpc
