#include "tests/bench/ledger_house.h"

#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <utility>

#include <soci/postgresql/soci-postgresql.h>

#include "core/sql/migrations.h"
#include "core/sql/unit_of_work.h"
#include "services/access/token_service.h"
#include "services/host/service_table.h"
#include "services/settlement/chain_verify.h"

namespace tirek::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kSessions = 4;

template <typename T>
T Need(Result<T> result) {
  if (!result) throw std::runtime_error(Describe(result.error()));
  return std::move(result).value();
}

std::string NewFolder() {
  std::string pattern = (fs::temp_directory_path() / "tirek-ledger-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
  return pattern;
}

std::string Migrated(const std::string& url) {
  soci::session sql(soci::postgresql, url);
  Need(sql::Migrate(sql));
  return url;
}

void SeedProviders(soci::session& sql, int providers) {
  const std::string numbers = " FROM generate_series(1, " + std::to_string(providers) + ") n";
  const std::string id = "'prv_' || lpad(n::text, 26, '0')";
  sql << "INSERT INTO registry.provider (provider_id, bin, name, kind, iban, bic, kbe, create_time)"
         " SELECT " +
             id +
             ", lpad(n::text, 12, '0'), 'P' || n, 'PRIVATE', 'KZ98722TEST000000101', 'CASPKZKA',"
             " '17', now()" +
             numbers;
  sql << "INSERT INTO settlement.ledger (ledger_id, account, currency_code, least_minor,"
         " most_minor, reserved_debit_minor, reserved_credit_minor, opened_minor, balance_minor,"
         " debited_minor) SELECT " +
             id +
             ", '{PAYABLE}', '{KZT}', '{0}', '{1000000000000000}', '{0}', '{0}', '{0}', '{0}',"
             " '{0}'" +
             numbers;
  sql << "VACUUM ANALYZE settlement.ledger";
}

}  // namespace

LedgerHouse::LedgerHouse(int providers)
    : folder_(NewFolder()),
      url_(Migrated(cluster_.NewDatabase())),
      sql_(std::make_unique<soci::session>(soci::postgresql, url_)),
      database_({url_, "tirek_settlement", kSessions}),
      ids_(clock_, random_),
      log_(host::LogLevel::kError) {
  SeedProviders(*sql_, providers);
}

LedgerHouse::~LedgerHouse() {
  host_.reset();
  sql_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string LedgerHouse::LedgerId(int provider) {
  const std::string number = std::to_string(provider);
  return "prv_" + std::string(26 - number.size(), '0') + number;
}

std::unique_ptr<settlement::PostingQueue> LedgerHouse::NewQueue(int shards) {
  return std::make_unique<settlement::PostingQueue>(
      settlement::PostingEnvironment{database_, clock_}, shards);
}

std::string LedgerHouse::Serve() {
  host::HostOptions options;
  options.services = Need(host::ChooseServices("access,settlement"));
  options.database_url = url_;
  options.listen = {"unix:" + folder_ + "/door"};
  host_ = Need(host::RunningHost::Start(std::move(options), log_));
  return host_->addresses().front();
}

std::string LedgerHouse::FinanceToken() {
  sql::Database access({url_, "tirek_access", 1});
  sql::UnitOfWork work(access, sql::Scope::Everything());
  access::TokenService service(ids_, random_);
  const access::Principal finance{"finance", access::Role::kFinance, ""};
  const auto token = Need(service.Issue(work.sql(), {finance, 1}, clock_.Now()));
  work.Commit();
  return token.secret;
}

void LedgerHouse::Verify() {
  sql::UnitOfWork work(database_, sql::Scope::Everything(), sql::Isolation::kSnapshot);
  const auto differences = settlement::VerifyChains(work);
  if (!differences.empty()) throw std::runtime_error(differences.front());
}

ledger::CommandSet Transfer(const std::string& ledger_id, std::int64_t amount_minor,
                            CivilDate effective_date) {
  static std::atomic<long long> number{0};
  auto entry = ledger::Entry::Make({ledger_id,
                                    ledger::SourceType::kManual,
                                    "T-" + std::to_string(++number),
                                    effective_date,
                                    kTenge,
                                    "Transfer",
                                    {{ledger::AccountKind::kExpenseAccrued, amount_minor, {}},
                                     {ledger::AccountKind::kPayable, -amount_minor, {}}},
                                    {}});
  return {Need(std::move(entry))};
}

CivilDate SomeDay() { return *CivilDate::Parse("2026-11-03"); }

void PostAll(settlement::PostingQueue& queue, std::vector<ledger::CommandSet> sets,
             std::size_t at_once) {
  std::map<std::size_t, std::vector<ledger::CommandSet>> waiting;
  std::vector<settlement::PostingQueue::Outcome> outcomes;
  const auto submit = [&](std::vector<ledger::CommandSet>& job) {
    outcomes.push_back(
        Need(queue.Submit({std::exchange(job, {}), {}, false, {}}, [] { return false; })));
  };
  for (ledger::CommandSet& set : sets) {
    auto& job = waiting[queue.ShardOf(ledger::LedgerIdOf(set.front()))];
    job.push_back(std::move(set));
    if (job.size() == at_once) submit(job);
  }
  for (auto& [shard, job] : waiting) {
    if (!job.empty()) submit(job);
  }
  for (auto& outcome : outcomes) {
    const settlement::PostingOutcome posted = Need(outcome.get());
    for (const auto& answers : posted.answers) {
      if (answers.front().verdict == ledger::Verdict::kDone) continue;
      throw std::runtime_error("refused: " +
                               std::string(ledger::VerdictName(answers.front().verdict)));
    }
  }
}

}  // namespace tirek::bench
