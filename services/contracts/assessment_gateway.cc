#include "services/contracts/assessment_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/contracts/stored_text.h"

namespace tirek::contracts {
namespace {

using soci::use;

const std::string kColumns =
    " assessment_id, provider_id, contract_id, month, indicator, trim_scale(value)::text, " +
    sql::MicrosOf("create_time") + " FROM contracts.assessment";

Assessment ReadAssessment(const soci::row& row) {
  return {AssessmentId::Trusted(row.get<std::string>(0)),
          {ProviderId::Trusted(row.get<std::string>(1)),
           ContractId::Trusted(row.get<std::string>(2)), Trusted<Month>(row.get<std::string>(3)),
           row.get<std::string>(4), Trusted<Decimal>(row.get<std::string>(5))},
          {row.get<long long>(6)}};
}

}  // namespace

void AssessmentGateway::Insert(const std::vector<Assessment>& assessments) {
  sql::Columns columns(7);
  for (const Assessment& a : assessments) {
    columns.Add({a.details.provider_id.text(), a.assessment_id.text(), a.details.contract_id.text(),
                 a.details.month.ToString(), a.details.indicator, a.details.value.ToString(),
                 std::to_string(a.create_time.micros)});
  }
  columns.Execute(work_,
                  "INSERT INTO contracts.assessment (provider_id, assessment_id, contract_id,"
                  " month, indicator, value, create_time)"
                  " SELECT c0, c1, c2, c3, c4, c5::numeric, " +
                      sql::TimestampOf("c6") +
                      " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                      " :c4::text[], :c5::text[], :c6::text[])"
                      " AS x (c0, c1, c2, c3, c4, c5, c6)");
}

std::vector<Assessment> AssessmentGateway::List(const AssessmentFilter& filter,
                                                const rpc::Page& page) {
  const std::string after_month = page.after.empty() ? "" : page.after[0];
  const std::string after_id = page.after.empty() ? "" : page.after[1];
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare << "SELECT" + kColumns +
                                  " WHERE (:provider = '' OR provider_id = :provider)"
                                  " AND (:month = '' OR month = :month)"
                                  " AND (month, assessment_id) > (:after_month, :after_id)"
                                  " ORDER BY month, assessment_id LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.month, "month"),
       use(after_month, "after_month"), use(after_id, "after_id"), use(limit, "limit")),
      ReadAssessment);
}

std::map<AssessmentKey, Assessment> AssessmentGateway::Latest(
    const std::vector<std::string>& provider_ids, const std::vector<std::string>& months) {
  const std::string ids = sql::ArrayLiteral(provider_ids);
  const std::string wanted = sql::ArrayLiteral(months);
  const auto rows = sql::ReadAll(
      (work_.sql().prepare
           << "SELECT DISTINCT ON (provider_id, contract_id, month, indicator)" + kColumns +
                  " WHERE provider_id = ANY(:ids::text[]) AND month = ANY(:months::text[])"
                  " ORDER BY provider_id, contract_id, month, indicator, create_time DESC,"
                  " assessment_id DESC",
       use(ids, "ids"), use(wanted, "months")),
      ReadAssessment);
  std::map<AssessmentKey, Assessment> latest;
  for (const Assessment& row : rows) latest.emplace(row.details.key(), row);
  return latest;
}

std::map<std::string, ContractSpan> AssessmentGateway::Spans(
    const std::vector<std::string>& contract_ids) {
  const std::string ids = sql::ArrayLiteral(contract_ids);
  soci::rowset<soci::row> rows =
      (work_.sql().prepare << "SELECT contract_id, provider_id, start_date::text, end_date::text"
                              " FROM contracts.published_contract"
                              " WHERE contract_id = ANY(:ids::text[])",
       use(ids, "ids"));
  std::map<std::string, ContractSpan> spans;
  for (const soci::row& row : rows) {
    spans.emplace(row.get<std::string>(0), ContractSpan{row.get<std::string>(1),
                                                        {sql::DateOf(row.get<std::string>(2)),
                                                         sql::DateOf(row.get<std::string>(3))}});
  }
  return spans;
}

}  // namespace tirek::contracts
