#include "services/billing/claim_gateway.h"

#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/copy.h"
#include "core/sql/rows.h"
#include "services/billing/stored_values.h"

namespace tirek::billing {
namespace {

using soci::use;
using sql::First;
using sql::ReadAll;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"claim_month_uq", ErrorKind::kAlreadyExists, "CLAIM_EXISTS",
     "This month is claimed already under this contract."},
};

constexpr const char* kNumber =
    "((SELECT k.number FROM contracts.published_contract k"
    " WHERE k.contract_id = claim.contract_id) || '/' || month)";

const std::string kSelect =
    "SELECT claim_id, provider_id, contract_id, month, state, run_id, claimed_minor,"
    " approved_minor, unfunded_minor, denied_minor, currency_code, coalesce(due_date::text, ''), " +
    sql::MicrosOf("create_time") + ", coalesce(" + sql::MicrosOf("adjudicate_time") +
    ", 0), version, " + kNumber +
    ", (SELECT p.bin FROM registry.published_provider p WHERE p.provider_id = claim.provider_id)"
    " FROM billing.claim";

Claim ReadClaim(const soci::row& row) {
  Claim claim;
  claim.claim_id = ClaimId::Trusted(row.get<std::string>(0));
  claim.details = {ProviderId::Trusted(row.get<std::string>(1)),
                   ContractId::Trusted(row.get<std::string>(2)),
                   *Month::Parse(row.get<std::string>(3))};
  claim.state = row.get<std::string>(4);
  claim.run_id = RunId::Trusted(row.get<std::string>(5));
  claim.claimed = StoredMoney(row, 6, 10);
  claim.approved = StoredMoney(row, 7, 10);
  claim.unfunded = StoredMoney(row, 8, 10);
  claim.denied = StoredMoney(row, 9, 10);
  claim.create_time = {row.get<long long>(12)};
  if (claim.is_adjudicated()) {
    claim.due_date = sql::DateOf(row.get<std::string>(11));
    claim.adjudicate_time = Instant{row.get<long long>(13)};
  }
  claim.version = row.get<int>(14);
  claim.number = row.get<std::string>(15);
  claim.provider_bin = row.get<std::string>(16);
  return claim;
}

ClaimLine ReadClaimLine(const soci::row& row) {
  const auto quantity = Decimal::Parse(row.get<std::string>(7));
  TIREK_ASSERT(quantity.has_value());
  return {ClaimLineId::Trusted(row.get<std::string>(0)),
          ClaimId::Trusted(row.get<std::string>(1)),
          LineId::Trusted(row.get<std::string>(2)),
          row.get<std::string>(3),
          row.get<std::string>(4),
          sql::DateOf(row.get<std::string>(5)),
          row.get<std::string>(6),
          *quantity,
          StoredMoney(row, 8, 14),
          row.get<std::string>(9),
          row.get<std::string>(10),
          StoredMoney(row, 11, 14),
          StoredMoney(row, 12, 14),
          StoredMoney(row, 13, 14)};
}

long long ClaimedBy(const capitation::Line& line) {
  const bool denied = line.status == capitation::LineStatus::kDenied;
  return (denied ? line.denied_amount : line.amount).minor();
}

}  // namespace

