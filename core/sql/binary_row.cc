#include "core/sql/binary_row.h"

#include <bit>
#include <cstring>

#include <soci/error.h>

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

void SetBigEndian(std::string& bytes, std::size_t at, std::uint32_t value) {
  const std::uint32_t swapped = Swapped(value);
  std::memcpy(bytes.data() + at, &swapped, sizeof(swapped));
}

// As PostgreSQL numbers its types.
enum class Type : std::uint32_t { kBigint = 20, kText = 25, kDate = 1082, kNumeric = 1700 };

constexpr int kGroupDigits = 4;  // of numeric: a group is a digit of base 10,000

// The digits of a decimal's amount, its point between two groups.
struct Groups {
  std::string digits;
  int before_point = 0;  // groups
};

Groups GroupsOf(const Decimal& value) {
  std::string digits;
  for (Int128 rest = value.Abs().coefficient(); rest != 0; rest /= 10) {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
  }
  const auto scale = static_cast<std::size_t>(value.scale());
  if (digits.size() < scale) digits.insert(0, scale - digits.size(), '0');
  digits.append((kGroupDigits - scale % kGroupDigits) % kGroupDigits, '0');
  const std::size_t after = (scale + kGroupDigits - 1) / kGroupDigits * kGroupDigits;
  const std::size_t before = digits.size() - after;
  digits.insert(0, (kGroupDigits - before % kGroupDigits) % kGroupDigits, '0');
  return {digits, static_cast<int>((digits.size() - after) / kGroupDigits)};
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

void BinaryRowWriter::OptionalText(const std::optional<std::string>& value) {
  if (value) {
    Text(*value);
  } else {
    Null();
  }
}

void BinaryRowWriter::Int32(std::int32_t value) {
  AppendBigEndian(bytes_, std::uint32_t{sizeof(value)});
  AppendBigEndian(bytes_, static_cast<std::uint32_t>(value));
}

void BinaryRowWriter::Int64(std::int64_t value) {
  AppendBigEndian(bytes_, std::uint32_t{sizeof(value)});
  AppendBigEndian(bytes_, static_cast<std::uint64_t>(value));
}

void BinaryRowWriter::Bool(bool value) { Text(std::string_view(value ? "\1" : "\0", 1)); }

void BinaryRowWriter::Date(CivilDate value) { Int32(value - kEpoch); }

void BinaryRowWriter::Numeric(const Decimal& value) {
  constexpr std::uint16_t kNegative = 0x4000;
  const Groups groups = GroupsOf(value);
  const std::size_t count = groups.digits.size() / kGroupDigits;
  AppendBigEndian(bytes_, static_cast<std::uint32_t>((4 + count) * sizeof(std::uint16_t)));
  AppendBigEndian(bytes_, static_cast<std::uint16_t>(count));
  AppendBigEndian(bytes_, static_cast<std::uint16_t>(groups.before_point - 1));
  AppendBigEndian(bytes_, value.is_negative() ? kNegative : std::uint16_t{0});
  AppendBigEndian(bytes_, static_cast<std::uint16_t>(value.scale()));
  for (std::size_t at = 0; at < groups.digits.size(); at += kGroupDigits) {
    int group = 0;
    for (std::size_t i = 0; i < kGroupDigits; ++i)
      group = group * 10 + (groups.digits[at + i] - '0');
    AppendBigEndian(bytes_, static_cast<std::uint16_t>(group));
  }
}

// One dimension that begins at 1; an empty array has no dimension. The flag that says whether there
// are nulls is one that PostgreSQL does not ask for.
template <typename Value, typename Append>
void BinaryRowWriter::Array(std::uint32_t type, std::span<const Value> values, Append append) {
  const std::size_t length_at = bytes_.size();
  AppendBigEndian(bytes_, std::uint32_t{0});
  AppendBigEndian(bytes_, values.empty() ? std::uint32_t{0} : std::uint32_t{1});
  AppendBigEndian(bytes_, std::uint32_t{0});
  AppendBigEndian(bytes_, type);
  if (!values.empty()) {
    AppendBigEndian(bytes_, static_cast<std::uint32_t>(values.size()));
    AppendBigEndian(bytes_, std::uint32_t{1});
  }
  for (const Value& value : values) append(value);
  SetBigEndian(bytes_, length_at,
               static_cast<std::uint32_t>(bytes_.size() - length_at - sizeof(std::uint32_t)));
}

void BinaryRowWriter::DateArray(std::span<const CivilDate> values) {
  Array(static_cast<std::uint32_t>(Type::kDate), values, [this](CivilDate date) { Date(date); });
}

void BinaryRowWriter::NumericArray(std::span<const Decimal> values) {
  Array(static_cast<std::uint32_t>(Type::kNumeric), values,
        [this](const Decimal& value) { Numeric(value); });
}

void BinaryRowWriter::TextArray(std::span<const std::string> values) {
  Array(static_cast<std::uint32_t>(Type::kText), values,
        [this](const std::string& text) { Text(text); });
}

void BinaryRowWriter::OptionalTextArray(std::span<const std::optional<std::string>> values) {
  Array(static_cast<std::uint32_t>(Type::kText), values,
        [this](const std::optional<std::string>& text) { OptionalText(text); });
}

void BinaryRowWriter::Int64Array(std::span<const std::int64_t> values) {
  Array(static_cast<std::uint32_t>(Type::kBigint), values,
        [this](std::int64_t value) { Int64(value); });
}

BinaryRowReader BinaryRowReader::Of(std::string_view row) {
  BinaryRowReader reader;
  if (!reader.Read(row)) throw soci::soci_error("COPY sent something else than rows");
  return reader;
}

bool BinaryRowReader::TakeValues(std::uint32_t count, std::string_view& bytes) {
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto length = Take<std::uint32_t>(bytes);
    const bool is_null = length == ~std::uint32_t{0};
    if (!length || (!is_null && *length > bytes.size())) return false;
    if (is_null) {
      values_.emplace_back();
      continue;
    }
    values_.emplace_back(bytes.substr(0, *length));
    bytes.remove_prefix(*length);
  }
  return bytes.empty();
}

bool BinaryRowReader::Read(std::string_view row) {
  values_.clear();
  const auto columns = Take<std::uint16_t>(row);
  if (columns && TakeValues(*columns, row)) return true;
  values_.clear();
  return false;
}

BinaryRowReader BinaryRowReader::Array(std::size_t column) const {
  std::string_view bytes = Text(column);
  BinaryRowReader elements;
  const auto dimensions = Take<std::uint32_t>(bytes);
  Take<std::uint32_t>(bytes);  // whether there are nulls
  Take<std::uint32_t>(bytes);  // the type of the elements
  if (dimensions == 0U) return elements;
  const auto count = Take<std::uint32_t>(bytes);
  Take<std::uint32_t>(bytes);  // the position of the first
  TIREK_ASSERT(dimensions == 1U && count && elements.TakeValues(*count, bytes));
  return elements;
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
