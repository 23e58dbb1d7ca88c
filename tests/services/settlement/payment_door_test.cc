// Payment runs through the real door: made by one person, approved by another, sent once.
#include <algorithm>

#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

v1::ListPaymentOrdersResponse Orders(SettlementHouse& house) {
  return Must(house.Call(&Stub::ListPaymentOrders, v1::ListPaymentOrdersRequest()));
}

// Changes a row that the database lets nobody change.
void Tamper(SettlementHouse& house, const std::string& statement) {
  house.sql() << "SET session_replication_role = replica";
  house.sql() << statement;
  house.sql() << "SET session_replication_role = origin";
}

TEST_CASE("a run orders each adjudicated claim to be paid, once") {
  SettlementHouse house;
  house.AddPilotClaims();
  const auto run = Must(house.CreateRun()).payment_run();
  CHECK(run.state() == v1::PAYMENT_RUN_STATE_DRAFT);
  CHECK(run.orders() == 5);
  CHECK(run.total().minor_units() == 259'087'262);
  CHECK(run.created_by() == "finance");
  CHECK(run.approved_by().empty());
  CHECK(run.message_id().size() <= 35);

  struct Expected {
    const char* id;
    const char* contract;
    long long minor;
    const char* iban;
  };
  const Expected expected[] = {
      {"TRK-202610-GSZ-KRG-001", "GSZ-KRG-001", 133'343'365, "KZ98722TEST000000101"},
      {"TRK-202610-GSZ-KRG-002", "GSZ-KRG-002", 61'587'890, "KZ57601TEST000000102"},
      {"TRK-202610-GSZ-KRG-003", "GSZ-KRG-003", 20'000'000, "KZ09856TEST000000103"},
      {"TRK-202610-GSZ-KRG-004", "GSZ-KRG-004", 36'803'507, "KZ86965TEST000000104"},
      {"TRK-202610-GSZ-KRG-005", "GSZ-KRG-005", 7'352'500, "KZ67563TEST000000105"},
  };
  const auto orders = Orders(house);
  REQUIRE(orders.payment_orders_size() == 5);
  for (int i = 0; i < 5; ++i) {
    const auto& order = orders.payment_orders(i);
    CAPTURE(order.end_to_end_id());
    CHECK(order.end_to_end_id() == expected[i].id);
    CHECK(order.provider_id() == house.provider_of(expected[i].contract));
    CHECK(order.amount().minor_units() == expected[i].minor);
    CHECK(order.iban() == expected[i].iban);
    CHECK(order.state() == v1::PAYMENT_ORDER_STATE_DRAFT);
  }
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(house.Count("settlement.entry") == 5);  // the claims': an order is posted when it is sent

  v1::GetPaymentRunRequest get;
  get.set_payment_run_id(run.payment_run_id());
  CHECK(Must(house.Call(&Stub::GetPaymentRun, get, Role::kAuditor))
            .payment_run()
            .SerializeAsString() == run.SerializeAsString());
  get.set_payment_run_id("pmr_00000000000000000000000000");
  CHECK(house.Call(&Stub::GetPaymentRun, get).error().reason == "PAYMENT_RUN_NOT_FOUND");
}

TEST_CASE("claims that are not adjudicated, or come to nothing, are not paid") {
  SettlementHouse house;
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  house.AddSubmittedClaim({"GSZ-KRG-001", 100, 0});
  house.AddClaim({"GSZ-KRG-003", 0, 500});
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  house.AddClaim({"GSZ-KRG-002", 100, 0});
  CHECK(Must(house.CreateRun()).payment_run().orders() == 1);
}

