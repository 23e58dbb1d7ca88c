#include "services/contracts/contracts_verify.h"

#include "core/base/sha256.h"
#include "services/contracts/contract_gateway.h"
#include "services/contracts/order_codec.h"
#include "services/contracts/order_gateway.h"
#include "services/order_file/order_file.h"

namespace tirek::contracts {
namespace {

// What is wrong with a stored order, or nothing.
std::string FaultOf(const StoredOrder& stored) {
  if (Sha256Hex(stored.order.document) != stored.document_sha256) {
    return "its document does not have the SHA-256 that was recorded";
  }
  const auto proto = order::ParseOrderFile(stored.order.document);
  if (!proto) return "its document cannot be read";
  const auto order = FromProto(*proto);
  if (!order) return "its document cannot be put in force";
  const bool same = order->head == stored.order.head && order->services == stored.order.services;
  return same ? "" : "its columns differ from its document";
}

}  // namespace

std::vector<std::string> VerifyContracts(sql::UnitOfWork& work) {
  std::vector<std::string> differences;
  for (const StoredOrder& stored : OrderGateway(work).All()) {
    const std::string fault = FaultOf(stored);
    if (!fault.empty()) differences.push_back("order " + stored.order.head.code + ": " + fault);
  }
  for (const std::string& number : ContractGateway(work).NumbersOutsideOrder()) {
    differences.push_back("contract " + number +
                          ": not within the period, currency and services of its order");
  }
  return differences;
}

}  // namespace tirek::contracts
