// A state social order as this service keeps it: the document, and what is searched and listed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/order/order.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/period.h"
#include "services/order_file/payer.h"

namespace tirek::contracts {

struct OrderTag {
  static constexpr std::string_view kPrefix = "ord";
};
using OrderId = Id<OrderTag>;

// Repeats what the document says, in columns.
struct OrderHead {
  std::string code;
  std::string title;
  std::string source_act;
  Period period;
  std::string currency_code;
  std::string method_version;
  order::Payer payer;

  friend bool operator==(const OrderHead&, const OrderHead&) = default;
};

struct NewOrder {
  OrderHead head;
  std::vector<std::string> services;  // that have a tariff; sorted
  std::string document;               // order::ToOrderFile, without order_id
};

// In a list.
struct ListedOrder {
  OrderId order_id;
  OrderHead head;
  int version = 1;
};

// The whole.
struct Order {
  OrderId order_id;
  std::string document;
  int version = 1;
};

struct OrderQuery {
  OrderId order_id;
  std::optional<Instant> known_at;  // absent: now
};

// A new version of an order, which says otherwise of the days from effective_date on alone.
struct OrderAmendment {
  OrderId order_id;
  std::string etag;  // of the version that it was made from; empty for whatever there is
  CivilDate effective_date;
  std::string source_act;
  NewOrder order;
};

struct OrderVersion {
  int version = 1;
  CivilDate effective_date;
  std::string source_act;
  Instant record_time;
  std::string document_sha256;
};

struct OrderFilter {
  std::string code;
};

}  // namespace tirek::contracts
