// State social orders through the real door.
#include "core/base/sha256.h"
#include "tests/services/contracts/contracts_house.h"

namespace tirek::contracts {
namespace {

v1::CreateOrderRequest Wanted(const v1::Order& order) {
  v1::CreateOrderRequest request;
  request.set_request_id("order-1");
  *request.mutable_order() = order;
  return request;
}

TEST_CASE("an order is adopted whole, listed by its head and published as its document") {
  ContractsHouse house;
  const auto made = house.Call(&Stub::CreateOrder, Wanted(PilotOrder()));
  REQUIRE_MESSAGE(made, Describe(made.error()));
  const std::string id = made->order().order_id();
  CHECK(id.starts_with("ord_"));

  v1::GetOrderRequest get;
  get.set_order_id(id);
  for (const Role role : {Role::kFinance, Role::kCurator, Role::kAuditor}) {
    const auto got = house.Call(&Stub::GetOrder, get, role);
    REQUIRE(got);
    v1::Order whole = got->order();
    CHECK(whole.order_id() == id);
    whole.clear_order_id();
    CHECK(whole.etag() == "1");
    whole.clear_etag();
    CHECK(rpc::ToJson(whole) == rpc::ToJson(PilotOrder()));
  }

  v1::Order head = PilotOrder();
  head.set_order_id(id);
  head.set_etag("1");
  for (const char* part :
       {"tariffs", "coefficients", "absence_rules", "day_count", "rounding", "overlap_rule"}) {
    head.GetReflection()->ClearField(&head, head.GetDescriptor()->FindFieldByName(part));
  }
  const auto listed = house.Call(&Stub::ListOrders, v1::ListOrdersRequest(), Role::kCurator);
  REQUIRE(listed);
  REQUIRE(listed->orders_size() == 1);
  CHECK(rpc::ToJson(listed->orders(0)) == rpc::ToJson(head));

  std::string document;
  std::string sha256;
  soci::session& sql = house.house().sql();
  for (const char* reader : {"tirek_billing", "tirek_settlement"}) {
    soci::transaction transaction(sql);
    sql << std::string("SET LOCAL ROLE ") + reader;
    sql << "SELECT document, document_sha256 FROM contracts.published_order", soci::into(document),
        soci::into(sha256);
  }
  CHECK(document == rpc::ToJson(PilotOrder()));
  CHECK(sha256 == Sha256Hex(document));
  CHECK(house.house().Verify().empty());
}

TEST_CASE("an order's faults, its payer's too, are told at once and nothing is stored") {
  ContractsHouse house;
  v1::Order order = PilotOrder();
  order.set_order_id("ord_01j9zq6d4q8v5t7x2m3n4p5r6s");
  order.set_etag("1");
  order.mutable_tariffs(3)->mutable_rate()->set_value("-1");
  order.mutable_payer()->set_bin("070140990067");
  order.mutable_payer()->set_kbe("99x");
  const auto made = house.Call(&Stub::CreateOrder, Wanted(order));
  REQUIRE_FALSE(made);
  CHECK(made.error().kind == ErrorKind::kInvalid);
  CHECK(Refusals(made.error()) ==
        std::vector<std::string>{"order_id SET_BY_SERVER", "etag SET_BY_SERVER",
                                 "tariffs[3].rate NOT_POSITIVE", "payer.bin BIN_CHECKSUM",
                                 "payer.kbe INVALID_KBE"});
  CHECK(house.Count("contracts.state_order") == 0);

  order = PilotOrder();
  order.clear_payer();
  CHECK(Refusals(house.Call(&Stub::CreateOrder, Wanted(order)).error()) ==
        std::vector<std::string>{"payer REQUIRED"});
  v1::CreateOrderRequest empty;
  CHECK(Refusals(house.Call(&Stub::CreateOrder, empty).error()) ==
        std::vector<std::string>{"request_id REQUEST_ID_INVALID", "order REQUIRED"});
}

TEST_CASE("an order with a fault in each of very many rows is still refused by name") {
  ContractsHouse house;
  v1::Order order = PilotOrder();
  for (int i = 0; i < 500; ++i) *order.add_tariffs() = v1::Tariff();
  const auto made = house.Call(&Stub::CreateOrder, Wanted(order));
  REQUIRE_FALSE(made);
  CHECK(made.error().reason == "INVALID_FIELDS");
  CHECK(made.error().violations.size() > 20);
  CHECK(made.error().violations[0].field == "tariffs[7].code");
  // Nine faults a row; what does not fit into a gRPC client's 8 KiB is counted.
  CHECK(made.error().violations.size() + std::stoul(made.error().metadata.at("untold")) == 4500);
}

TEST_CASE("a code names one order, a request id one request, and a trial stores nothing") {
  ContractsHouse house;
  v1::CreateOrderRequest request = Wanted(PilotOrder());
  request.set_validate_only(true);
  REQUIRE(house.Call(&Stub::CreateOrder, request));
  CHECK(house.Count("contracts.state_order") == 0);

  request.set_validate_only(false);
  const auto first = house.Call(&Stub::CreateOrder, request);
  const auto again = house.Call(&Stub::CreateOrder, request);
  REQUIRE(first);
  REQUIRE(again);
  CHECK(again->order().order_id() == first->order().order_id());
  CHECK(house.Count("contracts.state_order") == 1);

  v1::CreateOrderRequest other = request;
  other.mutable_order()->set_title("Другой заказ");
  CHECK(house.Call(&Stub::CreateOrder, other).error().reason == "REQUEST_ID_REUSED");
  other.set_request_id("order-2");
  const auto taken = house.Call(&Stub::CreateOrder, other);
  REQUIRE_FALSE(taken);
  CHECK(taken.error().kind == ErrorKind::kAlreadyExists);
  CHECK(taken.error().reason == "ORDER_EXISTS");
}

TEST_CASE("orders are listed by code, page by page, and found by code and id") {
  ContractsHouse house;
  for (const char* code : {"GSZ-C", "GSZ-A", "GSZ-B"}) {
    v1::CreateOrderRequest request = Wanted(PilotOrder());
    request.mutable_order()->set_code(code);
    REQUIRE(house.Write(&Stub::CreateOrder, request));
  }
  v1::ListOrdersRequest list;
  list.set_page_size(2);
  const auto first = house.Call(&Stub::ListOrders, list);
  REQUIRE(first);
  REQUIRE(first->orders_size() == 2);
  CHECK(first->orders(0).code() == "GSZ-A");
  CHECK(first->orders(1).code() == "GSZ-B");
  list.set_page_token(first->next_page_token());
  const auto second = house.Call(&Stub::ListOrders, list);
  REQUIRE(second);
  REQUIRE(second->orders_size() == 1);
  CHECK(second->orders(0).code() == "GSZ-C");
  CHECK(second->next_page_token().empty());

  v1::ListOrdersRequest by_code;
  by_code.set_code("GSZ-B");
  CHECK(house.Call(&Stub::ListOrders, by_code)->orders_size() == 1);
  v1::GetOrderRequest get;
  get.set_order_id("ord_01j9zq6d4q8v5t7x2m3n4p5r6s");
  const auto missing = house.Call(&Stub::GetOrder, get);
  CHECK(missing.error().kind == ErrorKind::kNotFound);
  CHECK(missing.error().reason == "ORDER_NOT_FOUND");
  get.set_order_id("ctr_01j9zq6d4q8v5t7x2m3n4p5r6s");
  CHECK(Refusals(house.Call(&Stub::GetOrder, get).error()) ==
        std::vector<std::string>{"order_id INVALID_ID"});
}

TEST_CASE("verification names an order whose document or columns were tampered with") {
  const std::pair<const char*, const char*> cases[] = {
      {"document = replace(document, '5433.75', '6433.75')",
       "order GSZ-KRG-2026: its document does not have the SHA-256 that was recorded"},
      {"document = '{', document_sha256 = encode(sha256('{'), 'hex')",
       "order GSZ-KRG-2026: its document cannot be read"},
      {"document = '{}', document_sha256 = encode(sha256('{}'), 'hex')",
       "order GSZ-KRG-2026: its document cannot be put in force"},
      {"payer_kbe = '11'", "order GSZ-KRG-2026: its columns differ from its document"},
      {"services = '{day-care}'", "order GSZ-KRG-2026: its columns differ from its document"},
  };
  for (const auto& row : cases) {
    CAPTURE(row.first);
    ContractsHouse house;
    house.AddOrder();
    soci::session& sql = house.house().sql();
    sql << "ALTER TABLE contracts.state_order DISABLE TRIGGER append_only";
    sql << std::string("UPDATE contracts.state_order SET ") + row.first;
    CHECK(house.house().Verify() == std::vector<std::string>{row.second});
  }
}

}  // namespace
}  // namespace tirek::contracts
