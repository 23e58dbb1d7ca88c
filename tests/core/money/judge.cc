#include "tests/core/money/judge.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tests/core/money/evaluation.h"
#include "tests/core/money/scientific.h"

namespace tirek::decimal_cases {
namespace {

constexpr char kBeyondOperand[] = "an operand needs more than 38 digits or a scale beyond 18";
constexpr char kBeyondResult[] = "the result needs more than 38 digits or a scale beyond 18";
constexpr char kBeyondQuotient[] = "the integer quotient needs more than 38 digits";
constexpr char kBeyondScale[] = "a scale beyond 18 is asked for";
constexpr char kTens[] = "rounding to tens (a scale below 0) is not claimed";
constexpr char kParseRound[] = "parse-round: the parser never rounds";

std::optional<int> ReadInteger(const std::string& text) {
  int value = 0;
  const char* const begin = text.data() + (text.starts_with('+') ? 1 : 0);
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(begin, end, value);
  if (failure != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::optional<Rounding> ReadRounding(std::string name) {
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return ParseRounding(name);
}

// The table keeps -0; a number here has one zero.
std::string WithoutNegativeZero(const std::string& plain) {
  const bool zero = plain.find_first_of("123456789") == std::string::npos;
  return zero && plain.starts_with('-') ? plain.substr(1) : plain;
}

bool IsReason(const Result<Decimal>& result, const char* reason) {
  return !result && result.error().reason == reason;
}

// The same number, and the same text where the table writes it at the scale of the result.
Verdict JudgeAgainst(const Result<Decimal>& got, const Decimal& expected,
                     const std::string& plain) {
  if (!got || *got != expected) return Failed(Show(got));
  const bool same_scale = WrittenExponent(plain) == -got->scale();
  if (same_scale && got->ToString() != WithoutNegativeZero(plain)) {
    return Failed("printed as " + got->ToString());
  }
  return Passed();
}

Verdict JudgeRejectParse(const Case& row) {
  const Result<Decimal> strict = Decimal::Parse(row.op1);
  const Result<Decimal> lenient = ReadScientific(row.op1);
  if (!IsReason(strict, "INVALID_DECIMAL")) return Failed("Parse: " + Show(strict));
  if (!IsReason(lenient, "INVALID_DECIMAL")) return Failed("lenient reader: " + Show(lenient));
  return Passed();
}

// The wire form belongs to Parse; the other spellings of numbers it refuses by name, and the
// lenient reader gives their value.
Verdict JudgeParse(const Case& row) {
  const Result<Decimal> strict = Decimal::Parse(row.op1);
  const Result<Decimal> lenient = ReadScientific(row.op1);
  const Result<Decimal> expected = ReadScientific(row.expected_plain);
  const bool wire_form = row.lexical == "plain" && WithoutNegativeZero(row.op1) == row.op1;
  if (wire_form == IsReason(strict, "INVALID_DECIMAL")) return Failed("Parse: " + Show(strict));
  if (IsReason(strict, "DECIMAL_OVERFLOW") || IsReason(expected, "DECIMAL_OVERFLOW")) {
    const bool refused = !strict && (expected || IsReason(lenient, "DECIMAL_OVERFLOW"));
    return refused ? Skipped(kBeyondResult) : Failed("Parse: " + Show(strict));
  }
  if (!expected) return Failed("expected_plain is no number");
  if (strict && strict->ToString() != row.op1) return Failed("printed as " + strict->ToString());
  if (strict && *strict != *expected) return Failed("Parse: " + Show(strict));
  return JudgeAgainst(lenient, *expected, row.expected_plain);
}

Verdict JudgeToScale(const Case& row, const Decimal& operand, int scale, Rounding rounding) {
  const Result<Decimal> expected = ReadScientific(row.expected_plain);
  if (!expected) return Failed("expected_plain is no number of 38 digits");
  // tointegral keeps every digit of the whole part, whatever the precision of the case.
  const bool limited = row.operation == "quantize" || row.operation == "rescale";
  const std::optional<int> precision = ReadInteger(row.precision);
  if (!precision || *precision < 1) return Failed("the precision is no positive number");
  const int digits = limited ? std::min(*precision, Decimal::kMaxDigits) : Decimal::kMaxDigits;
  const Result<Decimal> got = operand.ToScale(scale, rounding, digits);
  if (got) RequireSame(got, Exact(operand).ToDecimal(scale, rounding));
  return JudgeAgainst(got, *expected, row.expected_plain);
}

Verdict JudgeTooBig(const Case& row, const Decimal& operand, Rounding rounding) {
  const std::optional<int> precision = ReadInteger(row.precision);
  const std::optional<int> exponent =
      row.operation == "rescale" ? ReadInteger(row.op2) : WrittenExponent(row.op2);
  if (!precision || *precision < 1 || !exponent) return Failed("the row cannot be read");
  if (*exponent > 0) return Skipped(kTens);
  if (*exponent < -Decimal::kMaxScale) return Skipped(kBeyondScale);
  const Result<Decimal> got =
      operand.ToScale(-*exponent, rounding, std::min(*precision, Decimal::kMaxDigits));
  return IsReason(got, "DECIMAL_OVERFLOW") ? Passed() : Failed(Show(got));
}

Verdict JudgeDivisionByZero(const std::vector<Decimal>& operands, Rounding rounding) {
  const Result<Decimal> decimal = operands[0].DividedBy(operands[1], 0, rounding);
  const Result<Exact> exact = Exact(operands[0]).DividedBy(Exact(operands[1]));
  if (!IsReason(decimal, "DIVISION_BY_ZERO")) return Failed(Show(decimal));
  if (exact) return Failed("Exact " + exact->ToString());
  return exact.error().reason == "DIVISION_BY_ZERO" ? Passed() : Failed(exact.error().reason);
}

// The exact result at `scale`, from Exact and, where it has one, from Decimal.
Result<Decimal> AtScale(const Case& row, const std::vector<Decimal>& operands,
                        const Evaluation& evaluation, int scale, Rounding rounding) {
  Result<Decimal> got = evaluation.exact.ToDecimal(scale, rounding);
  if (row.operation == "divide") {
    RequireSame(operands[0].DividedBy(operands[1], scale, rounding), got);
  } else if (evaluation.decimal) {
    RequireSame(evaluation.decimal->ToScale(scale, rounding), got);
  }
  return got;
}

// Kinds exact and round-translated. `scale` is absent for exact: the expected number's own.
Verdict JudgeResult(const Case& row, const std::vector<Decimal>& operands, std::optional<int> scale,
                    Rounding rounding) {
  const Result<Decimal> expected = ReadScientific(row.expected_plain);
  if (IsReason(expected, "INVALID_DECIMAL")) return Failed("expected_plain is no number");
  const Result<Evaluation> evaluation = Evaluate(row.operation, operands);
  if (!evaluation) return Skipped(kBeyondQuotient);
  if (!expected) {
    const bool refused =
        scale ? !evaluation->exact.ToDecimal(*scale, rounding) : !FitsDecimal(evaluation->exact);
    return refused ? Skipped(kBeyondResult) : Failed(evaluation->exact.ToString());
  }
  if (row.operation == "reduce" &&
      evaluation->exact.ToString() != WithoutNegativeZero(row.expected_plain)) {
    return Failed(evaluation->exact.ToString());
  }
  const Result<Decimal> got = AtScale(row, operands, *evaluation, scale.value_or(expected->scale()),
                                      scale ? rounding : Rounding::kExact);
  if (IsReason(got, "ROUNDING_REMAINDER")) return Failed(evaluation->exact.ToString());
  return JudgeAgainst(got, *expected, row.expected_plain);
}

// Kinds that compute, once the operands are read.
Verdict JudgeComputed(const Case& row, const std::vector<Decimal>& operands, Rounding rounding) {
  const bool rescales = row.operation == "quantize" || row.operation == "rescale" ||
                        row.operation.starts_with("tointegral");
  if (rescales != (row.kind == "to-scale" || row.kind == "error-toobig")) {
    return Skipped("operation " + row.operation + " is not known for kind " + row.kind);
  }
  if (row.kind == "error-toobig") return JudgeTooBig(row, operands[0], rounding);
  if (row.kind == "exact") return JudgeResult(row, operands, std::nullopt, rounding);
  if (row.kind == "error-divzero") {
    if (operands.size() != 2) return Failed("not a division");
    return JudgeDivisionByZero(operands, rounding);
  }
  const std::optional<int> scale = ReadInteger(row.expected_scale);
  if (!scale) return Failed("expected_scale is no number");
  if (*scale < 0) return Skipped(kTens);
  if (*scale > Decimal::kMaxScale) return Skipped(kBeyondScale);
  return row.kind == "to-scale" ? JudgeToScale(row, operands[0], *scale, rounding)
                                : JudgeResult(row, operands, *scale, rounding);
}

bool Computes(const std::string& kind) {
  return kind == "exact" || kind == "round-translated" || kind == "to-scale" ||
         kind == "error-divzero" || kind == "error-toobig";
}

Verdict JudgeRow(const Case& row) {
  if (row.kind == "to-tens") return Skipped(kTens);
  if (row.kind == "parse-round") return Skipped(kParseRound);
  if (row.kind == "parse") return JudgeParse(row);
  if (row.kind == "reject-parse") return JudgeRejectParse(row);
  if (!Computes(row.kind)) return Skipped("kind " + row.kind + " is not known");
  const std::optional<Rounding> rounding = ReadRounding(row.rounding);
  if (!rounding) return Skipped("rounding " + row.rounding + " is not known");
  const std::optional<std::size_t> count = OperandCount(row.operation);
  if (!count) return Skipped("operation " + row.operation + " is not known");
  std::vector<Decimal> operands;
  for (const std::string* text : {&row.op1, &row.op2, &row.op3}) {
    if (operands.size() == *count) break;
    const Result<Decimal> operand = ReadScientific(*text);
    if (IsReason(operand, "DECIMAL_OVERFLOW")) return Skipped(kBeyondOperand);
    if (!operand) return Failed("operand '" + *text + "' is no number");
    operands.push_back(*operand);
  }
  return JudgeComputed(row, operands, *rounding);
}

}  // namespace

Verdict Judge(const Case& row) {
  try {
    return JudgeRow(row);
  } catch (const Disagreement& disagreement) {
    return Failed(disagreement.what());
  }
}

}  // namespace tirek::decimal_cases
