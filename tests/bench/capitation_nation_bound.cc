// A nation's attached persons, of the size that a national health service published: counted,
// priced, and those above the specialists' limits listed; against one SQL statement, in one run.
//
// TIREK_BENCH_ATTACHMENTS sets the number of persons (16,010,226).
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>

#include <soci/soci.h>

#include "billing/capitation/attached/attached.h"
#include "core/money/exact.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/script.h"
#include "core/sql/unit_of_work.h"
#include "tests/bench/bound.h"
#include "tests/bench/cluster.h"

namespace tirek::bench {
namespace {

namespace attached = capitation::attached;
using sql::BinaryCopyIn;
using sql::BinaryCopyOut;
using sql::BinaryRowReader;
using sql::BinaryRowWriter;
using sql::Scope;
using sql::UnitOfWork;

constexpr std::size_t kAttachments = 16'010'226;
constexpr std::uint32_t kContracts = 1'312;
constexpr std::size_t kSpecialists = 291'522;
constexpr std::size_t kSendAt = std::size_t{1} << 20U;

constexpr const char* kTables = R"sql(
CREATE TABLE specialist (specialist_id integer PRIMARY KEY, contract_id integer NOT NULL,
    max_persons integer NOT NULL);
CREATE TABLE attachment (person_id bigint NOT NULL, specialist_id integer NOT NULL,
    birth_date date NOT NULL, attached_at bigint NOT NULL);
CREATE TABLE band (band integer PRIMARY KEY, first_age integer NOT NULL, last_age integer,
    value numeric NOT NULL);
CREATE TABLE payment (contract_id integer, band integer, persons bigint, amount_minor bigint,
    PRIMARY KEY (contract_id, band));
CREATE TABLE over_limit (specialist_id integer, person_id bigint,
    PRIMARY KEY (specialist_id, person_id));
CREATE TABLE sql_payment (LIKE payment INCLUDING INDEXES);
CREATE TABLE sql_over_limit (LIKE over_limit INCLUDING INDEXES);
)sql";

// As by hand: a rank within each specialist, an age by PostgreSQL's own calendar, sums by band.
constexpr const char* kOneStatement = R"sql(
WITH ranked AS (
    SELECT a.person_id, a.specialist_id, s.contract_id,
           row_number() OVER (PARTITION BY a.specialist_id ORDER BY a.attached_at, a.person_id)
               <= s.max_persons AS paid,
           extract(year FROM age(date '2026-10-01', a.birth_date))::integer AS years
      FROM attachment a JOIN specialist s USING (specialist_id)),
over AS (
    INSERT INTO sql_over_limit SELECT specialist_id, person_id FROM ranked WHERE NOT paid)
INSERT INTO sql_payment
SELECT r.contract_id, b.band, count(*),
       (100 * round(count(*) * 1250.35 * b.value, 2))::bigint
  FROM ranked r JOIN band b ON r.years >= b.first_age
      AND (b.last_age IS NULL OR r.years <= b.last_age)
 WHERE r.paid GROUP BY r.contract_id, b.band, b.value
)sql";

attached::Terms TermsOfNation() {
  const auto number = [](const char* text) { return *Decimal::Parse(text); };
  attached::Terms terms;
  terms.billing_date = *CivilDate::Parse("2026-10-01");
  terms.rate = number("1250.35");
  terms.bands.measure = order::StepMeasure::kAge;
  terms.bands.steps = {{0, 5, number("2.465")},
                       {6, 17, number("1.356")},
                       {18, 39, number("0.616")},
                       {40, 64, number("0.739")},
                       {65, {}, number("1.232")}};
  terms.rounding.policy = Rounding::kHalfUp;
  return terms;
}

