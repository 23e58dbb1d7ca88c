// A file that comes in pieces: kept on disk until the call ends, so that neither its bytes are in
// memory nor a transaction waits for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/sha256.h"

namespace tirek::rpc {

// Has no name in the file system: nothing of it is left when the process ends, however it ends.
// Lies in TMPDIR, or in /var/tmp where that is not set.
class UploadedFile {
 public:
  static constexpr std::uint64_t kMostBytes = std::uint64_t{2} << 30U;

  UploadedFile() = default;
  ~UploadedFile();
  UploadedFile(const UploadedFile&) = delete;
  UploadedFile& operator=(const UploadedFile&) = delete;

  // UPLOAD_TOO_LARGE, UPLOAD_NO_ROOM.
  Result<void> Add(std::string_view piece);
  // Nothing can be added after it.
  void Finish();

  std::uint64_t size() const { return size_; }
  const std::string& sha256() const { return sha256_; }  // of the finished file
  // How many bytes from `offset` on were put into `block`: 0 at the end. Throws when the disk does
  // not give them back.
  std::size_t Read(std::uint64_t offset, std::span<char> block) const;

 private:
  Result<void> Open();

  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  Sha256Stream digest_;
  std::string sha256_;
};

}  // namespace tirek::rpc
