#include "services/contracts/contract_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/lookup.h"
#include "core/sql/rows.h"
#include "services/contracts/stored_text.h"

namespace tirek::contracts {
namespace {

using soci::use;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"contract_number_uq", ErrorKind::kAlreadyExists, "CONTRACT_EXISTS",
     "A contract with this number exists."},
    {"contract_amendment_version_pk", ErrorKind::kConflict, "ETAG_MISMATCH",
     "The contract changed since it was read."},
};

const std::string kColumns =
    "SELECT v.contract_id, v.number, v.provider_id, v.order_id, array_to_string(v.services, '|'),"
    " v.start_date::text, v.end_date::text, v.ceiling_minor, v.currency_code::text, v.route,"
    " v.payment_due_days, v.cut_order, v.version, " +
    sql::MicrosOf("c.create_time") +
    ", v.budget_code FROM contracts.published_contract v JOIN contracts.contract c USING "
    "(contract_id)";

Contract ReadContract(const soci::row& row) {
  return {ContractId::Trusted(row.get<std::string>(0)),
          {row.get<std::string>(1),
           ProviderId::Trusted(row.get<std::string>(2)),
           OrderId::Trusted(row.get<std::string>(3)),
           Split(row.get<std::string>(4)),
           {sql::DateOf(row.get<std::string>(5)), sql::DateOf(row.get<std::string>(6))},
           Money::FromMinor(row.get<long long>(7), Trusted<Currency>(row.get<std::string>(8))),
           row.get<std::string>(9),
           row.get<int>(10),
           row.get<std::string>(11),
           row.get<std::string>(14)},
          row.get<int>(12),
          {row.get<long long>(13)}};
}

}  // namespace

Result<void> ContractGateway::Insert(const std::vector<Contract>& contracts) {
  sql::Columns columns(15);
  for (const Contract& c : contracts) {
    const NewContract& d = c.details;
    columns.Add({c.contract_id.text(), d.number, d.provider_id.text(), d.order_id.text(),
                 sql::ArrayLiteral(d.services), d.period.start.ToString(), d.period.end.ToString(),
                 std::to_string(d.ceiling.minor()), std::string(d.ceiling.currency().code()),
                 d.route, std::to_string(d.payment_due_days), std::to_string(c.version),
                 std::to_string(c.create_time.micros), d.cut_order, d.budget_code});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(
        work_,
        "INSERT INTO contracts.contract (contract_id, number, provider_id, order_id,"
        " services, start_date, end_date, ceiling_minor, currency_code, route,"
        " payment_due_days, version, create_time, cut_order, budget_code) SELECT c0, c1, c2, c3, "
        "c4::text[],"
        " c5::date, c6::date, c7::bigint, c8, c9, c10::integer, c11::integer, " +
            sql::TimestampOf("c12") +
            ", c13, c14 FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
            " :c4::text[], :c5::text[], :c6::text[], :c7::text[], :c8::text[],"
            " :c9::text[], :c10::text[], :c11::text[], :c12::text[], :c13::text[],"
            " :c14::text[]) AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13,"
            " c14)");
  });
}

std::optional<Contract> ContractGateway::Find(const ContractId& id) {
  const std::string text = id.text();
  return sql::First(sql::ReadAll(
      (work_.sql().prepare << kColumns + " WHERE v.contract_id = :id", use(text, "id")),
      ReadContract));
}

std::vector<Contract> ContractGateway::List(const ContractFilter& filter, const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare << kColumns + " WHERE (:provider = '' OR v.provider_id = :provider)"
                                         " AND (:order = '' OR v.order_id = :order)"
                                         " AND (:number = '' OR v.number = :number)"
                                         " AND v.number > :after ORDER BY v.number LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.order_id, "order"),
       use(filter.number, "number"), use(after, "after"), use(limit, "limit")),
      ReadContract);
}

std::map<std::string, std::string> ContractGateway::IdsByNumber(
    const std::vector<std::string>& numbers) {
  return sql::Lookup(
      work_, "SELECT number, contract_id FROM contracts.contract WHERE number = ANY(:keys::text[])",
      numbers);
}

std::vector<std::string> ContractGateway::NumbersOutsideOrder() {
  return sql::ReadAll((work_.sql().prepare
                       << "SELECT c.number FROM contracts.published_contract c"
                          " JOIN contracts.published_order o USING (order_id)"
                          " WHERE c.start_date < o.start_date OR c.end_date > o.end_date"
                          " OR c.currency_code <> o.currency_code OR NOT c.services <@ o.services"
                          " ORDER BY c.number"),
                      [](const soci::row& row) { return row.get<std::string>(0); });
}