// The same persons in every run; a specialist has 55 on average, and some have more than they may.
class Nation {
 public:
  Nation(std::string url, std::size_t attachments)
      : attachments_(attachments),
        specialists_(static_cast<std::uint32_t>(
            std::max<std::size_t>(1, kSpecialists * attachments / kAttachments))),
        database_({std::move(url), "", 2}) {
    UnitOfWork work(database_, Scope::Everything());
    sql::ExecuteScript(work.sql(), kTables);
    LoadSpecialists(work);
    LoadAttachments(work);
    LoadBands(work);
    work.Commit();
    sql::Lease lease(database_);
    lease.session() << "VACUUM ANALYZE";
    lease.session() << "CHECKPOINT";
  }

  void Compute();
  void ComputeInSql();
  long long Differences();

 private:
  void LoadSpecialists(UnitOfWork& work);
  void LoadAttachments(UnitOfWork& work);
  void LoadBands(UnitOfWork& work);
  attached::Attachments Read(UnitOfWork& work, std::vector<attached::Specialist>& specialists);
  void Write(UnitOfWork& work, const attached::Attachments& attachments,
             const attached::AttachedMonth& month);

  std::size_t attachments_;
  std::uint32_t specialists_;  // in proportion
  sql::Database database_;
};

void Nation::LoadSpecialists(UnitOfWork& work) {
  BinaryCopyIn copy(work, "specialist");
  std::string bytes;
  BinaryRowWriter writer(bytes);
  for (std::uint32_t i = 0; i < specialists_; ++i) {
    writer.BeginRow(3);
    writer.Int32(static_cast<std::int32_t>(i));
    writer.Int32(static_cast<std::int32_t>(i % kContracts));
    writer.Int32(static_cast<std::int32_t>(60 + i % 3 * 10));
  }
  copy.Rows(bytes);
  copy.Finish();
}