TEST_CASE("all wrong fields of a run are named at once, and a dry run stores nothing") {
  SettlementHouse house;
  house.AddPilotClaims();
  v1::CreatePaymentRunRequest request;
  request.set_month("2026-13");
  *request.mutable_execution_date() = Day(2026, 2, 30);
  CHECK(Refusals(house.Call(&Stub::CreatePaymentRun, request)) ==
        std::vector<std::string>{"request_id REQUEST_ID_INVALID", "month INVALID_MONTH",
                                 "execution_date INVALID_DATE"});
  request.set_month("2026-10");
  *request.mutable_execution_date() = Day(2026, 9, 30);
  CHECK(Refusals(house.Write(&Stub::CreatePaymentRun, request)) ==
        std::vector<std::string>{"execution_date EXECUTION_BEFORE_MONTH"});
  *request.mutable_execution_date() = Day(2026, 11, 3);
  request.set_validate_only(true);
  CHECK(Must(house.Write(&Stub::CreatePaymentRun, request)).payment_run().orders() == 5);
  CHECK(house.Count("settlement.payment_run") == 0);
  CHECK(house.Count("settlement.payment_order") == 0);
}

TEST_CASE("the same request makes one run, and its id another request none") {
  SettlementHouse house;
  house.AddPilotClaims();
  v1::CreatePaymentRunRequest request;
  request.set_request_id("once");
  request.set_month("2026-10");
  *request.mutable_execution_date() = Day(2026, 11, 3);
  const auto first = Must(house.Call(&Stub::CreatePaymentRun, request));
  const auto again = Must(house.Call(&Stub::CreatePaymentRun, request));
  CHECK(again.SerializeAsString() == first.SerializeAsString());
  *request.mutable_execution_date() = Day(2026, 11, 4);
  CHECK(house.Call(&Stub::CreatePaymentRun, request).error().reason == "REQUEST_ID_REUSED");
  CHECK(house.Count("settlement.payment_run") == 1);
}

TEST_CASE("a run needs a second person, and says what else stands against it") {
  SettlementHouse house;
  house.AddPilotClaims();
  const auto run = Must(house.CreateRun()).payment_run();
  v1::ApprovePaymentRunRequest request;
  request.set_payment_run_id("pmr_00000000000000000000000000");
  CHECK(house.Write(&Stub::ApprovePaymentRun, request).error().reason == "PAYMENT_RUN_NOT_FOUND");
  request.set_payment_run_id(run.payment_run_id());
  const auto own = house.Write(&Stub::ApprovePaymentRun, request);
  CHECK(own.error().reason == "SAME_PRINCIPAL");
  CHECK(own.error().kind == ErrorKind::kDenied);
  request.set_etag("7");
  const auto stale = house.Write(&Stub::ApprovePaymentRun, request, house.approver());
  CHECK(stale.error().reason == "ETAG_MISMATCH");
  CHECK(stale.error().kind == ErrorKind::kConflict);
  CHECK(house.Export(run.payment_run_id()).error().reason == "NOT_APPROVED");

  request.set_etag(run.etag());
  const auto approved =
      Must(house.Write(&Stub::ApprovePaymentRun, request, house.approver())).payment_run();
  CHECK(approved.state() == v1::PAYMENT_RUN_STATE_APPROVED);
  CHECK(approved.approved_by() == "second-signature");
  CHECK(approved.etag() != run.etag());
  CHECK(house.Approve(run.payment_run_id()).error().reason == "PAYMENT_RUN_NOT_DRAFT");
}

TEST_CASE("a payee's new account stops the approval of a run, until it is the old one again") {
  SettlementHouse house;
  house.AddPilotClaims();
  const std::string run_id = Must(house.CreateRun()).payment_run().payment_run_id();
  house.MoveAccount("GSZ-KRG-004", "KZ88601TEST000000999");
  const auto refused = house.Approve(run_id);
  CHECK(refused.error().reason == "BANK_DETAILS_CHANGED");
  CHECK(refused.error().metadata.at("payments") == "TRK-202610-GSZ-KRG-004");
  house.MoveAccount("GSZ-KRG-004", "KZ86965TEST000000104");
  Must(house.Approve(run_id));
}