Result<void> ClaimGateway::Insert(const Claim& claim, std::span<const CapitationLine> lines,
                                  IdSource& ids) {
  const std::string id = claim.claim_id.text();
  const std::string provider = claim.details.provider_id.text();
  const std::string contract = claim.details.contract_id.text();
  const std::string month = claim.details.month.ToString();
  const std::string run = claim.run_id.text();
  const std::string currency(claim.claimed.currency().code());
  const long long claimed = claim.claimed.minor();
  const long long created = claim.create_time.micros;
  TIREK_RETURN_IF_ERROR(sql::Constrained(kMeanings, [&] {
    work_.sql() << "INSERT INTO billing.claim (provider_id, claim_id, contract_id, month, run_id,"
                   " state, claimed_minor, currency_code, create_time) VALUES (:provider, :id,"
                   " :contract, :month, :run, :state, :claimed, :currency, " +
                       sql::TimestampOf(":created") + ")",
        use(provider), use(id), use(contract), use(month), use(run), use(claim.state), use(claimed),
        use(currency), use(created);
  }));
  // Row-level security refuses COPY into the table itself.
  work_.sql() << "CREATE TEMPORARY TABLE incoming_claim_line (claim_line_id text, line_id text,"
                 " claimed_minor bigint) ON COMMIT DROP";
  sql::CopyIn copy(work_, "incoming_claim_line (claim_line_id, line_id, claimed_minor)");
  for (const CapitationLine& line : lines) {
    const std::optional<std::string> row[] = {ids.NextText(ClaimLineTag::kPrefix),
                                              line.line_id.text(),
                                              std::to_string(ClaimedBy(line.line))};
    copy.Row(row);
  }
  copy.Finish();
  work_.sql() << "INSERT INTO billing.claim_line (provider_id, claim_line_id, claim_id, line_id,"
                 " claimed_minor) SELECT :provider, claim_line_id, :id, line_id, claimed_minor"
                 " FROM incoming_claim_line",
      use(provider), use(id);
  work_.sql() << "INSERT INTO billing.contract_use (provider_id, contract_id, accepted_minor,"
                 " currency_code) VALUES (:provider, :contract, 0, :currency)"
                 " ON CONFLICT (provider_id, contract_id) DO NOTHING",
      use(provider), use(contract), use(currency);
  return {};
}

std::optional<Claim> ClaimGateway::Find(const ClaimId& id) {
  const std::string& text = id.text();
  return First(ReadAll((work_.sql().prepare << kSelect + " WHERE claim_id = :id", use(text, "id")),
                       ReadClaim));
}

std::optional<Claim> ClaimGateway::Lock(const ClaimId& id) {
  const std::string& text = id.text();
  return First(ReadAll(
      (work_.sql().prepare << kSelect + " WHERE claim_id = :id FOR UPDATE", use(text, "id")),
      ReadClaim));
}

std::vector<std::string> ClaimGateway::KeyOf(const Claim& claim) {
  return {claim.details.month.ToString(), claim.claim_id.text()};
}

std::vector<Claim> ClaimGateway::List(const ClaimFilter& filter, const rpc::Page& page) {
  const std::string month = filter.month ? filter.month->ToString() : "";
  const std::string before = page.after.empty() ? "" : page.after[0];
  const std::string before_id = page.after.empty() ? "" : page.after[1];
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare
           << kSelect +
                  " WHERE (:provider = '' OR provider_id = :provider)"
                  " AND (:contract = '' OR contract_id = :contract)"
                  " AND (:month = '' OR month = :month) AND (:state = '' OR state = :state)"
                  " AND (:number = '' OR " +
                  kNumber +
                  " = :number)"
                  " AND (:before = '' OR (month, claim_id) < (:before, :before_id))"
                  " ORDER BY month DESC, claim_id DESC LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.contract_id, "contract"),
       use(month, "month"), use(filter.state, "state"), use(filter.number, "number"),
       use(before, "before"), use(before_id, "before_id"), use(limit, "limit")),
      ReadClaim);
}

std::vector<Claim> ClaimGateway::All() {
  return ReadAll((work_.sql().prepare << kSelect + " ORDER BY create_time, claim_id"), ReadClaim);
}

std::vector<std::string> ClaimGateway::KeyOf(const ClaimLine& line) {
  return {line.start.ToString(), line.placement_id, line.line_id.text()};
}

std::vector<ClaimLine> ClaimGateway::ListLines(const ClaimLineFilter& filter,
                                               const rpc::Page& page) {
  const std::string& claim = filter.claim_id.text();
  const std::string after = page.after.empty() ? "0001-01-01" : page.after[0];
  const std::string after_placement = page.after.empty() ? "" : page.after[1];
  const std::string after_line = page.after.empty() ? "" : page.after[2];
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare
           << "SELECT c.claim_line_id, c.claim_id, c.line_id, l.placement_id, l.person_id,"
              " l.start_date::text, l.tariff_code, trim_scale(l.quantity)::text, c.claimed_minor,"
              " coalesce(d.verdict, ''), coalesce(d.reason, ''), coalesce(d.approved_minor, 0),"
              " coalesce(d.unfunded_minor, 0), coalesce(d.denied_minor, 0), l.currency_code"
              " FROM billing.claim_line c JOIN billing.capitation_line l"
              " ON l.provider_id = c.provider_id AND l.line_id = c.line_id"
              " LEFT JOIN billing.line_decision d ON d.provider_id = c.provider_id"
              " AND d.claim_line_id = c.claim_line_id WHERE c.claim_id = :claim"
              " AND (:verdict = '' OR d.verdict = :verdict)"
              " AND (l.start_date, l.placement_id, l.line_id)"
              " > (:after::date, :after_placement, :after_line)"
              " ORDER BY l.start_date, l.placement_id, l.line_id LIMIT :limit",
       use(claim, "claim"), use(filter.verdict, "verdict"), use(after, "after"),
       use(after_placement, "after_placement"), use(after_line, "after_line"), use(limit, "limit")),
      ReadClaimLine);
}

