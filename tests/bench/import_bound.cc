// A provider's file of 50,000 days through the whole house, against COPY of the same rows into a
// table with the same indexes and checks.
//
// What the house adds: gRPC, the file judged row by row, persons and placements found, row-level
// security, the request's outcome and the audit log, in one transaction.
#include <algorithm>
#include <limits>
#include <stdexcept>

#include <soci/soci.h>

#include "core/calendar/civil_date.h"
#include "core/sql/copy.h"
#include "core/sql/unit_of_work.h"
#include "tests/bench/bound.h"
#include "tests/support/small_provider.h"
#include "tests/support/test_house.h"
#include "tirek/delivery/v1/delivery.grpc.pb.h"

namespace tirek::bench {
namespace {

// 1.5 times the most that was measured: 2.03 on 2 busy cores.
constexpr double kMost = 3.1;
constexpr int kPersons = 200;
constexpr int kDays = 250;
constexpr int kRuns = 3;                        // the best of each counts
constexpr Instant kNow{1'830'000'000'000'000};  // 27 December 2027: every day below is over

std::string FileOf(const test::SmallProvider& provider) {
  const CivilDate first = *CivilDate::FromYmd(2026, 9, 1);
  std::string file = "date,person,place_code,mark,absence_reason,quantity\n";
  for (int day = 0; day < kDays; ++day) {
    const std::string date = (first + day).ToString();
    for (const std::string& person : provider.references) {
      file += date + "," + person + "," + provider.place_code + ",present,,1\n";
    }
  }
  return file;
}

void Import(test::TestHouse& house, const test::SmallProvider& provider, const std::string& file) {
  delivery::v1::ImportAttendanceRequest request;
  request.set_request_id("bench-import");
  request.set_file(file);
  const auto imported = house.Call(&delivery::v1::DeliveryService::Stub::ImportAttendance,
                                   house.ProviderToken(provider.provider_id), request);
  if (!imported) throw std::runtime_error(Describe(imported.error()));
  if (imported->outcome().accepted() != kPersons * kDays) {
    throw std::runtime_error(std::to_string(imported->outcome().refused()) + " rows were refused");
  }
}

using Row = std::vector<std::optional<std::string>>;

// What the import has stored of a provider, as texts.
std::vector<Row> StoredRows(soci::session& sql, const std::string& provider_id) {
  soci::rowset<soci::row> rows =
      (sql.prepare << "SELECT provider_id, attendance_id, placement_id, person_id, place_id,"
                      " service_date::text, mark, absence_reason, quantity::text,"
                      " correction_reason, record_time::text FROM delivery.attendance"
                      " WHERE provider_id = :id",
       soci::use(provider_id));
  std::vector<Row> stored;
  for (const soci::row& row : rows) {
    Row texts;
    for (std::size_t i = 0; i < row.size(); ++i) texts.emplace_back(row.get<std::string>(i));
    stored.push_back(std::move(texts));
  }
  return stored;
}

void CopyPlainly(sql::Database& database, const std::vector<Row>& rows) {
  sql::UnitOfWork work(database, sql::Scope::Everything());
  sql::CopyIn copy(work,
                   "plain_attendance (provider_id, attendance_id, placement_id, person_id,"
                   " place_id, service_date, mark, absence_reason, quantity, correction_reason,"
                   " record_time)");
  for (const Row& row : rows) copy.Row(row);
  copy.Finish();
  work.Commit();
}

Measurement Measure() {
  FixedClock clock(kNow);
  test::TestHouse house({.clock = &clock});
  house.sql() << "CREATE TABLE plain_attendance (LIKE delivery.attendance INCLUDING ALL)";
  sql::Database database({house.database_url(), "", 1});
  double import_time = std::numeric_limits<double>::max();
  double copy_time = import_time;
  for (int run = 0; run < kRuns; ++run) {
    const auto provider = test::MakeSmallProvider(house, run, kPersons);
    const std::string file = FileOf(provider);
    import_time = std::min(import_time, Seconds([&] { Import(house, provider, file); }));
    const std::vector<Row> rows = StoredRows(house.sql(), provider.provider_id);
    copy_time = std::min(copy_time, Seconds([&] { CopyPlainly(database, rows); }));
  }
  return {SecondsText(import_time) + " against " + SecondsText(copy_time) + " for " +
              std::to_string(kPersons * kDays) + " rows",
          import_time / copy_time};
}

}  // namespace

Bound ImportBound() {
  return {"import", "ImportAttendance of 50,000 rows over gRPC : COPY of the same rows", kMost,
          Measure};
}

}  // namespace tirek::bench