TEST_CASE("a payment file is made and posted once; asked for again it is the same bytes") {
  SettlementHouse house;
  house.AddPilotClaims();
  const std::string run_id = Must(house.CreateRun()).payment_run().payment_run_id();
  Must(house.Approve(run_id));
  v1::ExportPaymentFileRequest dry;
  dry.set_payment_run_id(run_id);
  dry.set_validate_only(true);
  Must(house.Write(&Stub::ExportPaymentFile, dry));
  CHECK(house.Count("settlement.payment_file") == 0);
  CHECK(house.Count("settlement.entry") == 5);

  const auto first = Must(house.Export(run_id));
  CHECK(first.orders() == 5);
  CHECK(first.total().minor_units() == 259'087'262);
  CHECK(first.file_name() == first.message_id() + ".xml");
  CHECK(first.file().find("<CtrlSum>2590872.62</CtrlSum>") != std::string::npos);
  CHECK(first.file().find("<EndToEndId>TRK-202610-GSZ-KRG-005</EndToEndId>") != std::string::npos);
  CHECK(first.file().find("EKNP 1217KZT859 TRK-202610-GSZ-KRG-001 Специальные социальные услуги за"
                          " октябрь 2026 г. по договору GSZ-KRG-001") != std::string::npos);
  house.clock().Set({house.clock().Now().micros + 60'000'000});
  const auto again = Must(house.Export(run_id));
  CHECK(again.SerializeAsString() == first.SerializeAsString());
  CHECK(house.Count("settlement.entry") == 10);
  CHECK(house.Count("settlement.payment_file") == 1);
  const auto sent = Orders(house);
  for (const auto& order : sent.payment_orders()) {
    CHECK(order.state() == v1::PAYMENT_ORDER_STATE_SENT);
  }
  v1::ListPaymentRunsRequest list;
  list.set_month("2026-10");
  const auto runs = Must(house.Call(&Stub::ListPaymentRuns, list));
  REQUIRE(runs.payment_runs_size() == 1);
  CHECK(runs.payment_runs(0).state() == v1::PAYMENT_RUN_STATE_SENT);
  list.set_month("2026-09");
  CHECK(Must(house.Call(&Stub::ListPaymentRuns, list)).payment_runs_size() == 0);
}

TEST_CASE("a run pays from one account; the next run pays the next payer's claims") {
  SettlementHouse house;
  house.AddPilotClaims();
  // The fifth contract belongs to another payer.
  Tamper(house,
         "INSERT INTO contracts.state_order SELECT 'ord_other', 'OTHER', title, source_act,"
         " start_date, end_date, currency_code, method_version, payer_name, payer_bin,"
         " 'KZ88601TEST000000999', 'HSBKKZKX', payer_kbe, services, document, document_sha256,"
         " create_time FROM contracts.state_order");
  Tamper(house,
         "UPDATE contracts.contract SET order_id = 'ord_other' WHERE number = 'GSZ-KRG-005'");
  const auto first = Must(house.CreateRun()).payment_run();
  const auto second = Must(house.CreateRun()).payment_run();
  CHECK(first.orders() + second.orders() == 5);
  CHECK((first.orders() == 1 || second.orders() == 1));
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
}

TEST_CASE("a provider sees its own orders alone, page by page in the order of their ids") {
  SettlementHouse house;
  house.AddPilotClaims();
  Must(house.CreateRun());
  v1::ListPaymentOrdersRequest request;
  const std::string token = house.provider_token("GSZ-KRG-002");
  const auto own = Must(house.Call(&Stub::ListPaymentOrders, request, token));
  REQUIRE(own.payment_orders_size() == 1);
  CHECK(own.payment_orders(0).end_to_end_id() == "TRK-202610-GSZ-KRG-002");
  request.set_provider_id(house.provider_of("GSZ-KRG-001"));
  CHECK(house.Call(&Stub::ListPaymentOrders, request, token).error().reason == "PROVIDER_SCOPE");
  request.clear_provider_id();
  request.set_state(v1::PAYMENT_ORDER_STATE_SENT);
  CHECK(Must(house.Call(&Stub::ListPaymentOrders, request)).payment_orders_size() == 0);
  request.clear_state();
  request.set_page_size(2);
  std::vector<std::string> ids;
  do {
    const auto page = Must(house.Call(&Stub::ListPaymentOrders, request));
    for (const auto& order : page.payment_orders()) ids.push_back(order.end_to_end_id());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  CHECK(ids.size() == 5);
  CHECK(std::is_sorted(ids.begin(), ids.end()));
}

}  // namespace
}  // namespace tirek::settlement
