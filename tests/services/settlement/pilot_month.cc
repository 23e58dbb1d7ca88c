#include "tests/services/settlement/pilot_month.h"

#include "billing/ledger/posting_rules.h"

namespace tirek::settlement {

void Accrue(SettlementHouse& house, const std::string& provider, const std::string& id,
            CivilDate day, std::int64_t minor) {
  const Money none = Money::FromMinor(0, kTenge);
  const auto entry = Must(
      ledger::PostAdjudicatedClaim({provider, id, {}, day, Money::FromMinor(minor, kTenge), none}));
  sql::UnitOfWork work(house.database("tirek_billing"), sql::Scope::Everything());
  Must(LedgerGateway(work).Post(*entry, house.clock().Now()));
  work.Commit();
}

void Pay(SettlementHouse& house, const std::string& provider, const std::string& id, CivilDate day,
         std::int64_t minor) {
  const auto entry = Must(ledger::PostSentPaymentOrder(
      {provider, id, {}, day, Money::FromMinor(minor, kTenge), Money::FromMinor(0, kTenge)}));
  sql::UnitOfWork work(house.database("tirek_settlement"), sql::Scope::Everything());
  Must(LedgerGateway(work).Post(entry, house.clock().Now()));
  work.Commit();
}

std::string ClaimOf(SettlementHouse& house, const std::string& contract_number) {
  std::string claim_id;
  house.sql() << "SELECT claim_id FROM billing.claim WHERE provider_id = '" +
                     house.provider_of(contract_number) + "'",
      soci::into(claim_id);
  return claim_id;
}

v1::GetAccountStatementRequest Wanted(const std::string& provider, const std::string& month,
                                      v1::AccountSet set) {
  v1::GetAccountStatementRequest request;
  request.set_provider_id(provider);
  request.set_month(month);
  request.set_account_set(set);
  return request;
}

google::protobuf::Timestamp At(Instant instant) {
  google::protobuf::Timestamp time;
  time.set_seconds(instant.micros / 1'000'000);
  time.set_nanos(static_cast<int>(instant.micros % 1'000'000) * 1000);
  return time;
}

PilotMonth::PilotMonth() {
  house.AddPilotClaims();
  house.SendRun();
  Must(house.Import(PilotFile("bank-statement.txt")));
}

v1::GetAccountStatementResponse PilotMonth::Get(const v1::GetAccountStatementRequest& request) {
  return Must(house.Call(&Statements::GetAccountStatement, request));
}

}  // namespace tirek::settlement
