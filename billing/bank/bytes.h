// The bytes of a file piece by piece, so that a file never has to be in memory as a whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tirek::bank {

class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  // The next bytes, valid until the next call; empty at the end and ever after.
  virtual std::string_view Next() = 0;
};

inline constexpr std::size_t kPieceBytes = 64 * 1024;

// Bytes that are in memory already, cut into pieces.
class MemoryBytes final : public ByteSource {
 public:
  explicit MemoryBytes(std::string_view bytes) : rest_(bytes) {}
  std::string_view Next() override {
    const std::string_view piece = rest_.substr(0, kPieceBytes);
    rest_.remove_prefix(piece.size());
    return piece;
  }

 private:
  std::string_view rest_;
};

// Another source, with a look at its first bytes before they are taken, and a limit to them all.
class PeekedBytes final : public ByteSource {
 public:
  PeekedBytes(ByteSource& source, std::uint64_t limit);

  // At least the first 64 KiB, or all there is.
  std::string_view head() const { return head_; }
  std::string_view Next() override;
  // True once more than the limit came: nothing is given after it.
  bool too_large() const { return too_large_; }

 private:
  void Count(std::size_t bytes);

  ByteSource& source_;
  std::uint64_t left_;
  std::string head_;
  bool head_given_ = false;
  bool too_large_ = false;
};

}  // namespace tirek::bank
