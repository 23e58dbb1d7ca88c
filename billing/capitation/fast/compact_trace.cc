#include "billing/capitation/fast/compact_trace.h"

#include <cstdint>

namespace tirek::capitation::fast {
namespace {

// Seven bits a byte, the lowest first; the eighth says that more follow.
void AppendNumber(std::string& bytes, std::uint64_t number) {
  while (number >= 0x80) {
    bytes += static_cast<char>((number & 0x7f) | 0x80);
    number >>= 7;
  }
  bytes += static_cast<char>(number);
}

std::optional<std::uint64_t> TakeNumber(std::string_view& bytes) {
  constexpr int kBits = 63;
  std::uint64_t number = 0;
  for (int shift = 0; !bytes.empty() && shift < kBits; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) return number;
  }
  return {};
}

// 0 is none, 1 the first.
template <typename Row>
std::uint64_t PositionOf(const Row* row, const std::vector<Row>& rows) {
  return row == nullptr ? 0 : static_cast<std::uint64_t>(row - rows.data()) + 1;
}

// False where there is no such position; null for none.
template <typename Row>
bool TakeRow(std::string_view& bytes, const std::vector<Row>& rows, const Row*& row) {
  const auto position = TakeNumber(bytes);
  if (!position || *position > rows.size()) return false;
  row = *position == 0 ? nullptr : &rows[*position - 1];
  return true;
}

}  // namespace

std::string Encode(const CompactTrace& trace, const order::StateSocialOrder& order) {
  std::string bytes;
  AppendNumber(bytes, PositionOf(trace.tariff, order.tariffs));
  AppendNumber(bytes, PositionOf(trace.absence_rule, order.absence_rules));
  AppendNumber(bytes, PositionOf(trace.basis_rule, order.basis_rules));
  for (const order::Coefficient* coefficient : trace.coefficients) {
    AppendNumber(bytes, PositionOf(coefficient, order.coefficients));
  }
  return bytes;
}

std::optional<CompactTrace> Decode(std::string_view bytes, const order::StateSocialOrder& order) {
  CompactTrace trace;
  if (!TakeRow(bytes, order.tariffs, trace.tariff)) return {};
  if (!TakeRow(bytes, order.absence_rules, trace.absence_rule)) return {};
  if (!TakeRow(bytes, order.basis_rules, trace.basis_rule)) return {};
  while (!bytes.empty()) {
    const order::Coefficient* coefficient = nullptr;
    if (!TakeRow(bytes, order.coefficients, coefficient) || coefficient == nullptr) return {};
    trace.coefficients.push_back(coefficient);
  }
  return trace;
}

}  // namespace tirek::capitation::fast
