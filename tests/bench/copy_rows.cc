#include "tests/bench/copy_rows.h"

#include <string_view>

#include "core/sql/binary_copy.h"

namespace tirek::bench {

std::string CopyOut(sql::UnitOfWork& work, const std::string& query) {
  std::string bytes;
  sql::BinaryCopyOut copy(work, query);
  while (const auto row = copy.Next()) bytes += *row;
  return bytes;
}

void CopyIn(sql::UnitOfWork& work, const std::string& target, const std::string& bytes) {
  constexpr std::size_t kPiece = 1 << 20;
  sql::BinaryCopyIn copy(work, target);
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
    copy.Rows(std::string_view(bytes).substr(at, kPiece));
  }
  copy.Finish();
}

}  // namespace tirek::bench
