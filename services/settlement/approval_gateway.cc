#include "services/settlement/approval_gateway.h"

#include <map>
#include <string>
#include <utility>

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::use;
using sql::ReadAll;

const std::string kRules =
    "SELECT approval_rule_id, from_minor, currency_code, approvals, start_date::text, set_by, " +
    sql::MicrosOf("set_time") + " FROM settlement.approval_rule";

ApprovalRule ReadRule(const soci::row& row) {
  return {ApprovalRuleId::Trusted(row.get<std::string>(0)),
          MoneyOf(row, 1, 2),
          row.get<int>(3),
          sql::DateOf(row.get<std::string>(4)),
          row.get<std::string>(5),
          Instant{row.get<long long>(6)}};
}

}  // namespace

void ApprovalGateway::Insert(const ApprovalRule& rule) {
  const std::string id = rule.approval_rule_id.text();
  const long long minor = rule.from_amount.minor();
  const std::string currency(rule.from_amount.currency().code());
  const std::string start_date = rule.start_date.ToString();
  const std::string micros = std::to_string(rule.set_time.micros);
  work_.sql() << "INSERT INTO settlement.approval_rule (approval_rule_id, from_minor,"
                 " currency_code, approvals, start_date, set_by, set_time) VALUES (:id, :minor,"
                 " :currency, :approvals, :start_date::date, :set_by, " +
                     sql::TimestampOf(":micros") + ")",
      use(id, "id"), use(minor, "minor"), use(currency, "currency"),
      use(rule.approvals, "approvals"), use(start_date, "start_date"), use(rule.set_by, "set_by"),
      use(micros, "micros");
}

std::vector<ApprovalRule> ApprovalGateway::Rules(const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << kRules + " WHERE (:after = '' OR approval_rule_id < :after)"
                                       " ORDER BY approval_rule_id DESC LIMIT :limit",
       use(after, "after"), use(limit, "limit")),
      ReadRule);
}

std::vector<ApprovalRule> ApprovalGateway::RulesOn(CivilDate day) {
  const std::string text = day.ToString();
  return ReadAll(
      (work_.sql().prepare << kRules + " WHERE start_date <= :day::date", use(text, "day")),
      ReadRule);
}

void ApprovalGateway::Insert(const PaymentRun& run, const PaymentApproval& approval) {
  const std::string id = run.payment_run_id.text();
  const int number = static_cast<int>(run.approvals.size()) + 1;
  const std::string micros = std::to_string(approval.approve_time.micros);
  work_.sql() << "INSERT INTO settlement.payment_approval (payment_run_id, number, approved_by,"
                 " created_by, approve_time) VALUES (:id, :number, :approved_by, :created_by, " +
                     sql::TimestampOf(":micros") + ")",
      use(id, "id"), use(number, "number"), use(approval.approved_by, "approved_by"),
      use(run.created_by, "created_by"), use(micros, "micros");
}

void ApprovalGateway::ReadInto(std::span<PaymentRun> runs) {
  std::map<std::string, PaymentRun*> by_id;
  std::vector<std::string> ids;
  for (PaymentRun& run : runs) {
    ids.push_back(run.payment_run_id.text());
    by_id[ids.back()] = &run;
  }
  const std::string of_runs = sql::ArrayLiteral(ids);
  const auto given =
      ReadAll((work_.sql().prepare << "SELECT payment_run_id, approved_by, " +
                                          sql::MicrosOf("approve_time") +
                                          " FROM settlement.payment_approval"
                                          " WHERE payment_run_id = ANY(:ids::text[])"
                                          " ORDER BY payment_run_id, number",
               use(of_runs, "ids")),
              [](const soci::row& row) {
                return std::pair(row.get<std::string>(0),
                                 PaymentApproval{row.get<std::string>(1), {row.get<long long>(2)}});
              });
  for (const auto& [id, approval] : given) by_id.at(id)->approvals.push_back(approval);
}

}  // namespace tirek::settlement
