#include "tests/bench/plain_transfers.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <stdexcept>
#include <utility>
#include <vector>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "services/host/postgres_programs.h"
#include "tests/bench/quantile.h"

namespace tirek::bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTables[] = {
    "CREATE SCHEMA plain",
    "CREATE TABLE plain.account (account_id bigint PRIMARY KEY, balance_minor bigint NOT NULL,"
    " sequence bigint NOT NULL, least_minor bigint NOT NULL,"
    " CHECK (balance_minor >= least_minor)) WITH (fillfactor = 70)",
    "CREATE TABLE plain.transfer (transfer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " key text NOT NULL UNIQUE, debit_id bigint NOT NULL, credit_id bigint NOT NULL,"
    " amount_minor bigint NOT NULL CHECK (amount_minor > 0), effective_date date NOT NULL,"
    " description text NOT NULL, record_time timestamptz NOT NULL DEFAULT now())",
    "CREATE TABLE plain.entry (account_id bigint, sequence bigint, transfer_id bigint NOT NULL,"
    " amount_minor bigint NOT NULL, balance_minor bigint NOT NULL,"
    " PRIMARY KEY (account_id, sequence))"};

// pgbench lets a statement go over lines until its semicolon.
constexpr const char* kScript = R"(\set debit 2 * random(1, :pairs) - 1
\set credit :debit + 1
\set amount random(1, 10000)
BEGIN;
SELECT account_id FROM plain.account WHERE account_id IN (:debit, :credit)
  ORDER BY account_id FOR UPDATE;
INSERT INTO plain.transfer (key, debit_id, credit_id, amount_minor, effective_date, description)
  VALUES (gen_random_uuid()::text, :debit, :credit, :amount, '2026-11-03', 'Transfer')
  RETURNING transfer_id \gset
WITH moved AS (
  UPDATE plain.account
     SET balance_minor = balance_minor
           + CASE account_id WHEN :debit THEN :amount::bigint ELSE -:amount::bigint END,
         sequence = sequence + 1
   WHERE account_id IN (:debit, :credit) RETURNING account_id, sequence, balance_minor)
INSERT INTO plain.entry (account_id, sequence, transfer_id, amount_minor, balance_minor)
  SELECT account_id, sequence, :transfer_id,
         CASE account_id WHEN :debit THEN :amount::bigint ELSE -:amount::bigint END, balance_minor
    FROM moved;
COMMIT;
)";

// What the command prints; throws when it fails.
std::string OutputOf(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot start pgbench");
  std::string output;
  std::array<char, 4096> piece{};
  for (std::size_t size = 0; (size = fread(piece.data(), 1, piece.size(), pipe)) > 0;) {
    output.append(piece.data(), size);
  }
  if (pclose(pipe) != 0) throw std::runtime_error("pgbench failed: " + output);
  return output;
}

double TransfersPerSecond(const std::string& output) {
  std::smatch found;
  if (!std::regex_search(output, found, std::regex("tps = ([0-9.]+)"))) {
    throw std::runtime_error("pgbench said no rate: " + output);
  }
  return std::stod(found[1]);
}

// Takes the logs away: each line is a client, a number, and the microseconds it took.
std::vector<double> TakeLatencies(const std::string& folder) {
  std::vector<double> millis;
  for (const auto& file : fs::directory_iterator(folder)) {
    if (!file.path().filename().string().starts_with("transfers.")) continue;
    std::ifstream lines(file.path());
    long long client = 0;
    long long number = 0;
    double micros = 0;
    std::string rest;
    while (lines >> client >> number >> micros && std::getline(lines, rest)) {
      millis.push_back(micros / 1000);
    }
    fs::remove(file.path());
  }
  return millis;
}

}  // namespace

PlainTransfers::PlainTransfers(std::string url, std::string folder, int pairs)
    : url_(std::move(url)), folder_(std::move(folder)) {
  soci::session sql(soci::postgresql, url_);
  for (const char* statement : kTables) sql << statement;
  sql << "INSERT INTO plain.account SELECT n, 0, 0, -1000000000000000 FROM generate_series(1, " +
             std::to_string(2 * pairs) + ") n";
  sql << "VACUUM ANALYZE plain.account";
  std::ofstream(folder_ + "/transfer.sql") << kScript;
}

Pace PlainTransfers::Run(int pairs) const {
  const auto programs = host::FindPostgresPrograms();
  if (!programs) throw std::runtime_error(Describe(programs.error()));
  const std::string clients = std::to_string(kClients);
  const std::string output =
      OutputOf(programs->folder + "/pgbench -n -M prepared -j 2 -c " + clients + " -T " +
               std::to_string(kRoundSeconds) + " -D pairs=" + std::to_string(pairs) +
               " -l --log-prefix=" + folder_ + "/transfers -f " + folder_ + "/transfer.sql \"" +
               url_ + "\" 2>&1");
  return {TransfersPerSecond(output), Quantile(TakeLatencies(folder_), 0.99)};
}

}  // namespace tirek::bench
