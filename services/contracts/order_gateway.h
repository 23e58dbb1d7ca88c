// All SQL of orders.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/contracts/contract_terms.h"
#include "services/contracts/order.h"

namespace tirek::contracts {

// A version of an order as it lies in its row, for verification.
struct StoredOrder {
  std::string order_id;
  int version = 1;
  CivilDate effective_date;
  NewOrder order;
  std::string document_sha256;
};

class OrderGateway {
 public:
  explicit OrderGateway(sql::UnitOfWork& work) : work_(work) {}

  // ORDER_EXISTS when the code is taken.
  Result<void> Insert(const OrderId& id, const NewOrder& order, Instant now);
  // The last version, or the last that was known then.
  std::optional<Order> Find(const OrderQuery& query);
  // Until the end of the transaction no other one that holds them can amend them or make contracts
  // under them.
  void Hold(const std::vector<std::string>& order_ids);
  // ETAG_MISMATCH when this version was made meanwhile.
  Result<void> Append(const OrderAmendment& amendment, int version, Instant now);
  // Up to page.size + 1, by version.
  std::vector<OrderVersion> Versions(const OrderId& id, const rpc::Page& page);
  // Up to page.size + 1, by code.
  std::vector<ListedOrder> List(const OrderFilter& filter, const rpc::Page& page);
  std::map<std::string, std::string> IdsByCode(const std::vector<std::string>& codes);
  // By id, those that exist.
  std::map<std::string, OrderTerms> Terms(const std::vector<std::string>& order_ids);
  // By code and version.
  std::vector<StoredOrder> All();

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::contracts
