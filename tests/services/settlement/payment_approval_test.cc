// How many persons a payment run needs, who they may be, and what is shown of them.
#include "tests/services/settlement/settlement_house.h"
#include "tirek/access/v1/access.grpc.pb.h"
#include "tirek/settlement/v1/approval_rule.grpc.pb.h"

namespace tirek::settlement {
namespace {

using Rules = v1::ApprovalRuleService::Stub;

v1::SetApprovalRuleRequest RuleOf(long long from_minor, int approvals, int day = 5) {
  v1::SetApprovalRuleRequest request;
  request.mutable_from_amount()->set_currency_code("KZT");
  request.mutable_from_amount()->set_minor_units(from_minor);
  request.set_approvals(approvals);
  *request.mutable_start_date() = Day(2026, 11, day);
  return request;
}

void SetRule(SettlementHouse& house, const v1::SetApprovalRuleRequest& rule) {
  Must(house.Write(&Rules::SetApprovalRule, rule, Role::kAdministrator));
}

std::string FinanceToken(SettlementHouse& house, const std::string& principal) {
  access::v1::IssueTokenRequest request;
  request.set_principal(principal);
  request.set_role(common::v1::ROLE_FINANCE);
  return Must(house.Write(&access::v1::AccessService::Stub::IssueToken, request,
                          Role::kAdministrator))
      .secret();
}

Result<v1::ApprovePaymentRunResponse> ApproveBy(SettlementHouse& house, const std::string& run_id,
                                                const std::string& token) {
  v1::ApprovePaymentRunRequest request;
  request.set_payment_run_id(run_id);
  return house.Write(&Stub::ApprovePaymentRun, request, token);
}

std::string Approvers(const v1::PaymentRun& run) {
  std::string names;
  for (const auto& approval : run.approvals()) names += approval.approved_by() + " ";
  return names;
}

TEST_CASE("a run that needs two approvals is approved by two others, each once") {
  SettlementHouse house;
  SetRule(house, RuleOf(10'000, 2));
  house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  const auto run = Must(house.CreateRun()).payment_run();
  const std::string id = run.payment_run_id();
  CHECK(run.approvals_needed() == 2);
  CHECK(ApproveBy(house, id, house.house().Token(Role::kFinance)).error().reason ==
        "SAME_PRINCIPAL");
  const auto once = Must(house.Approve(id)).payment_run();
  CHECK(once.state() == v1::PAYMENT_RUN_STATE_DRAFT);
  CHECK(once.approved_by().empty());
  CHECK(house.Export(id).error().reason == "NOT_APPROVED");
  const auto again = house.Approve(id);
  CHECK(again.error().reason == "SAME_PRINCIPAL");
  CHECK(again.error().kind == ErrorKind::kDenied);
  house.clock().Set({house.clock().Now().micros + 60'000'000});
  const auto twice = Must(ApproveBy(house, id, FinanceToken(house, "third"))).payment_run();
  CHECK(twice.state() == v1::PAYMENT_RUN_STATE_APPROVED);
  CHECK(twice.approved_by() == "third");
  CHECK(ApproveBy(house, id, FinanceToken(house, "fourth")).error().reason ==
        "PAYMENT_RUN_NOT_DRAFT");
  v1::GetPaymentRunRequest get;
  get.set_payment_run_id(id);
  const auto read = Must(house.Call(&Stub::GetPaymentRun, get, Role::kAuditor)).payment_run();
  CHECK(Approvers(read) == "second-signature third ");
  CHECK(read.approvals(1).approve_time().seconds() ==
        read.approvals(0).approve_time().seconds() + 60);
  Must(house.Export(id));
  CHECK(house.Verify().empty());
}

TEST_CASE("a run keeps the rule of the day it was made on") {
  SettlementHouse house;
  house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  const std::string before = Must(house.CreateRun()).payment_run().payment_run_id();
  SetRule(house, RuleOf(0, 3));
  SetRule(house, RuleOf(0, 2, 6));
  CHECK(Must(house.Approve(before)).payment_run().state() == v1::PAYMENT_RUN_STATE_APPROVED);
  house.AddClaim({"GSZ-KRG-002", 10'000, 0});
  CHECK(Must(house.CreateRun()).payment_run().approvals_needed() == 3);
  house.AddClaim({"GSZ-KRG-003", 10'000, 0});
  house.clock().Set({house.clock().Now().micros + 86'400'000'000});
  CHECK(Must(house.CreateRun()).payment_run().approvals_needed() == 2);
  CHECK(house.Verify().empty());
}

TEST_CASE("rules are set by who cannot pay, never for the past, and all wrong fields are named") {
  SettlementHouse house;
  CHECK(house.Write(&Rules::SetApprovalRule, RuleOf(0, 2)).error().reason == "ROLE_NOT_ALLOWED");
  CHECK(Refusals(house.Write(&Rules::SetApprovalRule, RuleOf(0, 2, 4), Role::kAdministrator)) ==
        std::vector<std::string>{"start_date RULE_IN_THE_PAST"});
  auto wrong = RuleOf(-1, 11);
  wrong.mutable_start_date()->set_month(13);
  CHECK(Refusals(house.Write(&Rules::SetApprovalRule, wrong, Role::kAdministrator)) ==
        std::vector<std::string>{"from_amount AMOUNT_NEGATIVE", "approvals OUT_OF_RANGE",
                                 "start_date INVALID_DATE"});
  SetRule(house, RuleOf(100, 2));
  SetRule(house, RuleOf(200, 3));
  v1::ListApprovalRulesRequest list;
  list.set_page_size(1);
  const auto page = Must(house.Call(&Rules::ListApprovalRules, list));
  REQUIRE(page.approval_rules_size() == 1);
  CHECK(page.approval_rules(0).approvals() == 3);
  CHECK(page.approval_rules(0).set_by() == "administrator");
  list.set_page_token(page.next_page_token());
  CHECK(Must(house.Call(&Rules::ListApprovalRules, list)).approval_rules(0).approvals() == 2);
}

TEST_CASE("the database itself takes no approval of the maker, and none twice") {
  SettlementHouse house;
  house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  const std::string id = Must(house.CreateRun()).payment_run().payment_run_id();
  const auto insert = [&](const std::string& number, const std::string& principal) {
    house.sql() << "INSERT INTO settlement.payment_approval VALUES ('" + id + "', " + number +
                       ", '" + principal + "', 'finance', now())";
  };
  CHECK_THROWS(insert("1", "finance"));
  insert("1", "somebody");
  CHECK_THROWS(insert("2", "somebody"));
  const auto found = house.Verify();
  REQUIRE(found.size() == 2);
  CHECK(found[0].find("is DRAFT with 1 of 1 approvals") != std::string::npos);
  CHECK(found[1].find("was approved last by somebody") != std::string::npos);
}

}  // namespace
}  // namespace tirek::settlement