std::vector<CutDay> ClaimGateway::ListCutDays(const ClaimId& claim_id, const rpc::Page& page) {
  const std::string& claim = claim_id.text();
  const std::string after = page.after.empty() ? "0" : page.after[0];
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare
           << "SELECT c.position, c.line_id, l.placement_id, l.person_id, c.service_date::text,"
              " trim_scale(c.quantity)::text, c.claimed_minor, c.unfunded_minor, l.currency_code,"
              " c.reason FROM billing.cut_day c JOIN billing.capitation_line l"
              " ON l.provider_id = c.provider_id AND l.line_id = c.line_id"
              " WHERE c.claim_id = :claim AND c.position > :after::int"
              " ORDER BY c.position LIMIT :limit",
       use(claim, "claim"), use(after, "after"), use(limit, "limit")),
      [](const soci::row& row) {
        const auto quantity = Decimal::Parse(row.get<std::string>(5));
        TIREK_ASSERT(quantity.has_value());
        return CutDay{row.get<int>(0),
                      LineId::Trusted(row.get<std::string>(1)),
                      row.get<std::string>(2),
                      row.get<std::string>(3),
                      sql::DateOf(row.get<std::string>(4)),
                      *quantity,
                      StoredMoney(row, 6, 8),
                      StoredMoney(row, 7, 8),
                      row.get<std::string>(9)};
      });
}

void ClaimGateway::InsertCutDays(const Claim& claim, std::span<const CutDay> days) {
  const std::string provider = claim.details.provider_id.text();
  const std::string id = claim.claim_id.text();
  work_.sql() << "CREATE TEMPORARY TABLE incoming_cut_day (position integer, line_id text,"
                 " service_date date, quantity numeric, claimed_minor bigint,"
                 " unfunded_minor bigint, reason text) ON COMMIT DROP";
  sql::CopyIn copy(work_,
                   "incoming_cut_day (position, line_id, service_date, quantity, claimed_minor,"
                   " unfunded_minor, reason)");
  for (const CutDay& day : days) {
    const std::optional<std::string> row[] = {std::to_string(day.position),
                                              day.line_id.text(),
                                              day.date.ToString(),
                                              day.quantity.ToString(),
                                              std::to_string(day.claimed.minor()),
                                              std::to_string(day.unfunded.minor()),
                                              day.reason};
    copy.Row(row);
  }
  copy.Finish();
  work_.sql() << "INSERT INTO billing.cut_day (provider_id, claim_id, position, line_id,"
                 " service_date, quantity, claimed_minor, unfunded_minor, reason)"
                 " SELECT :provider, :id, position, line_id, service_date, quantity,"
                 " claimed_minor, unfunded_minor, reason FROM incoming_cut_day",
      use(provider), use(id);
}

std::optional<ContractFunds> ClaimGateway::FindContract(const std::string& provider_id,
                                                        const std::string& contract_id) {
  return First(ReadAll(
      (work_.sql().prepare << "SELECT k.ceiling_minor, k.currency_code, k.payment_due_days,"
                              " coalesce(nullif(k.cut_order, ''),"
                              " replace(o.document::json ->> 'cut_order', 'CUT_ORDER_', ''),"
                              " 'LATEST_DAY_FIRST')"
                              " FROM contracts.published_contract k"
                              " JOIN contracts.published_order o USING (order_id)"
                              " WHERE k.contract_id = :contract AND k.provider_id = :provider",
       use(contract_id), use(provider_id)),
      [](const soci::row& row) {
        const auto cut_order = order::ParseCutOrder(row.get<std::string>(3));
        TIREK_ASSERT(cut_order.has_value());
        return ContractFunds{StoredMoney(row, 0, 1), row.get<int>(2), *cut_order};
      }));
}

