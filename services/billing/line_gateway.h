// All SQL of capitation lines. The transaction is the caller's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/capitation_run.h"

namespace tirek::billing {

class LineGateway {
 public:
  explicit LineGateway(sql::UnitOfWork& work) : work_(work) {}

  // Once a transaction.
  void Insert(const RunId& run_id, std::span<const capitation::Line> lines, IdSource& ids);
  std::optional<CapitationLine> Find(const LineId& id);
  // Of the named run, by provider, placement, first day (the last three of KeyOf), up to
  // page.size + 1 rows.
  std::vector<CapitationLine> List(const LineFilter& filter, const rpc::Page& page);
  // The run too, so that all pages of a list are of one run.
  static std::vector<std::string> KeyOf(const CapitationLine& line);
  // By contract, placement, first day, in the order of bytes.
  std::vector<CapitationLine> OfContract(const RunId& run_id, const std::string& provider_id,
                                         const std::string& contract_id);
  // Of the providers; by provider, contract, placement, first day, in the order of bytes.
  std::vector<CapitationLine> OfRun(const RunId& run_id,
                                    const std::vector<std::string>& provider_ids);
  // Those that a claim claims, by line.
  std::vector<CapitationLine> OfClaim(const std::string& provider_id, const std::string& claim_id);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::billing
