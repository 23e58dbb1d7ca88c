#include "services/billing/adjustment_gateway.h"

#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/billing/stored_values.h"

namespace tirek::billing {
namespace {

using soci::into;
using soci::use;
using sql::First;
using sql::ReadAll;

constexpr const char* kNumber = "('ADJ-' || a.month || '-' || a.sequence)";

const std::string kSelect =
    "SELECT a.adjustment_id, a.provider_id, a.contract_id, a.month, a.sequence, a.choice,"
    " coalesce(trim_scale(a.instalment_percent)::text, ''), a.look_back_months, " +
    sql::MicrosOf("a.known_at") + ", a.request_key, " + sql::MicrosOf("a.create_time") +
    ", a.difference_minor, a.payable_minor, a.receivable_minor, a.unfunded_minor,"
    " a.currency_code, " +
    kNumber +
    ", (SELECT p.bin FROM registry.published_provider p WHERE p.provider_id = a.provider_id),"
    " (SELECT k.number FROM contracts.published_contract k"
    " WHERE k.contract_id = a.contract_id) FROM billing.adjustment a";

Adjustment ReadAdjustment(const soci::row& row) {
  Adjustment adjustment;
  adjustment.adjustment_id = AdjustmentId::Trusted(row.get<std::string>(0));
  adjustment.provider_id = row.get<std::string>(1);
  adjustment.contract_id = row.get<std::string>(2);
  adjustment.month = *Month::Parse(row.get<std::string>(3));
  adjustment.sequence = row.get<int>(4);
  const auto choice = retro::ParseChoice(row.get<std::string>(5));
  TIREK_ASSERT(choice.has_value());
  adjustment.choice = *choice;
  const std::string percent = row.get<std::string>(6);
  if (!percent.empty()) adjustment.instalment_percent = *Decimal::Parse(percent);
  adjustment.look_back_months = row.get<int>(7);
  adjustment.known_at = {row.get<long long>(8)};
  adjustment.request_key = row.get<std::string>(9);
  adjustment.create_time = {row.get<long long>(10)};
  adjustment.difference = StoredMoney(row, 11, 15);
  adjustment.payable = StoredMoney(row, 12, 15);
  adjustment.receivable = StoredMoney(row, 13, 15);
  adjustment.unfunded = StoredMoney(row, 14, 15);
  adjustment.number = row.get<std::string>(16);
  adjustment.provider_bin = row.get<std::string>(17);
  adjustment.contract_number = row.get<std::string>(18);
  return adjustment;
}

}  // namespace

bool AdjustmentGateway::TakePosting() {
  int taken = 0;
  work_.sql() << "SELECT pg_try_advisory_xact_lock(hashtextextended('billing.adjustment', 0))::int",
      into(taken);
  return taken == 1;
}

int AdjustmentGateway::LastSequence(const Month& month) {
  const std::string text = month.ToString();
  int last = 0;
  work_.sql() << "SELECT coalesce(max(sequence), 0) FROM billing.adjustment WHERE month = :month",
      use(text, "month"), into(last);
  return last;
}

Money AdjustmentGateway::Unfunded(const BilledClaim& claim) {
  const auto sum = First(
      ReadAll((work_.sql().prepare
                   << "SELECT c.unfunded_minor + (SELECT coalesce(sum(m.unfunded_minor), 0)::bigint"
                      " FROM billing.adjustment_month m WHERE m.provider_id = c.provider_id"
                      " AND m.claim_id = c.claim_id), c.currency_code FROM billing.claim c"
                      " WHERE c.provider_id = :provider AND c.claim_id = :claim",
               use(claim.provider_id, "provider"), use(claim.claim_id, "claim")),
              [](const soci::row& row) { return StoredMoney(row, 0, 1); }));
  TIREK_ASSERT(sum.has_value());
  return *sum;
}

Money AdjustmentGateway::ExpectedPayable(const std::string& provider_id,
                                         const std::string& contract_id) {
  const auto approved = First(
      ReadAll((work_.sql().prepare << "SELECT approved_minor, currency_code FROM billing.claim"
                                      " WHERE provider_id = :provider AND contract_id = :contract"
                                      " AND state = 'ADJUDICATED' ORDER BY month DESC LIMIT 1",
               use(provider_id, "provider"), use(contract_id, "contract")),
              [](const soci::row& row) { return StoredMoney(row, 0, 1); }));
  TIREK_ASSERT(approved.has_value());
  return *approved;
}

void AdjustmentGateway::Insert(const Adjustment& a) {
  sql::Columns header(16);
  const auto percent =
      a.instalment_percent ? std::optional(a.instalment_percent->ToString()) : std::nullopt;
  header.Add({a.provider_id, a.adjustment_id.text(), a.contract_id, a.month.ToString(),
              std::to_string(a.sequence), std::string(retro::ChoiceName(a.choice)), percent,
              std::to_string(a.look_back_months), std::to_string(a.known_at.micros), a.request_key,
              std::to_string(a.difference.minor()), std::to_string(a.payable.minor()),
              std::to_string(a.receivable.minor()), std::to_string(a.unfunded.minor()),
              std::string(a.difference.currency().code()), std::to_string(a.create_time.micros)});
  header.Execute(
      work_,
      "INSERT INTO billing.adjustment (provider_id, adjustment_id, contract_id, month, sequence,"
      " choice, instalment_percent, look_back_months, known_at, request_key, difference_minor,"
      " payable_minor, receivable_minor, unfunded_minor, currency_code, create_time)"
      " SELECT c0, c1, c2, c3, c4::integer, c5, c6::numeric, c7::integer, " +
          sql::TimestampOf("c8") +
          ", c9, c10::bigint, c11::bigint, c12::bigint, c13::bigint, c14, " +
          sql::TimestampOf("c15") +
          " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[], :c4::text[],"
          " :c5::text[], :c6::text[], :c7::text[], :c8::text[], :c9::text[], :c10::text[],"
          " :c11::text[], :c12::text[], :c13::text[], :c14::text[], :c15::text[])"
          " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15)");
  sql::Columns months(9);
  for (const AdjustmentMonth& m : a.months) {
    months.Add({a.provider_id, a.adjustment_id.text(), m.month.ToString(), m.claim_id,
                std::to_string(m.lines), std::to_string(m.difference.minor()),
                std::to_string(m.payable.minor()), std::to_string(m.receivable.minor()),
                std::to_string(m.unfunded.minor())});
  }
  months.Execute(
      work_,
      "INSERT INTO billing.adjustment_month (provider_id, adjustment_id, month, claim_id, lines,"
      " difference_minor, payable_minor, receivable_minor, unfunded_minor)"
      " SELECT c0, c1, c2, c3, c4::integer, c5::bigint, c6::bigint, c7::bigint, c8::bigint"
      " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[], :c4::text[],"
      " :c5::text[], :c6::text[], :c7::text[], :c8::text[])"
      " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8)");
  sql::Columns parts(5);
  for (const retro::RecoveryPart& part : a.recovery) {
    parts.Add({a.provider_id, a.adjustment_id.text(), part.month.ToString(),
               std::to_string(part.amount.minor()), std::to_string(part.left.minor())});
  }
  parts.Execute(work_,
                "INSERT INTO billing.recovery_part (provider_id, adjustment_id, month,"
                " amount_minor, left_minor) SELECT c0, c1, c2, c3::bigint, c4::bigint"
                " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[], :c4::text[])"
                " AS x (c0, c1, c2, c3, c4)");
}

void AdjustmentGateway::InsertCheck(std::span<const Month> months, Instant known_at) {
  sql::Columns checks(2);
  for (const Month& month : months) checks.Add({month.ToString(), std::to_string(known_at.micros)});
  checks.Execute(work_, "INSERT INTO billing.late_fact_check (month, known_at) SELECT c0, " +
                            sql::TimestampOf("c1") +
                            " FROM unnest(:c0::text[], :c1::text[]) AS x (c0, c1)"
                            " ON CONFLICT (month, known_at) DO NOTHING");
}

std::optional<Adjustment> AdjustmentGateway::Find(const AdjustmentId& id) {
  const std::string& text = id.text();
  auto found = First(
      ReadAll((work_.sql().prepare << kSelect + " WHERE a.adjustment_id = :id", use(text, "id")),
              ReadAdjustment));
  if (found) AddParts(*found);
  return found;
}

void AdjustmentGateway::AddParts(Adjustment& adjustment) {
  const std::string id = adjustment.adjustment_id.text();
  const Currency currency = adjustment.difference.currency();
  const auto money = [currency](const soci::row& row, std::size_t column) {
    return Money::FromMinor(row.get<long long>(column), currency);
  };
  adjustment.months = ReadAll(
      (work_.sql().prepare << "SELECT month, claim_id, lines, difference_minor, payable_minor,"
                              " receivable_minor, unfunded_minor FROM billing.adjustment_month"
                              " WHERE provider_id = :provider AND adjustment_id = :id"
                              " ORDER BY month",
       use(adjustment.provider_id, "provider"), use(id, "id")),
      [&money](const soci::row& row) {
        return AdjustmentMonth{*Month::Parse(row.get<std::string>(0)),
                               row.get<std::string>(1),
                               row.get<int>(2),
                               money(row, 3),
                               money(row, 4),
                               money(row, 5),
                               money(row, 6)};
      });
  adjustment.recovery = ReadAll(
      (work_.sql().prepare << "SELECT month, amount_minor, left_minor FROM billing.recovery_part"
                              " WHERE provider_id = :provider AND adjustment_id = :id"
                              " ORDER BY month",
       use(adjustment.provider_id, "provider"), use(id, "id")),
      [&money](const soci::row& row) {
        return retro::RecoveryPart{*Month::Parse(row.get<std::string>(0)), money(row, 1),
                                   money(row, 2)};
      });
}

std::vector<Adjustment> AdjustmentGateway::OfRequest(const std::string& request_key) {
  auto adjustments = ReadAll((work_.sql().prepare << kSelect + " WHERE a.request_key = :key"
                                                               " ORDER BY a.month, a.sequence",
                              use(request_key, "key")),
                             ReadAdjustment);
  for (Adjustment& adjustment : adjustments) AddParts(adjustment);
  return adjustments;
}

std::vector<std::string> AdjustmentGateway::KeyOf(const Adjustment& adjustment) {
  return {adjustment.month.ToString(), std::to_string(adjustment.sequence)};
}

std::vector<Adjustment> AdjustmentGateway::List(const AdjustmentFilter& filter,
                                                const rpc::Page& page) {
  const std::string month = filter.month ? filter.month->ToString() : "";
  const std::string before = page.after.empty() ? "" : page.after[0];
  const std::string before_sequence = page.after.empty() ? "0" : page.after[1];
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << kSelect +
                                  " WHERE (:provider = '' OR a.provider_id = :provider)"
                                  " AND (:contract = '' OR a.contract_id = :contract)"
                                  " AND (:month = '' OR a.month = :month) AND (:number = '' OR " +
                                  kNumber +
                                  " = :number) AND (:before = ''"
                                  " OR (a.month, a.sequence) < (:before, :before_sequence::int))"
                                  " ORDER BY a.month DESC, a.sequence DESC LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.contract_id, "contract"),
       use(month, "month"), use(filter.number, "number"), use(before, "before"),
       use(before_sequence, "before_sequence"), use(limit, "limit")),
      ReadAdjustment);
}

}  // namespace tirek::billing
