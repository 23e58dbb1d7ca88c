// The bank's report of a payment file through the door: what it refused is payable again, once.
#include <string>
#include <vector>

#include "core/money/money.h"
#include "tests/services/settlement/bank_day.h"
#include "tests/services/settlement/settlement_house.h"
#include "tirek/settlement/v1/matching.grpc.pb.h"

namespace tirek::settlement {
namespace {

using Matching = v1::BankMatchingService::Stub;
using Texts = std::vector<std::string>;

constexpr const char* kMessage = "TRK-PR-2026-10-1";

std::string Id(int contract) { return "TRK-202610-GSZ-KRG-00" + std::to_string(contract); }

Result<v1::ImportPaymentReportResponse> Report(SettlementHouse& house, const std::string& file,
                                               bool dry_run = false) {
  v1::ImportPaymentReportRequest request;
  request.set_file(file);
  request.set_validate_only(dry_run);
  return house.Write(&Matching::ImportPaymentReport, request);
}

// "TRK-… RJCT AC04 closed: REJECTED".
Texts Rows(const v1::ImportPaymentReportResponse& report) {
  Texts rows;
  for (const auto& payment : report.payments()) {
    rows.push_back(payment.end_to_end_id() + " " + payment.bank_status() + " " +
                   payment.reason_code() + " " + payment.reason_text() + ": " +
                   v1::ReportOutcome_Name(payment.outcome()).substr(15));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

// "SENT ACCP " of each order.
Texts Orders(SettlementHouse& house, const std::string& token = "") {
  Texts texts;
  const v1::ListPaymentOrdersRequest request;
  const auto listed = Must(token.empty() ? house.Call(&Stub::ListPaymentOrders, request)
                                         : house.Call(&Stub::ListPaymentOrders, request, token));
  for (const auto& order : listed.payment_orders()) {
    texts.push_back(v1::PaymentOrderState_Name(order.state()).substr(20) + " " +
                    order.bank_status() + " " + order.bank_reason());
  }
  return texts;
}

std::string Payable(SettlementHouse& house, const std::string& contract) {
  v1::ListLedgerAccountsRequest request;
  request.set_provider_id(house.provider_of(contract));
  const auto listed5 = Must(house.Call(&Stub::ListLedgerAccounts, request));
  for (const auto& found : listed5.accounts()) {
    if (found.account() != "PAYABLE") continue;
    return Money::FromMinor(found.balance().minor_units(), kTenge).AmountText();
  }
  return "none";
}

struct SentHouse : SettlementHouse {
  SentHouse() {
    AddPilotClaims();
    SendRun();
  }
};

const std::vector<BankStatus> kMixed = {{Id(1), "ACSC"},
                                        {Id(2), "RJCT", "AC04", "Счёт закрыт"},
                                        {Id(3), "PDNG"},
                                        {"TRK-ELSEWHERE", "RJCT", "AC01", ""}};

TEST_CASE("each payment has its row, what is refused is payable again, strangers are named") {
  SentHouse house;
  const std::string file = PaymentReportXml(kMessage, kMixed);
  CHECK(Must(Report(house, file, true)).payments_size() == 6);
  CHECK(house.Count("settlement.payment_report") == 0);
  const auto report = Must(Report(house, file));
  CHECK(report.message_id() == kMessage);
  CHECK(Rows(report) == Texts{"TRK-202610-GSZ-KRG-001 ACSC  : SETTLED",
                              "TRK-202610-GSZ-KRG-002 RJCT AC04 Счёт закрыт: REJECTED",
                              "TRK-202610-GSZ-KRG-003 PDNG  : UNDER_WAY",
                              "TRK-202610-GSZ-KRG-004 PART  : UNDER_WAY",
                              "TRK-202610-GSZ-KRG-005 PART  : UNDER_WAY",
                              "TRK-ELSEWHERE RJCT AC01 : UNKNOWN"});
  CHECK(Orders(house) == Texts{"SENT ACSC ", "REJECTED RJCT AC04 Счёт закрыт", "SENT PDNG ",
                               "SENT PART ", "SENT PART "});
  CHECK(Orders(house, house.provider_token("GSZ-KRG-002")) ==
        Texts{"REJECTED RJCT AC04 Счёт закрыт"});
  CHECK(Payable(house, "GSZ-KRG-002") == "-615878.90");
  CHECK(Payable(house, "GSZ-KRG-001") == "0.00");
  CHECK(house.Verify() == Texts{});

  const auto run = Must(house.CreateRun()).payment_run();
  CHECK(run.orders() == 1);
  CHECK(run.total().minor_units() == 61'587'890);
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a report is imported once, and what is refused again is taken back once") {
  SentHouse house;
  const std::string file = PaymentReportXml(kMessage, kMixed);
  Must(Report(house, file));
  CHECK(Report(house, file).error().reason == "PAYMENT_REPORT_IMPORTED");
  CHECK(house.Count("settlement.entry") == 11);  // 5 claims, 5 orders, one taken back
  const auto later =
      Must(Report(house, PaymentReportXml(kMessage, {{Id(2), "RJCT", "AC04", "x"}})));
  CHECK(Rows(later)[1] == "TRK-202610-GSZ-KRG-002 RJCT AC04 x: REJECTED_BEFORE");
  CHECK(house.Count("settlement.entry") == 11);
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a refusal of what the statement shows as paid changes nothing and says so") {
  SentHouse house;
  Must(house.Import(BankDay(*CivilDate::FromYmd(2026, 11, 3), {{false, 61'587'890, Id(2)}})));
  const auto report = Must(Report(house, PaymentReportXml(kMessage, kMixed)));
  CHECK(Rows(report)[1] == "TRK-202610-GSZ-KRG-002 RJCT AC04 Счёт закрыт: CONTRADICTED");
  CHECK(Orders(house)[1] == "PAID RJCT AC04 Счёт закрыт");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a file that is refused whole frees all of its orders") {
  SentHouse house;
  const auto report = Must(Report(house, PaymentReportXml(kMessage, {}, "RJCT")));
  CHECK(report.payments_size() == 5);
  CHECK(Must(house.CreateRun()).payment_run().orders() == 5);
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a line that pays what the bank refused is nobody's, and waits in suspense") {
  SentHouse house;
  Must(Report(house, PaymentReportXml(kMessage, kMixed)));
  Must(house.Import(BankDay(*CivilDate::FromYmd(2026, 11, 4), {{false, 61'587'890, Id(2)}})));
  const auto listed = Must(house.Call(&Matching::ListSuspense, v1::ListSuspenseRequest()));
  REQUIRE(listed.items_size() == 1);
  CHECK(listed.items(0).reason() == "SUSPENSE_REFERENCE_UNKNOWN");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a report that is none, hostile, or of a file that we never sent is refused whole") {
  SentHouse house;
  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">&b;</Document>";
  CHECK(Report(house, bomb).error().reason == "PAYMENT_REPORT_REFUSED");
  CHECK(Report(house, "").error().reason == "PAYMENT_REPORT_REFUSED");
  CHECK(Report(house, PaymentReportXml(kMessage, kMixed).substr(0, 600)).error().reason ==
        "PAYMENT_REPORT_REFUSED");
  CHECK(Report(house, PaymentReportXml("TRK-PR-2026-09-1", kMixed)).error().reason ==
        "PAYMENT_RUN_NOT_FOUND");
  CHECK(house.Count("settlement.payment_report") == 0);
  CHECK(house.Count("settlement.entry") == 10);
}

}  // namespace
}  // namespace tirek::settlement
