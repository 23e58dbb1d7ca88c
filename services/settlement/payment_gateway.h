// All SQL of payment runs, orders and files.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/payment.h"

namespace tirek::settlement {

class PaymentGateway {
 public:
  explicit PaymentGateway(sql::UnitOfWork& work) : work_(work) {}

  std::set<std::string> EndToEndIds(const Month& month);

  int CountRuns(const std::string& month);

  // CLAIM_ORDERED (conflict) when another run was made of these documents meanwhile.
  Result<void> Insert(const PaymentRun& run);
  Result<void> Insert(const std::vector<PaymentOrder>& orders);

  std::optional<PaymentRun> Find(const PaymentRunId& id);
  // Holds the run's row until the transaction ends.
  std::optional<PaymentRun> Lock(const PaymentRunId& id);
  void Update(const PaymentRun& run);
  // Newest first, as lists are.
  std::vector<PaymentRun> List(const PaymentRunFilter& filter, const rpc::Page& page);

  // All orders of a run, by end-to-end id.
  std::vector<PaymentOrder> OrdersOf(const PaymentRunId& id);
  std::vector<PaymentOrder> List(const PaymentOrderFilter& filter, const rpc::Page& page);
  // Those that are drafts still: what nothing is left to be paid of is netted, the others are sent.
  void MarkSent(const PaymentRunId& id);
  // Their documents may be ordered again.
  void MarkHeld(const std::vector<PaymentOrder>& orders);
  // Their documents may be ordered again.
  void MarkCancelled(const PaymentRunId& id);
  // End-to-end ids of payments whose payee has another account now.
  std::set<std::string> ChangedPayees(const PaymentRunId& id);

  void InsertFile(const ExportedFile& exported, Instant now);
  // As it went to the bank; empty where nothing of the run was left to be paid.
  ExportedFile File(const PaymentRun& run);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
