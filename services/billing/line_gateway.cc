#include "services/billing/line_gateway.h"

#include "core/sql/array.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/billing/funding_text.h"
#include "services/billing/stored_values.h"
#include "services/billing/trace_text.h"

namespace tirek::billing {
namespace {

using capitation::Line;
using soci::use;
using sql::First;
using sql::ReadAll;

constexpr std::size_t kSendAt = 1U << 18U;  // bytes: a quarter of a MiB keeps libpq's buffer small

constexpr const char* kColumns =
    "provider_id, run_id, placement_id, start_date, end_date, line_id, contract_id, person_id,"
    " dates, tariff_code, unit, coefficient_codes, category, ground, absence, paid_share, status,"
    " reason, overlap_placement_id, quantity, amount_minor, denied_minor, currency_code, trace,"
    " part, quantities, admission_date, admission_key, person_minor, pension_minor,"
    " withheld_minor, funding";

constexpr const char* kSelect =
    "SELECT l.provider_id, l.run_id, l.placement_id, l.start_date::text, l.end_date::text,"
    " l.line_id, l.contract_id, l.person_id, array_to_json(l.dates)::text, l.tariff_code, l.unit,"
    " array_to_json(l.coefficient_codes)::text, l.category, l.ground, l.absence,"
    " l.paid_share::text, l.status, l.reason, l.overlap_placement_id, trim_scale(l.quantity)::text,"
    " l.amount_minor, l.denied_minor, l.currency_code, l.trace, l.part,"
    " array_to_json(l.quantities::text[])::text,"
    " coalesce(l.admission_date, l.start_date)::text, l.admission_key, l.person_minor,"
    " l.pension_minor, l.withheld_minor, l.price_minor, l.funding"
    " FROM billing.capitation_line l";

// One that an adjustment bills: of no run.
constexpr const char* kSelectAdjusted =
    "SELECT l.provider_id, '', l.placement_id, l.start_date::text, l.end_date::text,"
    " l.line_id, l.contract_id, l.person_id, array_to_json(l.dates)::text, l.tariff_code, l.unit,"
    " array_to_json(l.coefficient_codes)::text, l.category, l.ground, l.absence,"
    " l.paid_share::text, CASE WHEN l.reason = '' THEN 'PAYABLE' ELSE 'DENIED' END, l.reason,"
    " l.overlap_placement_id, trim_scale(l.quantity)::text,"
    " l.amount_minor, l.denied_minor, l.currency_code, l.trace, 0,"
    " array_to_json(l.quantities::text[])::text, l.start_date::text, '', l.person_minor,"
    " l.pension_minor, l.withheld_minor,"
    " l.amount_minor + l.person_minor + l.pension_minor + l.withheld_minor, l.funding"
    " FROM billing.adjusted_line l";

// What is stored was made by this program.
template <typename T>
T Stored(std::optional<T> value) {
  TIREK_ASSERT(value.has_value());
  return *std::move(value);
}

Line ReadTerms(const soci::row& row) {
  Line line;
  line.provider_id = row.get<std::string>(0);
  line.placement_id = row.get<std::string>(2);
  line.period = {sql::DateOf(row.get<std::string>(3)), sql::DateOf(row.get<std::string>(4))};
  line.contract_id = row.get<std::string>(6);
  line.person_id = row.get<std::string>(7);
  for (const std::string& date : StoredTexts(row.get<std::string>(8))) {
    line.dates.push_back(sql::DateOf(date));
  }
  line.tariff_code = row.get<std::string>(9);
  line.unit = order::ParseServiceUnit(row.get<std::string>(10));
  line.coefficient_codes = StoredTexts(row.get<std::string>(11));
  line.category = row.get<std::string>(12);
  line.ground = Stored(capitation::ParseLineGround(row.get<std::string>(13)));
  line.absence = order::ParseAbsenceReason(row.get<std::string>(14));
  line.paid_share = StoredDecimal(row.get<std::string>(15));
  return line;
}

CapitationLine ReadLine(const soci::row& row) {
  Line line = ReadTerms(row);
  line.status = Stored(capitation::ParseLineStatus(row.get<std::string>(16)));
  line.reason = capitation::ParseDenialReason(row.get<std::string>(17));
  line.overlap_placement_id = row.get<std::string>(18);
  line.quantity = StoredDecimal(row.get<std::string>(19));
  line.amount = StoredMoney(row, 20, 22);
  line.denied_amount = StoredMoney(row, 21, 22);
  line.trace = TraceOf(row.get<std::string>(23));
  for (const std::string& quantity : StoredTexts(row.get<std::string>(25))) {
    line.quantities.push_back(StoredDecimal(quantity));
  }
  line.admission_date = sql::DateOf(row.get<std::string>(26));
  line.admission_key = row.get<std::string>(27);
  line.person_amount = StoredMoney(row, 28, 22);
  line.pension_amount = StoredMoney(row, 29, 22);
  line.withheld_amount = StoredMoney(row, 30, 22);
  line.price = StoredMoney(row, 31, 22);
  line.funding = FundingOf(row.get<std::string>(32), line.amount.currency());
  return {LineId::Trusted(row.get<std::string>(5)), RunId::Trusted(row.get<std::string>(1)),
          std::move(line), row.get<int>(24)};
}

template <typename Value, typename Name>
std::string NameOr(const std::optional<Value>& value, Name name) {
  return value ? std::string(name(*value)) : "";
}

// In the order of kColumns.
void PutLine(sql::BinaryRowWriter& row, const RunId& run_id, const LineId& line_id,
             const Line& line, int part) {
  row.BeginRow(32);
  row.Text(line.provider_id);
  row.Text(run_id.text());
  row.Text(line.placement_id);
  row.Date(line.period.start);
  row.Date(line.period.end);
  row.Text(line_id.text());
  row.Text(line.contract_id);
  row.Text(line.person_id);
  row.DateArray(line.dates);
  row.Text(line.tariff_code);
  row.Text(NameOr(line.unit, order::ServiceUnitName));
  row.TextArray(line.coefficient_codes);
  row.Text(line.category);
  row.Text(capitation::LineGroundName(line.ground));
  row.Text(NameOr(line.absence, order::AbsenceReasonName));
  row.Numeric(line.paid_share);
  row.Text(capitation::LineStatusName(line.status));
  row.Text(NameOr(line.reason, capitation::DenialReasonName));
  row.Text(line.overlap_placement_id);
  row.Numeric(line.quantity);
  row.Int64(line.amount.minor());
  row.Int64(line.denied_amount.minor());
  row.Text(line.amount.currency().code());
  row.Text(ToText(line.trace));
  row.Int32(part);
  row.NumericArray(line.quantities);
  row.Date(line.admission_date);
  row.Text(line.admission_key);
  row.Int64(line.person_amount.minor());
  row.Int64(line.pension_amount.minor());
  row.Int64(line.withheld_amount.minor());
  row.Text(FundingText(line.funding));
}

}  // namespace

void LineGateway::Insert(const RunId& run_id, std::span<const Line> lines, IdSource& ids) {
  // Row-level security refuses COPY into the table itself.
  work_.sql() << "CREATE TEMPORARY TABLE incoming_line ON COMMIT DROP AS SELECT " +
                     std::string(kColumns) + " FROM billing.capitation_line WITH NO DATA";
  sql::BinaryCopyIn copy(work_, "incoming_line (" + std::string(kColumns) + ")");
  const std::vector<int> parts = PartsOf(lines);
  std::string bytes;
  sql::BinaryRowWriter row(bytes);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    PutLine(row, run_id, ids.Next<LineTag>(), lines[i], parts[i]);
    if (bytes.size() < kSendAt && i + 1 < lines.size()) continue;
    copy.Rows(bytes);
    bytes.clear();
  }
  copy.Finish();
  work_.sql() << "INSERT INTO billing.capitation_line (" + std::string(kColumns) + ") SELECT " +
                     kColumns + " FROM incoming_line";
}

