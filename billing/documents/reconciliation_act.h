// The reconciliation act (акт сверки) on paper: both sides' figures of a period side by side.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/documents/printout.h"
#include "core/base/result.h"
#include "core/calendar/period.h"

namespace tirek::documents {

// A document as one side's books have it.
struct BookedDocument {
  std::string number;
  CivilDate date;
  std::optional<Money> debit;
  std::optional<Money> credit;
};

struct ReconciledLine {
  std::optional<BookedDocument> ours;
  std::optional<BookedDocument> theirs;
  std::optional<Money> difference;
};

// Balances are what is owed to the provider; debit and credit stand as that side's books have them.
struct ReconciledSide {
  Money opening;
  Money debit;
  Money credit;
  Money closing;
};

struct ReconciliationAct {
  std::string payers;  // with БИН
  std::string provider_name;
  std::string provider_bin;
  Period period;
  ReconciledSide ours;
  std::optional<ReconciledSide> theirs;  // absent while the provider has not said
  Money difference;                      // theirs less ours at the end
  std::vector<ReconciledLine> lines;     // what differs first
};

// With no figures of the provider its side is left empty, to be filled in by hand.
// UNREADABLE_RESPONSE where our side does not follow from the lines, or the difference from both
// sides.
Result<Printout> PrintReconciliationAct(const ReconciliationAct& act, Language language);

}  // namespace tirek::documents
