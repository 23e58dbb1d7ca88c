#include "tests/bench/capitation_tables.h"

#include <stdexcept>
#include <utility>

#include <soci/soci.h>

#include "billing/capitation/fast/fast_month.h"
#include "billing/capitation/fast/unfold.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/copy.h"
#include "core/sql/script.h"
#include "core/sql/unit_of_work.h"
#include "tests/bench/capitation_close.h"
#include "tests/bench/capitation_sql.h"

namespace tirek::bench {
namespace {

namespace fast = capitation::fast;
using sql::BinaryCopyIn;
using sql::BinaryCopyOut;
using sql::BinaryRowReader;
using sql::BinaryRowWriter;
using sql::Scope;
using sql::UnitOfWork;

constexpr std::size_t kSendAt = std::size_t{1} << 18U;
constexpr std::int16_t kPlacementColumns = 11;

using Values = std::vector<std::optional<std::string>>;

void CopyRows(UnitOfWork& work, const char* target, const std::vector<Values>& rows) {
  sql::CopyIn copy(work, target);
  for (const Values& row : rows) copy.Row(row);
  copy.Finish();
}

std::string DateText(CivilDate date) { return date.ToString(); }

std::optional<std::string> Text(const std::optional<int>& number) {
  return number ? std::optional(std::to_string(*number)) : std::nullopt;
}

void LoadOrder(UnitOfWork& work, const order::StateSocialOrder& order) {
  std::vector<Values> rows;
  for (const order::Tariff& tariff : order.tariffs) {
    rows.push_back({tariff.code, tariff.territory.text(), tariff.category, tariff.rate.ToString(),
                    DateText(tariff.period.start), DateText(tariff.period.end)});
  }
  CopyRows(work, "tariff", rows);
  rows.clear();
  for (const order::Coefficient& factor : order.coefficients) {
    rows.push_back({factor.code, factor.value.ToString(), factor.share.ToString(), factor.category,
                    DateText(factor.period.start), DateText(factor.period.end)});
  }
  CopyRows(work, "coefficient", rows);
  rows.clear();
  for (const order::AbsenceRule& rule : order.absence_rules) {
    rows.push_back({std::string(AbsenceReasonName(rule.reason)), rule.paid_share.ToString(),
                    Text(rule.max_days_per_month)});
  }
  CopyRows(work, "absence_rule", rows);
}

void LoadPlaces(UnitOfWork& work, const capitation::MonthFacts& facts) {
  std::vector<Values> rows;
  for (const capitation::ContractFacts& contract : facts.contracts) {
    rows.push_back({contract.contract_id, contract.provider_id, DateText(contract.period.start),
                    DateText(contract.period.end)});
  }
  CopyRows(work, "contract", rows);
  rows.clear();
  for (const capitation::PlaceFacts& place : facts.places) {
    rows.push_back({place.place_id, place.territory.text(), Text(place.capacity),
                    DateText(place.licences.at(0).start), DateText(place.licences.at(0).end)});
  }
  CopyRows(work, "place", rows);
}

void Append(BinaryRowWriter& writer, const PlacementMonth& row,
            const capitation::MonthFacts& facts) {
  writer.BeginRow(kPlacementColumns);
  writer.Text(facts.contracts[row.provider].provider_id);
  writer.Text(row.placement_id);
  writer.Text(row.person_id);
  writer.Text(facts.contracts[row.provider].contract_id);
  writer.Text(facts.places[row.place].place_id);
  writer.Text(kCategories[row.category]);
  writer.Date(row.period.start);
  writer.Date(row.period.end);
  writer.Int32(static_cast<std::int32_t>(row.present));
  writer.Int32(static_cast<std::int32_t>(row.hospital));
  writer.Int32(static_cast<std::int32_t>(row.vacation));
}

void LoadPlacements(UnitOfWork& work, const CapitationMonth& month) {
  BinaryCopyIn copy(work, "placement_month");
  std::string bytes;
  BinaryRowWriter writer(bytes);
  for (std::size_t i = 0; i < month.size(); ++i) {
    Append(writer, month.Row(i), month.facts());
    if (bytes.size() < kSendAt && i + 1 < month.size()) continue;
    copy.Rows(bytes);
    bytes.clear();
  }
  copy.Finish();
}

// A stored line with the sum that its trace comes to.
void CheckTrace(const BinaryRowReader& row, const fast::MonthColumns& columns) {
  const std::string id(row.Text(0));
  const std::size_t index = std::stoul(id.substr(id.find('_') + 1));
  const capitation::PlacementFacts placement = columns.FactsOf(index);
  fast::StoredLine line;
  line.days = static_cast<fast::DayMask>(row.Int32(1));
  line.absence = order::ParseAbsenceReason(row.Text(2));
  line.denial = capitation::ParseDenialReason(row.Text(3));
  line.overlap_placement_id = row.Text(4);
  line.trace = row.Text(7);
  const auto unfolded = fast::Unfold(
      line, {&placement, &columns.ContractOf(index), &columns.PlaceOf(index), &columns.common()});
  const bool same = unfolded && *unfolded && (*unfolded)->amount.minor() == row.Int64(5) &&
                    (*unfolded)->denied_amount.minor() == row.Int64(6);
  if (!same) throw std::runtime_error("a stored trace does not come to its line's sum");
}

MonthPart AllOf(const CapitationMonth& month, sql::Database& database) {
  MonthPart all(month);
  UnitOfWork work(database, Scope::Everything(), sql::Isolation::kSnapshot);
  BinaryCopyOut copy(work, kReadMonth);
  BinaryRowReader row;
  while (const auto bytes = copy.Next()) {
    if (!row.Read(*bytes)) throw std::runtime_error("COPY sent no row");
    all.Add(row);
  }
  return all;
}

}  // namespace

CapitationTables::CapitationTables(std::string url, const CapitationMonth& month)
    : month_(month), database_({std::move(url), "", 2}) {
  Load();
}

void CapitationTables::Load() {
  UnitOfWork work(database_, Scope::Everything());
  sql::ExecuteScript(work.sql(), kCapitationTables);
  LoadOrder(work, month_.order());
  LoadPlaces(work, month_.facts());
  LoadPlacements(work, month_);
  work.sql() << "ANALYZE";
  work.Commit();
}

void CapitationTables::Close(std::vector<std::string>* written) {
  CapitationClose(month_, database_, written).Run();
}

void CapitationTables::CopyOnly(const std::vector<std::string>& written) {
  {
    UnitOfWork work(database_, Scope::Everything(), sql::Isolation::kSnapshot);
    BinaryCopyOut copy(work, kReadMonth);
    while (copy.Next()) {
    }
  }
  for (const std::string& bytes : written) {
    UnitOfWork work(database_, Scope::Everything());
    BinaryCopyIn copy(work, "copied_line");
    copy.Rows(bytes);
    copy.Finish();
    work.Commit();
  }
}

void CapitationTables::CloseInSql() {
  UnitOfWork work(database_, Scope::Everything());
  work.sql() << "SET LOCAL work_mem = '256MB'";
  work.sql() << std::string(kCapitationInSql);
  work.Commit();
}

void CapitationTables::Clear() {
  sql::Lease lease(database_);
  lease.session() << "TRUNCATE line, copied_line, sql_line";
  lease.session() << "CHECKPOINT";
}

std::size_t CapitationTables::lines() {
  UnitOfWork work(database_, Scope::Everything());
  long long count = 0;
  work.sql() << "SELECT count(*) FROM line", soci::into(count);
  return static_cast<std::size_t>(count);
}

std::size_t CapitationTables::Differences() {
  UnitOfWork work(database_, Scope::Everything());
  long long count = 0;
  work.sql() << "SELECT count(*) FROM line a FULL JOIN sql_line b"
                " USING (provider_id, placement_id, start_date)"
                " WHERE (a.days, a.tariff_code, a.absence, a.reason, a.winner_id, a.amount_minor,"
                " a.denied_minor) IS DISTINCT FROM (b.days, b.tariff_code, b.absence, b.reason,"
                " b.winner_id, b.amount_minor, b.denied_minor)",
      soci::into(count);
  return static_cast<std::size_t>(count);
}

std::size_t CapitationTables::CheckTraces(int every) {
  const MonthPart all = AllOf(month_, database_);
  UnitOfWork work(database_, Scope::Everything(), sql::Isolation::kSnapshot);
  BinaryCopyOut copy(work,
                     "SELECT placement_id, days, absence, reason, winner_id, amount_minor,"
                     " denied_minor, trace FROM line WHERE abs(hashtext(placement_id)) % " +
                         std::to_string(every) + " = 0");
  BinaryRowReader row;
  std::size_t checked = 0;
  for (auto bytes = copy.Next(); bytes; bytes = copy.Next(), ++checked) {
    if (!row.Read(*bytes)) throw std::runtime_error("COPY sent no row");
    CheckTrace(row, all.columns());
  }
  return checked;
}

}  // namespace tirek::bench