void Nation::LoadAttachments(UnitOfWork& work) {
  std::minstd_rand random(7);
  const std::int32_t today = TermsOfNation().billing_date.epoch_day();
  BinaryCopyIn copy(work, "attachment");
  std::string bytes;
  BinaryRowWriter writer(bytes);
  for (std::size_t i = 0; i < attachments_; ++i) {
    writer.BeginRow(4);
    writer.Int64(static_cast<std::int64_t>(i));
    writer.Int32(static_cast<std::int32_t>(random() % specialists_));
    writer.Date(*CivilDate::FromEpochDay(today - static_cast<std::int32_t>(random() % 34'000)));
    writer.Int64(1'600'000'000'000'000 + static_cast<std::int64_t>(random() % 100'000'000));
    if (bytes.size() < kSendAt && i + 1 < attachments_) continue;
    copy.Rows(bytes);
    bytes.clear();
  }
  copy.Finish();
}

void Nation::LoadBands(UnitOfWork& work) {
  const attached::Terms terms = TermsOfNation();
  for (std::size_t i = 0; i < terms.bands.steps.size(); ++i) {
    const order::Step& step = terms.bands.steps[i];
    work.sql() << "INSERT INTO band VALUES (" + std::to_string(i) + ", " +
                      std::to_string(step.first) + ", " +
                      (step.last ? std::to_string(*step.last) : "NULL") + ", " +
                      step.value.ToString() + ")";
  }
}

attached::Attachments Nation::Read(UnitOfWork& work,
                                   std::vector<attached::Specialist>& specialists) {
  BinaryRowReader row;
  {
    BinaryCopyOut copy(work,
                       "SELECT contract_id, max_persons FROM specialist ORDER BY specialist_id");
    while (const auto bytes = copy.Next()) {
      if (!row.Read(*bytes)) throw std::runtime_error("COPY sent no row");
      specialists.push_back(
          {static_cast<std::uint32_t>(row.Int32(0)), static_cast<std::uint32_t>(row.Int32(1))});
    }
  }
  attached::Attachments all;
  all.specialist.reserve(attachments_);
  all.birth_day.reserve(attachments_);
  all.attached_at.reserve(attachments_);
  all.person.reserve(attachments_);
  BinaryCopyOut copy(work,
                     "SELECT specialist_id, birth_date, attached_at, person_id FROM attachment");
  while (const auto bytes = copy.Next()) {
    if (!row.Read(*bytes)) throw std::runtime_error("COPY sent no row");
    all.specialist.push_back(static_cast<std::uint32_t>(row.Int32(0)));
    all.birth_day.push_back(row.Date(1).epoch_day());
    all.attached_at.push_back(row.Int64(2));
    all.person.push_back(static_cast<std::uint64_t>(row.Int64(3)));
  }
  return all;
}

void Nation::Write(UnitOfWork& work, const attached::Attachments& attachments,
                   const attached::AttachedMonth& month) {
  std::string bytes;
  BinaryRowWriter writer(bytes);
  for (const attached::BandLine& line : month.lines) {
    writer.BeginRow(4);
    writer.Int32(static_cast<std::int32_t>(line.contract));
    writer.Int32(static_cast<std::int32_t>(line.band));
    writer.Int64(line.persons);
    writer.Int64(line.amount.minor());
  }
  {
    BinaryCopyIn copy(work, "payment");
    copy.Rows(bytes);
    copy.Finish();
  }
  bytes.clear();
  for (const std::uint32_t index : month.over_limit) {
    writer.BeginRow(2);
    writer.Int32(static_cast<std::int32_t>(attachments.specialist[index]));
    writer.Int64(static_cast<std::int64_t>(attachments.person[index]));
  }
  BinaryCopyIn copy(work, "over_limit");
  copy.Rows(bytes);
  copy.Finish();
}

void Nation::Compute() {
  std::vector<attached::Specialist> specialists;
  attached::Attachments attachments;
  {
    UnitOfWork work(database_, Scope::Everything(), sql::Isolation::kSnapshot);
    attachments = Read(work, specialists);
  }
  const auto month = attached::Compute(attachments, specialists, kContracts, TermsOfNation());
  if (!month) throw std::runtime_error(Describe(month.error()));
  UnitOfWork work(database_, Scope::Everything());
  Write(work, attachments, *month);
  work.Commit();
}

void Nation::ComputeInSql() {
  UnitOfWork work(database_, Scope::Everything());
  work.sql() << "SET LOCAL work_mem = '256MB'";
  work.sql() << std::string(kOneStatement);
  work.Commit();
}

long long Nation::Differences() {
  UnitOfWork work(database_, Scope::Everything());
  long long count = 0;
  work.sql() << "SELECT (SELECT count(*) FROM payment a FULL JOIN sql_payment b"
                " USING (contract_id, band) WHERE (a.persons, a.amount_minor) IS DISTINCT FROM"
                " (b.persons, b.amount_minor)) + (SELECT count(*) FROM over_limit a"
                " FULL JOIN sql_over_limit b USING (specialist_id, person_id)"
                " WHERE (a IS NULL) <> (b IS NULL))"
                " + (CASE WHEN EXISTS (SELECT FROM over_limit) THEN 0 ELSE 1 END)",
      soci::into(count);
  return count;
}

Measurement Measure() {
  const char* wanted = std::getenv("TIREK_BENCH_ATTACHMENTS");
  const std::size_t size = wanted == nullptr ? kAttachments : std::stoul(wanted);
  Cluster cluster;
  Nation nation(cluster.NewDatabase(), size);
  const double ours = Seconds([&nation] { nation.Compute(); });
  const double in_sql = Seconds([&nation] { nation.ComputeInSql(); });
  const long long differences = nation.Differences();
  if (differences != 0) {
    throw std::runtime_error("SQL comes to other sums or persons: " + std::to_string(differences));
  }
  return {SecondsText(ours) + " against " + SecondsText(in_sql) + " for " + std::to_string(size) +
              " persons",
          ours / in_sql};
}

}  // namespace

Bound CapitationNationBound() {
  return {"capitation-nation", "a nation's attached persons : one SQL statement", 0.2, Measure};
}

}  // namespace tirek::bench
