// A run that is cancelled before the bank has it, and the formats that it may go to the bank in.
#include <algorithm>
#include <string>
#include <vector>

#include "core/money/money.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

Result<v1::CancelPaymentRunResponse> Cancel(SettlementHouse& house, const std::string& run_id,
                                            const std::string& reason = "wrong month") {
  v1::CancelPaymentRunRequest request;
  request.set_payment_run_id(run_id);
  request.set_reason(reason);
  return house.Write(&Stub::CancelPaymentRun, request);
}

Result<v1::ExportPaymentFileResponse> ExportAs(SettlementHouse& house, const std::string& run_id,
                                               v1::PaymentFileFormat format) {
  v1::ExportPaymentFileRequest request;
  request.set_payment_run_id(run_id);
  request.set_format(format);
  return house.Write(&Stub::ExportPaymentFile, request);
}

std::string ApprovedRun(SettlementHouse& house) {
  std::string run_id = Must(house.CreateRun()).payment_run().payment_run_id();
  Must(house.Approve(run_id));
  return run_id;
}

TEST_CASE("what a cancelled run was to pay is paid by the next one, under other ids") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 300});
  const std::string first = Must(house.CreateRun()).payment_run().payment_run_id();
  const auto cancelled = Must(Cancel(house, first)).payment_run();
  CHECK(cancelled.state() == v1::PAYMENT_RUN_STATE_CANCELLED);
  CHECK(cancelled.cancelled_by() == "finance");
  CHECK(cancelled.cancel_reason() == "wrong month");

  const auto second = Must(house.CreateRun()).payment_run();
  CHECK(second.total().minor_units() == 9'700);  // what was taken off before is owed back still
  CHECK(second.message_id() == "TRK-PR-2026-10-2");
  v1::ListPaymentOrdersRequest list;
  list.set_payment_run_id(second.payment_run_id());
  const auto orders = Must(house.Call(&Stub::ListPaymentOrders, list));
  REQUIRE(orders.payment_orders_size() == 1);
  CHECK(orders.payment_orders(0).end_to_end_id() == "TRK-202610-GSZ-KRG-001-2");
  Must(house.Approve(second.payment_run_id()));
  Must(house.Export(second.payment_run_id()));
  CHECK(house.Verify().empty());
}

TEST_CASE("a run is cancelled until its file was exported, approved or not, and once") {
  SettlementHouse house;
  house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  const std::string approved = ApprovedRun(house);
  CHECK(Refusals(Cancel(house, approved, "")) == std::vector<std::string>{"reason REQUIRED"});
  Must(Cancel(house, approved));
  CHECK(Cancel(house, approved).error().reason == "PAYMENT_RUN_CANCELLED");
  CHECK(house.Approve(approved).error().reason == "PAYMENT_RUN_CANCELLED");
  CHECK(house.Export(approved).error().reason == "PAYMENT_RUN_CANCELLED");
  CHECK(Cancel(house, "pmr_00000000000000000000000000").error().reason == "PAYMENT_RUN_NOT_FOUND");
  const std::string sent = house.SendRun();
  CHECK(Cancel(house, sent).error().reason == "PAYMENT_RUN_SENT");
  v1::CancelPaymentRunRequest stale;
  stale.set_payment_run_id(sent);
  stale.set_etag("1");
  stale.set_reason("late");
  CHECK(house.Write(&Stub::CancelPaymentRun, stale).error().reason == "ETAG_MISMATCH");
  CHECK(house.Verify().empty());
}

TEST_CASE("a month closes over a cancelled run, and not over what it was to pay") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  const std::string run = Must(house.CreateRun()).payment_run().payment_run_id();
  Must(Cancel(house, run));
  v1::ClosePeriodRequest close;
  close.set_month("2026-10");
  const auto refusals = Refusals(house.Write(&Stub::ClosePeriod, close));
  CHECK(std::count(refusals.begin(), refusals.end(), claim + " CLAIM_NOT_ORDERED") == 1);
  CHECK(std::count(refusals.begin(), refusals.end(), run + " PAYMENT_RUN_NOT_SENT") == 0);
}

TEST_CASE("a run goes to the bank in the format that is asked for, and in no other ever after") {
  struct Case {
    v1::PaymentFileFormat format;
    const char* name;
    const char* mark;
  };
  const Case cases[] = {
      {v1::PAYMENT_FILE_FORMAT_UNSPECIFIED, "TRK-PR-2026-10-1.xml", "pain.001.001.09"},
      {v1::PAYMENT_FILE_FORMAT_PAIN_001_V03, "TRK-PR-2026-10-1.xml", "pain.001.001.03"},
      {v1::PAYMENT_FILE_FORMAT_ONE_C, "TRK-PR-2026-10-1.txt", "1CClientBankExchange"},
      {v1::PAYMENT_FILE_FORMAT_ONE_C_WINDOWS_1251, "TRK-PR-2026-10-1.txt", "1CClientBankExchange"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.mark);
    SettlementHouse house;
    house.AddPilotClaims();
    const std::string run = ApprovedRun(house);
    const auto file = Must(ExportAs(house, run, c.format));
    CHECK(file.file_name() == c.name);
    CHECK(file.file().find(c.mark) != std::string::npos);
    CHECK(Must(house.Export(run)).file() == file.file());
    CHECK(Must(ExportAs(house, run, c.format)).file() == file.file());
    const auto other = c.format == v1::PAYMENT_FILE_FORMAT_ONE_C
                           ? v1::PAYMENT_FILE_FORMAT_PAIN_001_V09
                           : v1::PAYMENT_FILE_FORMAT_ONE_C;
    CHECK(ExportAs(house, run, other).error().reason == "PAYMENT_FILE_FORMAT");
    CHECK(house.Verify().empty());
  }
}

TEST_CASE("verification names a payment that is not in the stored 1C file") {
  SettlementHouse house;
  house.AddPilotClaims();
  Must(ExportAs(house, ApprovedRun(house), v1::PAYMENT_FILE_FORMAT_ONE_C));
  house.sql() << "SET session_replication_role = replica";
  house.sql() << "UPDATE settlement.payment_file SET file = convert_to(replace("
                 "convert_from(file, 'UTF8'), '=73525.00', '=73525.01'), 'UTF8')";
  house.sql() << "UPDATE settlement.payment_file SET sha256 = encode(sha256(file), 'hex')";
  house.sql() << "SET session_replication_role = origin";
  const auto differences = house.Verify();
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].find("TRK-202610-GSZ-KRG-005") != std::string::npos);
}

}  // namespace
}  // namespace tirek::settlement