std::vector<std::string> ContractGateway::NumbersOutside(const OrderId& order_id,
                                                         const NewOrder& order) {
  const std::string id = order_id.text();
  const std::string end = order.head.period.end.ToString();
  const std::string services = sql::ArrayLiteral(order.services);
  return sql::ReadAll(
      (work_.sql().prepare << "SELECT number FROM contracts.published_contract"
                              " WHERE order_id = :id AND (end_date > :end::date"
                              " OR NOT services <@ :services::text[]) ORDER BY number",
       use(id, "id"), use(end, "end"), use(services, "services")),
      [](const soci::row& row) { return row.get<std::string>(0); });
}

Result<void> ContractGateway::Append(const Contract& amended, const ContractAmendment& amendment,
                                     Instant now) {
  const NewContract& details = amended.details;
  const std::string provider = details.provider_id.text();
  const std::string id = amended.contract_id.text();
  const std::string effective = amendment.effective_date.ToString();
  const std::string services = sql::ArrayLiteral(details.services);
  const std::string end = details.period.end.ToString();
  const long long ceiling = details.ceiling.minor();
  const long long moment = now.micros;
  return sql::Constrained(kMeanings, [&] {
    work_.sql()
        << "INSERT INTO contracts.contract_amendment (provider_id, contract_id, version,"
           " effective_date, source_act, services, end_date, ceiling_minor, cut_order,"
           " budget_code, record_time) VALUES (:provider, :id, :version, :effective::date, :act,"
           " :services::text[], :end::date, :ceiling, :cut_order, :budget_code, " +
               sql::TimestampOf(":moment") + ")",
        use(provider, "provider"), use(id, "id"), use(amended.version, "version"),
        use(effective, "effective"), use(amendment.source_act, "act"), use(services, "services"),
        use(end, "end"), use(ceiling, "ceiling"), use(details.cut_order, "cut_order"),
        use(details.budget_code, "budget_code"), use(moment, "moment");
  });
}

std::vector<ContractVersion> ContractGateway::Versions(const ContractId& id,
                                                       const rpc::Page& page) {
  const std::string text = id.text();
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare
           << "SELECT version, effective_date::text, source_act, array_to_string(services, '|'),"
              " end_date::text, ceiling_minor, currency_code::text, cut_order, " +
                  sql::MicrosOf("record_time") +
                  ", budget_code FROM contracts.published_contract_version WHERE contract_id = :id"
                  " AND version > coalesce(nullif(:after, '')::integer, 0)"
                  " ORDER BY version LIMIT :limit",
       use(text, "id"), use(after, "after"), use(limit, "limit")),
      [](const soci::row& row) {
        return ContractVersion{
            row.get<int>(0),
            sql::DateOf(row.get<std::string>(1)),
            row.get<std::string>(2),
            Split(row.get<std::string>(3)),
            sql::DateOf(row.get<std::string>(4)),
            Money::FromMinor(row.get<long long>(5), Trusted<Currency>(row.get<std::string>(6))),
            row.get<std::string>(7),
            {row.get<long long>(8)},
            row.get<std::string>(9)};
      });
}

bool ContractGateway::HasProvider(const ProviderId& id) {
  const auto found = sql::Lookup(work_,
                                 "SELECT provider_id, bin FROM registry.published_provider"
                                 " WHERE provider_id = ANY(:keys::text[])",
                                 {id.text()});
  return !found.empty();
}

std::map<std::string, std::string> ContractGateway::ProviderIdsByBin(
    const std::vector<std::string>& bins) {
  return sql::Lookup(
      work_,
      "SELECT bin, provider_id FROM registry.published_provider WHERE bin = ANY(:keys::text[])",
      bins);
}

std::vector<bool> ContractGateway::Licensed(const std::vector<const NewContract*>& contracts) {
  std::vector<std::string> providers;
  std::vector<std::string> starts;
  for (const NewContract* contract : contracts) {
    providers.push_back(contract->provider_id.text());
    starts.push_back(contract->period.start.ToString());
  }
  const std::string provider_array = sql::ArrayLiteral(providers);
  const std::string start_array = sql::ArrayLiteral(starts);
  std::vector<bool> licensed(contracts.size(), false);
  soci::rowset<soci::row> rows =
      (work_.sql().prepare
           << "SELECT (x.place - 1)::bigint FROM unnest(:providers::text[], :starts::text[])"
              " WITH ORDINALITY AS x (provider_id, start_date, place)"
              " WHERE EXISTS (SELECT FROM registry.published_licence l"
              " WHERE l.provider_id = x.provider_id AND l.start_date <= x.start_date::date"
              " AND x.start_date::date < l.end_date)",
       use(provider_array, "providers"), use(start_array, "starts"));
  for (const soci::row& row : rows) {
    licensed[static_cast<std::size_t>(row.get<long long>(0))] = true;
  }
  return licensed;
}

}  // namespace tirek::contracts
