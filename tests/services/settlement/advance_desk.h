// What the tests of advances ask of the door, in a few letters.
#pragma once

#include <string>
#include <vector>

#include "tests/services/settlement/matching_desk.h"
#include "tirek/settlement/v1/advance.grpc.pb.h"

namespace tirek::settlement {

using Advances = v1::AdvanceService::Stub;

inline std::string ContractId(SettlementHouse& house, const std::string& number) {
  std::string id;
  house.sql() << "SELECT contract_id FROM contracts.contract WHERE number = '" + number + "'",
      soci::into(id);
  return id;
}

inline v1::RequestAdvanceRequest WantedAdvance(SettlementHouse& house, long long minor,
                                               const std::string& contract = "GSZ-KRG-001") {
  v1::RequestAdvanceRequest request;
  request.set_contract_id(ContractId(house, contract));
  request.set_month("2026-10");
  request.mutable_amount()->set_currency_code("KZT");
  request.mutable_amount()->set_minor_units(minor);
  request.set_reason("heating before the winter");
  return request;
}

inline Result<v1::ApproveAdvanceResponse> ApproveAdvance(SettlementHouse& house,
                                                         const std::string& id) {
  v1::ApproveAdvanceRequest request;
  request.set_advance_id(id);
  return house.Write(&Advances::ApproveAdvance, request, house.approver());
}

inline Result<v1::RecoupAdvanceResponse> RecoupAdvance(SettlementHouse& house,
                                                       const std::string& id) {
  v1::RecoupAdvanceRequest request;
  request.set_advance_id(id);
  request.set_reason("the contract is over");
  return house.Write(&Advances::RecoupAdvance, request);
}

inline Result<v1::CancelAdvanceResponse> CancelAdvance(SettlementHouse& house,
                                                       const std::string& id) {
  v1::CancelAdvanceRequest request;
  request.set_advance_id(id);
  request.set_reason("asked for twice");
  return house.Write(&Advances::CancelAdvance, request);
}

// Asked for and approved; its id.
inline std::string Advanced(SettlementHouse& house, const v1::RequestAdvanceRequest& wanted) {
  const auto advance = Must(house.Write(&Advances::RequestAdvance, wanted)).advance();
  Must(ApproveAdvance(house, advance.advance_id()));
  return advance.advance_id();
}

inline std::string StateOf(const v1::Advance& advance) {
  return v1::AdvanceState_Name(advance.state()).substr(14);
}

// "ADV-2026-10-1 PAID 50.00: 20.00 earned, 0.00 recouped, 30.00 open for 2 days".
inline Texts ListedAdvances(SettlementHouse& house, const std::string& token = "") {
  Texts texts;
  const v1::ListAdvancesRequest request;
  const auto listed = Must(token.empty() ? house.Call(&Advances::ListAdvances, request)
                                         : house.Call(&Advances::ListAdvances, request, token));
  for (const v1::Advance& advance : listed.advances()) {
    texts.push_back(advance.advance_number() + " " + StateOf(advance) + " " +
                    Text(advance.amount()) + ": " + Text(advance.earned()) + " earned, " +
                    Text(advance.recouped()) + " recouped, " + Text(advance.unearned()) +
                    " open for " + std::to_string(advance.age_days()) + " days");
  }
  return texts;
}

}  // namespace tirek::settlement
