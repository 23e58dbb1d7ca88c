#include "cli/calculate/order_validate.h"

#include <istream>
#include <ostream>

#include "cli/exit_code.h"
#include "cli/input_file.h"
#include "services/order_file/order_codec.h"
#include "services/order_file/order_file.h"

namespace tirek::cli {
namespace {

constexpr const char* kUsage =
    "tirek order validate FILE\n\n"
    "Judges a state social order's file (- is the standard input) and names every fault at once,\n"
    "as `tirek order create` would. No server is asked, and nothing is stored.\n"
    "\nExample:\n  tirek order validate order.json\n";

// "7 tariffs, 1 cap"; nothing of what the order has none of.
class Inventory {
 public:
  void Add(std::size_t count, const char* one, const char* many) {
    if (count == 0) return;
    text_ += (text_.empty() ? "" : ", ") + std::to_string(count) + " " + (count == 1 ? one : many);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string ContentsOf(const order::StateSocialOrder& terms) {
  Inventory inventory;
  inventory.Add(terms.tariffs.size(), "tariff", "tariffs");
  inventory.Add(terms.coefficients.size(), "coefficient", "coefficients");
  inventory.Add(terms.absence_rules.size(), "absence rule", "absence rules");
  inventory.Add(terms.basis_rules.size(), "basis rule", "basis rules");
  inventory.Add(terms.proration_rules.size(), "proration rule", "proration rules");
  inventory.Add(terms.caps.size(), "cap", "caps");
  inventory.Add(terms.guaranteed_amounts.size(), "guaranteed amount", "guaranteed amounts");
  inventory.Add(terms.fee_rules.size(), "fee rule", "fee rules");
  inventory.Add(terms.pension_rules.size(), "pension rule", "pension rules");
  inventory.Add(terms.quality_rules.size(), "quality rule", "quality rules");
  inventory.Add(terms.funding_rules.size(), "funding rule", "funding rules");
  inventory.Add(terms.pots.size(), "pot", "pots");
  return inventory.text();
}

Result<ExitCode> Run(const std::vector<std::string>& words, const LocalStreams& streams) {
  if (!words.empty() && (words.back() == "--help" || words.back() == "-h")) {
    streams.out << kUsage;
    return ExitCode::kOk;
  }
  if (words.size() != 1 || (words[0].starts_with("-") && words[0] != "-")) {
    return WrongUsage("expected `tirek order validate FILE`, - for the standard input");
  }
  TIREK_ASSIGN_OR_RETURN(const std::string json, ReadInput(words[0], streams.in));
  TIREK_ASSIGN_OR_RETURN(const contracts::v1::Order proto, order::ParseOrderFile(json));
  TIREK_ASSIGN_OR_RETURN(const order::OrderDocument document, order::DocumentFromProto(proto));
  streams.out << document.terms.code << ": sound, " << document.terms.period.ToString() << ", "
              << ContentsOf(document.terms) << '\n';
  return ExitCode::kOk;
}

}  // namespace

LocalCommand OrderValidateCommand() {
  return {"order", "validate", "Judges a state social order's file, without a server.", Run};
}

}  // namespace tirek::cli
