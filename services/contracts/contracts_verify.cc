#include "services/contracts/contracts_verify.h"

#include "core/base/sha256.h"
#include "services/contracts/contract_gateway.h"
#include "services/contracts/order_codec.h"
#include "services/contracts/order_gateway.h"
#include "services/order_file/amendment.h"
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

// What is wrong with a version that follows `before`, both being sound; or nothing.
std::string FaultOfAmendment(const StoredOrder& before, const StoredOrder& stored) {
  const auto was = order::ParseOrderFile(before.order.document);
  const auto is = order::ParseOrderFile(stored.order.document);
  const auto changes = order::ChangesBefore(*was, *is, stored.effective_date);
  return changes.empty() ? "" : "it changes " + changes.front().field + " of before it took effect";
}

std::string NameOf(const StoredOrder& stored) {
  const std::string version =
      stored.version == 1 ? "" : ", version " + std::to_string(stored.version);
  return "order " + stored.order.head.code + version;
}

}  // namespace

std::vector<std::string> VerifyContracts(sql::UnitOfWork& work) {
  std::vector<std::string> differences;
  const std::vector<StoredOrder> versions = OrderGateway(work).All();
  const StoredOrder* before = nullptr;  // the last that is sound
  for (const StoredOrder& stored : versions) {
    std::string fault = FaultOf(stored);
    const bool follows = before != nullptr && before->order_id == stored.order_id;
    if (fault.empty() && follows) fault = FaultOfAmendment(*before, stored);
    if (!fault.empty()) differences.push_back(NameOf(stored) + ": " + fault);
    if (fault.empty()) before = &stored;
  }
  for (const std::string& number : ContractGateway(work).NumbersOutsideOrder()) {
    differences.push_back("contract " + number +
                          ": not within the period, currency and services of its order");
  }
  return differences;
}

}  // namespace tirek::contracts