std::optional<CapitationLine> LineGateway::Find(const LineId& id) {
  const std::string& text = id.text();
  return First(
      ReadAll((work_.sql().prepare << std::string(kSelect) + " WHERE l.line_id = :id UNION ALL " +
                                          kSelectAdjusted + " WHERE l.line_id = :id",
               use(text, "id")),
              ReadLine));
}

std::vector<std::string> LineGateway::KeyOf(const CapitationLine& line) {
  return {line.run_id.text(), line.line.provider_id, line.line.placement_id,
          line.line.period.start.ToString(), std::to_string(line.part)};
}

std::vector<CapitationLine> LineGateway::List(const LineFilter& filter, const rpc::Page& page) {
  const std::string after_provider = page.after.empty() ? "" : page.after[1];
  const std::string after_placement = page.after.empty() ? "" : page.after[2];
  const std::string after_date = page.after.empty() ? "0001-01-01" : page.after[3];
  const std::string after_part = page.after.empty() ? "-1" : page.after[4];
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare
           << std::string(kSelect) +
                  " WHERE l.run_id = :run AND (:provider = '' OR l.provider_id = :provider)"
                  " AND (:placement = '' OR l.placement_id = :placement)"
                  " AND (:ground = '' OR :ground = CASE WHEN l.status = 'DENIED' THEN 'DENIED'"
                  " WHEN l.ground = 'ABSENCE' THEN 'PAID_ABSENCE' ELSE l.ground END)"
                  " AND (:reason = '' OR l.reason = :reason)"
                  " AND (l.provider_id, l.placement_id, l.start_date, l.part)"
                  " > (:after_provider, :after_placement, :after_date::date, :after_part::int)"
                  " ORDER BY l.provider_id, l.placement_id, l.start_date, l.part LIMIT :limit",
       use(filter.run_id, "run"), use(filter.provider_id, "provider"),
       use(filter.placement_id, "placement"), use(filter.ground, "ground"),
       use(filter.reason, "reason"), use(after_provider, "after_provider"),
       use(after_placement, "after_placement"), use(after_date, "after_date"),
       use(after_part, "after_part"), use(limit, "limit")),
      ReadLine);
}

