#include "services/contracts/order_gateway.h"

#include "core/base/sha256.h"
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
    {"state_order_code_uq", ErrorKind::kAlreadyExists, "ORDER_EXISTS",
     "An order with this code exists."},
    {"order_amendment_version_pk", ErrorKind::kConflict, "ETAG_MISMATCH",
     "The order changed since it was read."},
};

// Columns of a head, in the order in which ReadHead takes them.
const std::string kHeadColumns =
    "code, title, source_act, start_date::text, end_date::text, currency_code::text,"
    " method_version, payer_name, payer_bin, payer_iban, payer_bic, payer_kbe";
constexpr std::size_t kHeadSize = 12;

OrderHead ReadHead(const soci::row& row, std::size_t first) {
  const auto text = [&](std::size_t column) { return row.get<std::string>(first + column); };
  return {text(0),
          text(1),
          text(2),
          {sql::DateOf(text(3)), sql::DateOf(text(4))},
          text(5),
          text(6),
          {text(7), Trusted<Bin>(text(8)), Trusted<Iban>(text(9)), Trusted<Bic>(text(10)),
           Trusted<Kbe>(text(11))}};
}

}  // namespace

Result<void> OrderGateway::Insert(const OrderId& id, const NewOrder& order, Instant now) {
  const OrderHead& head = order.head;
  sql::Columns columns(17);
  columns.Add({id.text(), head.code, head.title, head.source_act, head.period.start.ToString(),
               head.period.end.ToString(), head.currency_code, head.method_version, head.payer.name,
               head.payer.bin.text(), head.payer.iban.text(), head.payer.bic.text(),
               head.payer.kbe.text(), sql::ArrayLiteral(order.services), order.document,
               Sha256Hex(order.document), std::to_string(now.micros)});
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(work_,
                    "INSERT INTO contracts.state_order (order_id, code, title, source_act,"
                    " start_date, end_date, currency_code, method_version, payer_name, payer_bin,"
                    " payer_iban, payer_bic, payer_kbe, services, document, document_sha256,"
                    " create_time) SELECT c0, c1, c2, c3, c4::date, c5::date, c6, c7, c8, c9, c10,"
                    " c11, c12, c13::text[], c14, c15, " +
                        sql::TimestampOf("c16") +
                        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                        " :c4::text[], :c5::text[], :c6::text[], :c7::text[], :c8::text[],"
                        " :c9::text[], :c10::text[], :c11::text[], :c12::text[], :c13::text[],"
                        " :c14::text[], :c15::text[], :c16::text[])"
                        " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14,"
                        " c15, c16)");
  });
}

std::optional<Order> OrderGateway::Find(const OrderQuery& query) {
  const std::string id = query.order_id.text();
  const int any_time = query.known_at ? 0 : 1;
  const long long known = query.known_at.value_or(Instant{}).micros;
  return sql::First(sql::ReadAll(
      (work_.sql().prepare << "SELECT order_id, document, version"
                              " FROM contracts.published_order_version WHERE order_id = :id"
                              " AND (:any_time = 1 OR record_time <= " +
                                  sql::TimestampOf(":known") + ") ORDER BY version DESC LIMIT 1",
       use(id, "id"), use(any_time, "any_time"), use(known, "known")),
      [](const soci::row& row) {
        return Order{OrderId::Trusted(row.get<std::string>(0)), row.get<std::string>(1),
                     row.get<int>(2)};
      }));
}

void OrderGateway::Hold(const std::vector<std::string>& order_ids) {
  const std::string ids = sql::ArrayLiteral(order_ids);
  int held = 0;
  work_.sql() << "SELECT count(pg_advisory_xact_lock(hashtextextended(id, 0)))::integer"
                 " FROM (SELECT DISTINCT id FROM unnest(:ids::text[]) AS x (id) ORDER BY id) AS x",
      use(ids, "ids"), soci::into(held);
}