std::string ClaimGateway::BudgetCodeOn(const std::string& provider_id,
                                       const std::string& contract_id, CivilDate day) {
  const std::string text = day.ToString();
  const auto found = First(ReadAll(
      (work_.sql().prepare << "SELECT budget_code FROM contracts.published_contract_version"
                              " WHERE contract_id = :contract AND provider_id = :provider"
                              " AND effective_date <= :day::date ORDER BY version DESC LIMIT 1",
       use(contract_id), use(provider_id), use(text)),
      [](const soci::row& row) { return row.get<std::string>(0); }));
  return found.value_or("");
}

Money ClaimGateway::LockUse(const NewClaim& claim) {
  const std::string provider = claim.provider_id.text();
  const std::string contract = claim.contract_id.text();
  const auto used = First(ReadAll(
      (work_.sql().prepare << "SELECT accepted_minor, currency_code FROM billing.contract_use"
                              " WHERE provider_id = :provider AND contract_id = :contract"
                              " FOR UPDATE",
       use(provider), use(contract)),
      [](const soci::row& row) { return StoredMoney(row, 0, 1); }));
  TIREK_ASSERT(used.has_value());
  return *used;
}

void ClaimGateway::AddUse(const NewClaim& claim, Money accepted) {
  const std::string provider = claim.provider_id.text();
  const std::string contract = claim.contract_id.text();
  const long long minor = accepted.minor();
  work_.sql() << "UPDATE billing.contract_use SET accepted_minor = accepted_minor + :accepted"
                 " WHERE provider_id = :provider AND contract_id = :contract",
      use(minor), use(provider), use(contract);
}

void ClaimGateway::Adjudicate(const Claim& claim, std::span<const LineDecision> decisions) {
  const std::string id = claim.claim_id.text();
  const std::string provider = claim.details.provider_id.text();
  const std::string due_date = claim.due_date->ToString();
  const long long approved = claim.approved.minor();
  const long long unfunded = claim.unfunded.minor();
  const long long denied = claim.denied.minor();
  const long long adjudicated = claim.adjudicate_time->micros;
  work_.sql() << "CREATE TEMPORARY TABLE incoming_decision (line_id text, verdict text,"
                 " reason text, approved_minor bigint, unfunded_minor bigint, denied_minor bigint)"
                 " ON COMMIT DROP";
  sql::CopyIn copy(work_,
                   "incoming_decision (line_id, verdict, reason, approved_minor,"
                   " unfunded_minor, denied_minor)");
  for (const auto& [line_id, decision] : decisions) {
    const std::optional<std::string> row[] = {
        line_id.text(),
        std::string(adjudication::VerdictName(decision.verdict)),
        decision.reason,
        std::to_string(decision.approved.minor()),
        std::to_string(decision.unfunded.minor()),
        std::to_string(decision.denied.minor())};
    copy.Row(row);
  }
  copy.Finish();
  work_.sql() << "INSERT INTO billing.line_decision (provider_id, claim_line_id, verdict, reason,"
                 " approved_minor, unfunded_minor, denied_minor) SELECT c.provider_id,"
                 " c.claim_line_id, i.verdict, i.reason, i.approved_minor, i.unfunded_minor,"
                 " i.denied_minor FROM incoming_decision i JOIN billing.claim_line c"
                 " ON c.line_id = i.line_id WHERE c.provider_id = :provider AND c.claim_id = :id",
      use(provider), use(id);
  work_.sql() << "UPDATE billing.claim SET state = :state, approved_minor = :approved,"
                 " unfunded_minor = :unfunded, denied_minor = :denied, due_date = :due_date::date,"
                 " version = :version, adjudicate_time = " +
                     sql::TimestampOf(":adjudicated") +
                     " WHERE provider_id = :provider AND claim_id = :id",
      use(claim.state), use(approved), use(unfunded), use(denied), use(due_date),
      use(claim.version), use(adjudicated), use(provider), use(id);
}

}  // namespace tirek::billing
