#include "billing/bank/bytes.h"

namespace tirek::bank {

PeekedBytes::PeekedBytes(ByteSource& source, std::uint64_t limit) : source_(source), left_(limit) {
  while (head_.size() < kPieceBytes && !too_large_) {
    const std::string_view piece = source_.Next();
    if (piece.empty()) break;
    Count(piece.size());
    head_ += piece;
  }
}

void PeekedBytes::Count(std::size_t bytes) {
  too_large_ = bytes > left_;
  left_ -= too_large_ ? left_ : bytes;
}

std::string_view PeekedBytes::Next() {
  if (too_large_) return {};
  if (!head_given_) {
    head_given_ = true;
    if (!head_.empty()) return head_;
  }
  const std::string_view piece = source_.Next();
  Count(piece.size());
  return too_large_ ? std::string_view() : piece;
}

}  // namespace tirek::bank
