#include "billing/bank/proposals.h"
#include "core/base/assert.h"

namespace tirek::bank {

std::string_view CertaintyName(Certainty certainty) {
  switch (certainty) {
    case Certainty::kMatched:
      return "MATCHED";
    case Certainty::kSuggested:
      return "SUGGESTED";
    case Certainty::kSuspense:
      return "SUSPENSE";
  }
  AssertFailed("a known certainty", __FILE__, __LINE__);
}

std::string_view RelationName(Relation relation) {
  switch (relation) {
    case Relation::kNone:
      return "NONE";
    case Relation::kPayment:
      return "PAYMENT";
    case Relation::kSplit:
      return "SPLIT";
    case Relation::kMerged:
      return "MERGED";
    case Relation::kReturn:
      return "RETURN";
    case Relation::kFee:
      return "FEE";
  }
  AssertFailed("a known relation", __FILE__, __LINE__);
}

}  // namespace tirek::bank
