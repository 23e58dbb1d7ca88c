// October of the pilot as settlement leaves it, and entries by hand, for the tests of what is read
// of the ledger: statements, ages, acts, explained tie-outs.
#pragma once

#include "tests/services/settlement/settlement_house.h"
#include "tirek/settlement/v1/account_statement.grpc.pb.h"

namespace tirek::settlement {

using Statements = v1::AccountStatementService::Stub;
using Lines = std::vector<std::string>;

constexpr std::int64_t kDay = 86'400'000'000;  // microseconds

// Recorded now, effective on `day`; PAYABLE grows by `minor`.
void Accrue(SettlementHouse& house, const std::string& provider, const std::string& id,
            CivilDate day, std::int64_t minor);
// PAYABLE falls by `minor`, which is under way from then on.
void Pay(SettlementHouse& house, const std::string& provider, const std::string& id, CivilDate day,
         std::int64_t minor);

std::string ClaimOf(SettlementHouse& house, const std::string& contract_number);
v1::GetAccountStatementRequest Wanted(const std::string& provider, const std::string& month,
                                      v1::AccountSet set = v1::ACCOUNT_SET_UNSPECIFIED);
google::protobuf::Timestamp At(Instant instant);

// Five claims, one run, and the bank's statement, which pays one order 1 000.00 short.
struct PilotMonth {
  SettlementHouse house;
  std::string short_paid = house.provider_of("GSZ-KRG-002");

  PilotMonth();
  v1::GetAccountStatementResponse Get(const v1::GetAccountStatementRequest& request);
};

}  // namespace tirek::settlement