Result<void> OrderGateway::Append(const OrderAmendment& amendment, int version, Instant now) {
  const std::string id = amendment.order_id.text();
  const std::string effective = amendment.effective_date.ToString();
  const std::string end = amendment.order.head.period.end.ToString();
  const std::string services = sql::ArrayLiteral(amendment.order.services);
  const std::string sha256 = Sha256Hex(amendment.order.document);
  const long long moment = now.micros;
  return sql::Constrained(kMeanings, [&] {
    work_.sql() << "INSERT INTO contracts.order_amendment (order_id, version, effective_date,"
                   " source_act, end_date, services, document, document_sha256, record_time)"
                   " VALUES (:id, :version, :effective::date, :act, :end::date,"
                   " :services::text[], :document, :sha256, " +
                       sql::TimestampOf(":moment") + ")",
        use(id, "id"), use(version, "version"), use(effective, "effective"),
        use(amendment.source_act, "act"), use(end, "end"), use(services, "services"),
        use(amendment.order.document, "document"), use(sha256, "sha256"), use(moment, "moment");
  });
}

std::vector<OrderVersion> OrderGateway::Versions(const OrderId& id, const rpc::Page& page) {
  const std::string text = id.text();
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare << "SELECT version, effective_date::text, source_act, " +
                                  sql::MicrosOf("record_time") +
                                  ", document_sha256 FROM contracts.published_order_version"
                                  " WHERE order_id = :id AND version >"
                                  " coalesce(nullif(:after, '')::integer, 0)"
                                  " ORDER BY version LIMIT :limit",
       use(text, "id"), use(after, "after"), use(limit, "limit")),
      [](const soci::row& row) {
        return OrderVersion{row.get<int>(0), sql::DateOf(row.get<std::string>(1)),
                            row.get<std::string>(2), Instant{row.get<long long>(3)},
                            row.get<std::string>(4)};
      });
}

std::vector<ListedOrder> OrderGateway::List(const OrderFilter& filter, const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare
           << "SELECT order_id, version, " + kHeadColumns +
                  " FROM contracts.published_order WHERE (:code = '' OR code = :code)"
                  " AND code > :after ORDER BY code LIMIT :limit",
       use(filter.code, "code"), use(after, "after"), use(limit, "limit")),
      [](const soci::row& row) {
        return ListedOrder{OrderId::Trusted(row.get<std::string>(0)), ReadHead(row, 2),
                           row.get<int>(1)};
      });
}

std::map<std::string, std::string> OrderGateway::IdsByCode(const std::vector<std::string>& codes) {
  return sql::Lookup(
      work_, "SELECT code, order_id FROM contracts.state_order WHERE code = ANY(:keys::text[])",
      codes);
}

std::map<std::string, OrderTerms> OrderGateway::Terms(const std::vector<std::string>& order_ids) {
  std::map<std::string, OrderTerms> terms;
  const std::string ids = sql::ArrayLiteral(order_ids);
  soci::rowset<soci::row> rows =
      (work_.sql().prepare << "SELECT order_id, code, start_date::text, end_date::text,"
                              " currency_code::text, array_to_string(services, '|')"
                              " FROM contracts.published_order"
                              " WHERE order_id = ANY(:ids::text[])",
       use(ids, "ids"));
  for (const soci::row& row : rows) {
    terms.emplace(row.get<std::string>(0), OrderTerms{row.get<std::string>(1),
                                                      {sql::DateOf(row.get<std::string>(2)),
                                                       sql::DateOf(row.get<std::string>(3))},
                                                      Trusted<Currency>(row.get<std::string>(4)),
                                                      Split(row.get<std::string>(5))});
  }
  return terms;
}

std::vector<StoredOrder> OrderGateway::All() {
  return sql::ReadAll(
      (work_.sql().prepare << "SELECT v.order_id, v.version, v.effective_date::text, o.code,"
                              " o.title, o.source_act, o.start_date::text, v.end_date::text,"
                              " o.currency_code::text, o.method_version, o.payer_name,"
                              " o.payer_bin, o.payer_iban, o.payer_bic, o.payer_kbe,"
                              " array_to_string(v.services, '|'), v.document, v.document_sha256"
                              " FROM contracts.published_order_version v"
                              " JOIN contracts.state_order o USING (order_id)"
                              " ORDER BY o.code, v.version"),
      [](const soci::row& row) {
        constexpr std::size_t kHead = 3;
        return StoredOrder{row.get<std::string>(0),
                           row.get<int>(1),
                           sql::DateOf(row.get<std::string>(2)),
                           {ReadHead(row, kHead), Split(row.get<std::string>(kHead + kHeadSize)),
                            row.get<std::string>(kHead + kHeadSize + 1)},
                           row.get<std::string>(kHead + kHeadSize + 2)};
      });
}

}  // namespace tirek::contracts
