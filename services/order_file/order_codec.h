// A state social order between its proto and the rules' own form.
#pragma once

#include "billing/order/order.h"
#include "core/base/result.h"
#include "services/order_file/payer.h"
#include "tirek/contracts/v1/order.pb.h"

namespace tirek::order {

// An order that can be put in force. Refuses with every fault at once: of fields that cannot be
// read, and of what Validate finds in the rest; paths are those of the proto ("tariffs[3].rate").
// The order's payer is read by the next function.
Result<StateSocialOrder> FromProto(const contracts::v1::Order& proto);

// Fields "name", "bin", "iban", "bic", "kbe".
Result<Payer> FromProto(const contracts::v1::Payer& proto);

// Both, as a file has them.
struct OrderDocument {
  StateSocialOrder terms;
  Payer payer;
};

// Every fault of both at once, the payer's at "payer.bin"; an order without payer is refused.
Result<OrderDocument> DocumentFromProto(const contracts::v1::Order& proto);

// Without order_id and payer, which the rules do not know. A share of 1 and the choices that the
// proto takes for unspecified ones are left out. An absence limit of 0 days has no proto form (0
// means all days there): the order must not have one.
contracts::v1::Order ToProto(const StateSocialOrder& order);
contracts::v1::Payer ToProto(const Payer& payer);

}  // namespace tirek::order
