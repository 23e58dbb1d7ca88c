#include "core/sql/binary_row.h"

#include <bit>
#include <cstring>

#include "core/base/assert.h"

namespace tirek::sql {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are turned round here");

constexpr CivilDate kEpoch = *CivilDate::FromYmd(2000, 1, 1);

std::uint16_t Swapped(std::uint16_t value) { return __builtin_bswap16(value); }
std::uint32_t Swapped(std::uint32_t value) { return __builtin_bswap32(value); }
std::uint64_t Swapped(std::uint64_t value) { return __builtin_bswap64(value); }

template <typename Unsigned>
void AppendBigEndian(std::string& bytes, Unsigned value) {
  const Unsigned swapped = Swapped(value);
  char raw[sizeof(swapped)];
  std::memcpy(raw, &swapped, sizeof(swapped));
  bytes.append(raw, sizeof(swapped));
}

template <typename Unsigned>
Unsigned BigEndianOf(std::string_view bytes) {
  TIREK_ASSERT(bytes.size() == sizeof(Unsigned));
  Unsigned value = 0;
  std::memcpy(&value, bytes.data(), sizeof(value));
  return Swapped(value);
}

// Takes a number from the front; absent where the bytes end before it does.
template <typename Unsigned>
std::optional<Unsigned> Take(std::string_view& bytes) {
  if (bytes.size() < sizeof(Unsigned)) return {};
  const auto value = BigEndianOf<Unsigned>(bytes.substr(0, sizeof(Unsigned)));
  bytes.remove_prefix(sizeof(Unsigned));
  return value;
}

}  // namespace

void BinaryRowWriter::BeginRow(std::int16_t columns) {
  AppendBigEndian(bytes_, static_cast<std::uint16_t>(columns));
}

void BinaryRowWriter::Null() { AppendBigEndian(bytes_, ~std::uint32_t{0}); }

void BinaryRowWriter::Text(std::string_view value) {
  AppendBigEndian(bytes_, static_cast<std::uint32_t>(value.size()));
  bytes_ += value;
}

void BinaryRowWriter::Int32(std::int32_t value) {
  AppendBigEndian(bytes_, std::uint32_t{sizeof(value)});
  AppendBigEndian(bytes_, static_cast<std::uint32_t>(value));
}

void BinaryRowWriter::Int64(std::int64_t value) {
  AppendBigEndian(bytes_, std::uint32_t{sizeof(value)});
  AppendBigEndian(bytes_, static_cast<std::uint64_t>(value));
}

void BinaryRowWriter::Date(CivilDate value) { Int32(value - kEpoch); }

bool BinaryRowReader::Read(std::string_view row) {
  values_.clear();
  const auto columns = Take<std::uint16_t>(row);
  for (int i = 0; columns && i < *columns; ++i) {
    const auto length = Take<std::uint32_t>(row);
    const bool is_null = length == ~std::uint32_t{0};
    if (!length || (!is_null && *length > row.size())) {
      values_.clear();
      return false;
    }
    if (is_null) {
      values_.emplace_back();
      continue;
    }
    values_.emplace_back(row.substr(0, *length));
    row.remove_prefix(*length);
  }
  if (columns && row.empty()) return true;
  values_.clear();
  return false;
}

std::string_view BinaryRowReader::Text(std::size_t column) const {
  TIREK_ASSERT(column < values_.size() && values_[column].has_value());
  return *values_[column];
}

std::int32_t BinaryRowReader::Int32(std::size_t column) const {
  return static_cast<std::int32_t>(BigEndianOf<std::uint32_t>(Text(column)));
}

std::int64_t BinaryRowReader::Int64(std::size_t column) const {
  return static_cast<std::int64_t>(BigEndianOf<std::uint64_t>(Text(column)));
}

CivilDate BinaryRowReader::Date(std::size_t column) const {
  const auto date = kEpoch.PlusDays(Int32(column));
  TIREK_ASSERT(date.has_value());
  return *date;
}

}  // namespace tirek::sql
