// The close of a month from table to table, durable and with traces, on a private PostgreSQL with
// fsync: against COPY of the same bytes, against SQL, and by the size of the month.
//
// TIREK_BENCH_PLACEMENTS sets the size of the month (1,000,000); the growth is from a hundredth.
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include "tests/bench/bound.h"
#include "tests/bench/capitation_tables.h"
#include "tests/bench/cluster.h"

namespace tirek::bench {
namespace {

constexpr std::size_t kPlacements = 1'000'000;
constexpr int kRuns = 2;  // the best counts, but of SQL
constexpr int kTracesOneIn = 200;

std::size_t SizeWanted() {
  const char* wanted = std::getenv("TIREK_BENCH_PLACEMENTS");
  return wanted == nullptr ? kPlacements : std::stoul(wanted);
}

// Of this program, in MiB.
double PeakMemory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Size {
  std::size_t lines = 0;
  double close = 0;
  double memory = 0;
};

struct Figures {
  std::vector<Size> sizes;  // ascending
  double copy = 0;
  double sql = 0;

  const Size& largest() const { return sizes.back(); }
};

double Timed(CapitationTables& tables, const std::function<void()>& work) {
  tables.Clear();
  return Seconds(work);
}

Size MeasureClose(CapitationTables& tables) {
  Size size;
  for (int run = 0; run < kRuns; ++run) {
    const double time = Timed(tables, [&tables] { tables.Close(nullptr); });
    size.close = run == 0 ? time : std::min(size.close, time);
  }
  size.lines = tables.lines();
  size.memory = PeakMemory();
  return size;
}

// SQL, once, for it takes the longest; and that it comes to the same.
void MeasureSqlOnce(CapitationTables& tables, Figures& figures) {
  figures.sql = Timed(tables, [&tables] { tables.CloseInSql(); });
  tables.Close(nullptr);
  const std::size_t differences = tables.Differences();
  if (differences != 0) {
    throw std::runtime_error("SQL comes to other lines than the kernel: " +
                             std::to_string(differences));
  }
  if (tables.CheckTraces(kTracesOneIn) == 0) throw std::runtime_error("no trace was unfolded");
}

// By turns with the close, whose best time so far counts, too.
void MeasureCopies(CapitationTables& tables, Figures& figures) {
  std::vector<std::string> written;
  tables.Clear();
  tables.Close(&written);
  double& close = figures.sizes.back().close;
  for (int run = 0; run < kRuns; ++run) {
    const double copy = Timed(tables, [&] { tables.CopyOnly(written); });
    figures.copy = run == 0 ? copy : std::min(figures.copy, copy);
    close = std::min(close, Timed(tables, [&tables] { tables.Close(nullptr); }));
  }
}

// Growth needs the closes alone, so that it can be measured at sizes that SQL takes too long for.
std::vector<Size> MeasureSizes() {
  Cluster cluster;
  std::vector<Size> sizes;
  const std::size_t most = SizeWanted();
  for (const std::size_t placements : {most / 100, most / 10, most}) {
    const CapitationMonth month(placements, true);
    CapitationTables tables(cluster.NewDatabase(), month);
    sizes.push_back(MeasureClose(tables));
  }
  return sizes;
}

const std::vector<Size>& Sizes() {
  static const std::vector<Size> sizes = MeasureSizes();
  return sizes;
}

Figures MeasureOnce() {
  Figures figures;
  figures.sizes = Sizes();
  Cluster cluster;
  const CapitationMonth month(SizeWanted(), true);
  CapitationTables tables(cluster.NewDatabase(), month);
  MeasureSqlOnce(tables, figures);
  MeasureCopies(tables, figures);
  return figures;
}

const Figures& Measured() {
  static const Figures figures = MeasureOnce();
  return figures;
}

Measurement MeasureCopy() {
  const Figures& figures = Measured();
  return {SecondsText(figures.largest().close) + " against " + SecondsText(figures.copy) + " for " +
              std::to_string(figures.largest().lines) + " lines",
          figures.largest().close / figures.copy};
}

Measurement MeasureSql() {
  const Figures& figures = Measured();
  return {SecondsText(figures.largest().close) + " against " + SecondsText(figures.sql) + " for " +
              std::to_string(figures.largest().lines) + " lines",
          figures.largest().close / figures.sql};
}

Measurement MeasureGrowth() {
  const std::vector<Size>& sizes = Sizes();
  std::string text;
  for (const Size& size : sizes) {
    std::array<char, 96> part{};
    std::snprintf(part.data(), part.size(), "%s%zu lines %.2f µs each, peak %.0f MiB",
                  text.empty() ? "" : "; ", size.lines,
                  1e6 * size.close / static_cast<double>(size.lines), size.memory);
    text += part.data();
  }
  const auto each = [](const Size& size) { return size.close / static_cast<double>(size.lines); };
  return {text, each(sizes.back()) / each(sizes[1])};
}

}  // namespace

Bound CapitationCopyBound() {
  return {"capitation-copy", "a month from table to table : COPY of the same bytes", 1.5,
          MeasureCopy};
}

Bound CapitationSqlBound() {
  return {"capitation-sql", "a month from table to table : one numeric SQL statement, no traces",
          0.5, MeasureSql};
}

Bound CapitationGrowthBound() {
  return {"capitation-growth", "time for a line of a month : of one a tenth as large", 1.2,
          MeasureGrowth};
}

}  // namespace tirek::bench
