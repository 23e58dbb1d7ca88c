// The use cases of payments: a run is made by one person, approved by another, and goes to the
// bank once.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/payment.h"

namespace tirek::settlement {

class PaymentService {
 public:
  explicit PaymentService(IdSource& ids) : ids_(ids) {}

  // One order for each claim and adjustment that is selected and that nobody has ordered to be paid
  // yet, less what adjustments of the contract have owed back. A run pays from one account in one
  // currency: where several payers have claims, the next run takes the next payer's.
  // NOTHING_TO_PAY, CLAIM_ORDERED.
  Result<PaymentRun> Create(rpc::Call& call, const NewPaymentRun& wanted);
  Result<PaymentRun> Get(rpc::Call& call, const PaymentRunId& id);
  Result<std::vector<PaymentRun>> List(rpc::Call& call, const PaymentRunFilter& filter,
                                       const rpc::Page& page);

  // One approval; the run is approved when it has as many as it needs. PAYMENT_RUN_NOT_FOUND,
  // ETAG_MISMATCH, PAYMENT_RUN_NOT_DRAFT, SAME_PRINCIPAL, BANK_DETAILS_CHANGED.
  Result<PaymentRun> Approve(rpc::Call& call, const Approval& approval);

  // Until its file was exported: then its documents wait for another run. PAYMENT_RUN_NOT_FOUND,
  // ETAG_MISMATCH, PAYMENT_RUN_SENT, PAYMENT_RUN_CANCELLED.
  Result<PaymentRun> Cancel(rpc::Call& call, const Cancellation& cancellation);

  // Renders, stores and posts once; the stored bytes ever after. No bytes where nothing is left to
  // be paid. Payments whose payee's account changed are held: not in the file, not posted, free for
  // another run. NOT_APPROVED, PAYMENT_RUN_CANCELLED, PAYMENT_FILE_FORMAT, BANK_DETAILS_CHANGED
  // (all would be held), PERIOD_CLOSED or PERIOD_SOFT_CLOSED (of the execution date),
  // INVALID_FIELDS where the format cannot say an order.
  Result<ExportedFile> Export(rpc::Call& call, const FileWish& wish);

  Result<std::vector<PaymentOrder>> List(rpc::Call& call, PaymentOrderFilter filter,
                                         const rpc::Page& page);

 private:
  Result<void> PostSent(rpc::Call& call, const PaymentRun& run,
                        const std::vector<PaymentOrder>& orders);

  IdSource& ids_;
};

}  // namespace tirek::settlement
