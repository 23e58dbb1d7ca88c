// All SQL of suspense and of matches.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/match.h"

namespace tirek::settlement {

// A line that the import matched by itself.
struct ImportedMatch {
  SuspendedLine line;
  std::string end_to_end_id;
  std::string entry_id;  // that it is posted as
};

class MatchGateway {
 public:
  explicit MatchGateway(sql::UnitOfWork& work) : work_(work) {}

  // What stands in suspense; of one of the payer's accounts, or of all.
  std::vector<SuspendedLine> Suspended(const std::string& account_iban);
  // Held until the transaction ends, whatever their state; in suspense are those that `Suspended`
  // gives.
  std::vector<SuspendedLine> LockSuspended(const std::vector<LineKey>& lines);
  void SetSuspense(const std::vector<LineKey>& lines, const std::string& state);
  // The line was never in suspense, or it was: it is now.
  void Suspend(const LineKey& line, const std::string& reason, const std::string& why);

  void Insert(const BankMatch& match);
  // Without the parts' end-to-end ids.
  std::optional<BankMatch> Find(const std::string& match_id);
  std::optional<ImportedMatch> FindImported(const LineKey& line);
  // By what a match, or the match of an imported line, is undone; empty while it holds.
  std::string UndoneBy(const std::string& id);

  // Newest first, up to page.size + 1.
  std::vector<BankMatch> List(const MatchFilter& filter, const rpc::Page& page);
  // Oldest first, up to page.size + 1.
  std::vector<SuspenseItem> List(const SuspenseFilter& filter, CivilDate as_of,
                                 const rpc::Page& page);

 private:
  void ReadReferences(std::vector<SuspendedLine>& lines);
  void ReadParts(std::vector<BankMatch>& matches);

  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
