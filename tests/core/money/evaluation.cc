#include "tests/core/money/evaluation.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

namespace tirek::decimal_cases {
namespace {

using Operands = std::vector<Decimal>;

// An exact step of Decimal beside the same step of Exact.
Evaluation Agreed(const Result<Decimal>& decimal, const Exact& exact) {
  if (decimal) {
    if (Exact(*decimal) != exact) {
      throw Disagreement("Decimal " + decimal->ToString() + ", Exact " + exact.ToString());
    }
    return {exact, *decimal};
  }
  if (decimal.error().reason != "DECIMAL_OVERFLOW" || FitsDecimal(exact)) {
    throw Disagreement("Decimal " + decimal.error().reason + ", Exact " + exact.ToString());
  }
  return {exact, std::nullopt};
}

Evaluation Multiply(const Decimal& a, const Decimal& b) {
  return Agreed(a.Times(b), Exact(a) * Exact(b));
}

Evaluation MultiplyAdd(const Decimal& a, const Decimal& b, const Decimal& c) {
  const Evaluation product = Multiply(a, b);
  const Exact sum = product.exact + Exact(c);
  if (!product.decimal) return {sum, std::nullopt};
  return Agreed(product.decimal->Plus(c), sum);
}

Evaluation Compare(const Decimal& a, const Decimal& b) {
  const auto sign = [](auto order) { return order < 0 ? -1 : order > 0 ? 1 : 0; };
  const int order = sign(a <=> b);
  return Agreed(Decimal::FromInteger(order), Exact(sign(Exact(a) <=> Exact(b))));
}

Result<Decimal> IntegerQuotient(const Decimal& a, const Decimal& b) {
  Result<Decimal> quotient = a.DividedBy(b, 0, Rounding::kDown);
  RequireSame(quotient, Exact(a).DividedBy(Exact(b))->ToDecimal(0, Rounding::kDown));
  return quotient;
}

Result<Evaluation> DivideInteger(const Decimal& a, const Decimal& b) {
  TIREK_ASSIGN_OR_RETURN(const Decimal quotient, IntegerQuotient(a, b));
  return Evaluation{Exact(quotient), quotient};
}

// Decimal has no remainder of its own: its quotient goes through Exact.
Result<Evaluation> Remainder(const Decimal& a, const Decimal& b) {
  TIREK_ASSIGN_OR_RETURN(const Decimal quotient, IntegerQuotient(a, b));
  return Evaluation{Exact(a) - Exact(b) * Exact(quotient), std::nullopt};
}

// Decimal divides only to a scale, so its part follows where the scale is known.
Result<Evaluation> Divide(const Decimal& a, const Decimal& b) {
  TIREK_ASSIGN_OR_RETURN(const Exact quotient, Exact(a).DividedBy(Exact(b)));
  return Evaluation{quotient, std::nullopt};
}

struct Operation {
  std::size_t operands;
  Result<Evaluation> (*run)(const Operands&);
};

const std::map<std::string_view, Operation>& Operations() {
  static const std::map<std::string_view, Operation> kOperations = {
      {"add",
       {2,
        [](const Operands& o) -> Result<Evaluation> {
          return Agreed(o[0].Plus(o[1]), Exact(o[0]) + Exact(o[1]));
        }}},
      {"subtract",
       {2,
        [](const Operands& o) -> Result<Evaluation> {
          return Agreed(o[0].Minus(o[1]), Exact(o[0]) - Exact(o[1]));
        }}},
      {"multiply",
       {2, [](const Operands& o) -> Result<Evaluation> { return Multiply(o[0], o[1]); }}},
      {"fma",
       {3, [](const Operands& o) -> Result<Evaluation> { return MultiplyAdd(o[0], o[1], o[2]); }}},
      {"divide", {2, [](const Operands& o) { return Divide(o[0], o[1]); }}},
      {"divideint", {2, [](const Operands& o) { return DivideInteger(o[0], o[1]); }}},
      {"remainder", {2, [](const Operands& o) { return Remainder(o[0], o[1]); }}},
      {"compare", {2, [](const Operands& o) -> Result<Evaluation> { return Compare(o[0], o[1]); }}},
      {"max",
       {2,
        [](const Operands& o) -> Result<Evaluation> {
          return Agreed(std::max(o[0], o[1]), std::max(Exact(o[0]), Exact(o[1])));
        }}},
      {"min",
       {2,
        [](const Operands& o) -> Result<Evaluation> {
          return Agreed(std::min(o[0], o[1]), std::min(Exact(o[0]), Exact(o[1])));
        }}},
      {"abs",
       {1,
        [](const Operands& o) -> Result<Evaluation> {
          return Agreed(o[0].Abs(), Exact(o[0]).sign() < 0 ? -Exact(o[0]) : Exact(o[0]));
        }}},
      {"minus",
       {1,
        [](const Operands& o) -> Result<Evaluation> {
          return Agreed(o[0].Negated(), -Exact(o[0]));
        }}},
      {"plus",
       {1, [](const Operands& o) -> Result<Evaluation> { return Agreed(o[0], Exact(o[0])); }}},
      {"reduce",
       {1, [](const Operands& o) -> Result<Evaluation> { return Agreed(o[0], Exact(o[0])); }}},
      // The second operand of a rescaling is not a number but a scale, and read as such.
      {"quantize", {1, nullptr}},
      {"rescale", {1, nullptr}},
      {"tointegral", {1, nullptr}},
      {"tointegralx", {1, nullptr}},
  };
  return kOperations;
}

}  // namespace

std::optional<std::size_t> OperandCount(std::string_view operation) {
  const auto found = Operations().find(operation);
  if (found == Operations().end()) return std::nullopt;
  return found->second.operands;
}

Result<Evaluation> Evaluate(std::string_view operation, const Operands& operands) {
  const auto run = Operations().at(operation).run;
  TIREK_ASSERT(run != nullptr);
  return run(operands);
}

bool FitsDecimal(const Exact& number) {
  std::string text = number.ToString();
  if (text.find('/') != std::string::npos) return false;
  if (text.starts_with('-')) text.erase(0, 1);
  const std::size_t point = text.find('.');
  if (point != std::string::npos) {
    if (text.size() - point - 1 > Decimal::kMaxScale) return false;
    text.erase(point, 1);
  }
  text.erase(0, text.find_first_not_of('0'));
  return text.size() <= Decimal::kMaxDigits;
}

std::string Show(const Result<Decimal>& result) {
  return result ? result->ToString() : result.error().reason;
}

void RequireSame(const Result<Decimal>& decimal, const Result<Decimal>& exact) {
  if (Show(decimal) != Show(exact)) {
    throw Disagreement("Decimal " + Show(decimal) + ", Exact " + Show(exact));
  }
}

}  // namespace tirek::decimal_cases