std::vector<CapitationLine> LineGateway::OfContract(const RunId& run_id,
                                                    const std::string& provider_id,
                                                    const std::string& contract_id) {
  const std::string& run = run_id.text();
  return ReadAll((work_.sql().prepare
                      << std::string(kSelect) +
                             " WHERE l.provider_id = :provider AND l.run_id = :run AND"
                             " l.contract_id = :contract ORDER BY l.placement_id COLLATE \"C\","
                             " l.start_date, l.part",
                  use(provider_id), use(run), use(contract_id)),
                 ReadLine);
}

std::vector<CapitationLine> LineGateway::OfRun(const RunId& run_id,
                                               const std::vector<std::string>& provider_ids) {
  const std::string& run = run_id.text();
  const std::string providers = sql::ArrayLiteral(provider_ids);
  return ReadAll(
      (work_.sql().prepare << std::string(kSelect) +
                                  " WHERE l.run_id = :run"
                                  " AND l.provider_id = ANY(:providers::text[])"
                                  " ORDER BY l.provider_id COLLATE \"C\","
                                  " l.contract_id COLLATE \"C\", l.placement_id COLLATE \"C\","
                                  " l.start_date, l.part",
       use(run, "run"), use(providers, "providers")),
      ReadLine);
}

std::vector<CapitationLine> LineGateway::OfClaim(const std::string& provider_id,
                                                 const std::string& claim_id) {
  return ReadAll(
      (work_.sql().prepare << std::string(kSelect) +
                                  " JOIN billing.claim_line c ON c.provider_id = l.provider_id"
                                  " AND c.line_id = l.line_id WHERE c.provider_id = :provider"
                                  " AND c.claim_id = :claim ORDER BY l.line_id",
       use(provider_id), use(claim_id)),
      ReadLine);
}

}  // namespace tirek::billing
