// What befalls the database of a Tirek that runs on one of its own: failover to a standby, restore
// to a point in time, a full disk. What was acknowledged is there, and the proofs hold.
#include <sys/mount.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "tests/scenarios/desk.h"
#include "tests/scenarios/faults/postgres_server.h"
#include "tests/scenarios/faults/posting_load.h"
#include "tests/scenarios/installation.h"
#include "tests/scenarios/server_process.h"

namespace tirek::test {
namespace {

constexpr int kClients = 4;
constexpr const char* kDatabaseAway = "14 DATABASE_UNAVAILABLE";  // UNAVAILABLE

void Prepare(PostgresServer& postgres) {
  postgres.Start();
  soci::session(soci::postgresql, postgres.url("postgres")) << "CREATE DATABASE tirek";
  const ProgramResult migrated = RunProgram({"migrate", "--database", postgres.url("tirek")});
  if (migrated.end != "exit code 0") throw std::runtime_error(migrated.output);
}

// `tirek serve` on a database, with somebody at the desk.
class Service {
 public:
  explicit Service(const std::string& url)
      : server_({"serve", "--services", "all", "--database", url, "--listen", "127.0.0.1:0",
                 "--http", "", "--sessions", "3"},
                folder_.path() + "/server.log"),
        desk_(server_.address(), AdministratorToken(url, folder_.path()), folder_.path()) {}

  Desk& desk() { return desk_; }
  std::unique_ptr<PostingLoad> NewLoad() {
    return std::make_unique<PostingLoad>(server_.address(), desk_.TokenOf("finance"), kClients);
  }

 private:
  ScratchFolder folder_;
  ServerProcess server_;
  Desk desk_;
};

void CheckLedger(PostingLoad& load, const PostgresServer& postgres) {
  soci::session sql(soci::postgresql, postgres.url("tirek"));
  for (const std::string& difference : load.Differences(sql)) CHECK(difference == "");
  CHECK(RunProgram({"verify", "--database", postgres.url("tirek")}).output == "0 differences\n");
}

void KeepHeads(Desk& desk, const std::string& path) {
  const Answer heads = desk.Type("finance", {"ledger", "heads", "--all", "-o", "json"});
  CAPTURE(heads.text);
  REQUIRE(heads.exit_code == 0);
  std::ofstream(path) << heads.out;
}

std::string CheckHeads(Desk& desk, const std::string& path) {
  const Answer checked =
      desk.Type("auditor", {"ledger", "check-heads", "--from", path, "-o", "json"});
  CAPTURE(checked.text);
  REQUIRE(checked.exit_code == 0);
  return nlohmann::json::parse(checked.out).at("checks").at(0).at("outcome");
}

// A standby that the primary waits for before it acknowledges anything.
void Follow(PostgresServer& standby, const PostgresServer& primary) {
  standby.CopyFrom(primary);
  standby.Configure("primary_conninfo = 'host=" + primary.socket() +
                    " user=tirek application_name=standby'\n");
  standby.Mark("standby.signal");
  standby.Start();
  soci::session sql(soci::postgresql, primary.url("postgres"));
  sql << "ALTER SYSTEM SET synchronous_standby_names = 'standby'";
  sql << "SELECT pg_reload_conf()";
  AwaitPostgres(primary.url("postgres"),
                "SELECT coalesce((SELECT 'yes' FROM pg_stat_replication"
                " WHERE sync_state = 'sync'), 'no')");
}

TEST_CASE("The primary dies under load: the standby goes on, and nothing acknowledged is lost") {
  const ScratchFolder folder;
  PostgresServer primary(folder.path() + "/primary"), standby(folder.path() + "/standby");
  primary.Create();
  Prepare(primary);
  Follow(standby, primary);
  // Both, and whichever takes writes: the service follows by itself.
  Service service("host=" + primary.socket() + "," + standby.socket() +
                  " port=5432 user=tirek dbname=tirek target_session_attrs=read-write");
  const auto load = service.NewLoad();
  load->AwaitMore(20);
  primary.Kill();
  load->AwaitRefusal();
  soci::session(soci::postgresql, standby.url("postgres")) << "SELECT pg_promote(false)";
  standby.AwaitPromotion();
  load->AwaitMore(20);
  load->Stop();
  CHECK(load->refusals() == std::set<std::string>{kDatabaseAway});
  CheckLedger(*load, standby);
}

TEST_CASE("A restore to a point in time has all up to it, and heads kept before it are proven") {
  const ScratchFolder folder;
  PostgresServer primary(folder.path() + "/primary"), restored(folder.path() + "/restored");
  primary.Create();
  const std::string archive = primary.MakeFolder("archive");
  primary.Configure("archive_mode = on\narchive_command = 'cp %p " + archive + "/%f'\n");
  Prepare(primary);
  restored.CopyFrom(primary);
  const std::string kept = folder.path() + "/kept.json", later = folder.path() + "/later.json";
  {
    Service service(primary.url("tirek"));
    const auto load = service.NewLoad();
    load->AwaitMore(10);
    load->Stop();
    KeepHeads(service.desk(), kept);
    AskPostgres(primary.url("tirek"), "SELECT pg_create_restore_point('month-closed')::text");
    service.desk().Type(
        "finance", {"ledger", "post", "--from", "tests/scenarios/input/after-restore-point.json",
                    "--request-id", "after"});
    KeepHeads(service.desk(), later);
  }
  AwaitPostgres(primary.url("tirek"),
                "SELECT CASE WHEN last_archived_wal >= pg_walfile_name('" +
                    AskPostgres(primary.url("tirek"), "SELECT pg_switch_wal()::text") +
                    "') THEN 'yes' ELSE 'no' END FROM pg_stat_archiver");
  primary.Kill();
  restored.Configure("restore_command = 'cp " + archive +
                     "/%f %p'\nrecovery_target_name = 'month-closed'\n"
                     "recovery_target_action = 'promote'\narchive_mode = off\n");
  restored.Mark("recovery.signal");
  restored.Start();
  restored.AwaitPromotion();
  CHECK(RunProgram({"verify", "--database", restored.url("tirek")}).output == "0 differences\n");
  Service service(restored.url("tirek"));
  CHECK(CheckHeads(service.desk(), kept) == "HEAD_OUTCOME_PROVEN");
  // The tail that the backup does not have is told, not passed over.
  CHECK(CheckHeads(service.desk(), later) == "HEAD_OUTCOME_MISSING");
}

// Where the write-ahead log is put, with room for little more than what it begins with.
class SmallDisk {
 public:
  explicit SmallDisk(std::string path) : path_(std::move(path)) {
    std::filesystem::create_directory(path_);
    mounted_ = mount("tmpfs", path_.c_str(), "tmpfs", 0, "size=80m") == 0;
    if (!mounted_) why_ = std::strerror(errno);
  }
  ~SmallDisk() {
    if (mounted_) umount2(path_.c_str(), MNT_DETACH);
  }
  bool mounted() const { return mounted_; }
  const std::string& why() const { return why_; }
  const std::string& path() const { return path_; }

  void Fill() {
    std::ofstream filler(path_ + "/filler", std::ios::binary);
    const std::string block(64 * 1024, 'x');
    while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  void Free() { std::filesystem::remove(path_ + "/filler"); }

 private:
  std::string path_;
  std::string why_;
  bool mounted_ = false;
};

void MoveLogTo(PostgresServer& postgres, const SmallDisk& disk) {
  const std::string log = postgres.data() + "/pg_wal", moved = disk.path() + "/pg_wal";
  const std::string command = "cp -a '" + log + "' '" + moved + "' && rm -r '" + log +
                              "' && ln -s '" + moved + "' '" + log + "'";
  if (std::system(command.c_str()) != 0) throw std::runtime_error(command);
}

// Rather than wait until the clients have filled those that are there.
void BeginNewLogFiles(const PostgresServer& postgres) {
  try {
    for (int i = 0; i < 10; ++i) {
      AskPostgres(postgres.url("postgres"), "SELECT pg_switch_wal()::text");
    }
  } catch (const soci::soci_error&) {
    // It is down.
  }
}

TEST_CASE("A full disk under the write-ahead log loses nothing, and room sets it going again") {
  const ScratchFolder folder;
  SmallDisk disk(folder.path() + "/disk");
  if (!disk.mounted()) {
    MESSAGE("SKIPPED: a disk that fills up needs leave to mount a tmpfs: " << disk.why());
    return;
  }
  PostgresServer postgres(folder.path() + "/postgres");
  postgres.Create();
  MoveLogTo(postgres, disk);
  // No file of the log is kept for later, so that the next one needs room at once.
  postgres.Configure("max_wal_size = '32MB'\nmin_wal_size = '32MB'\nwal_recycle = off\n");
  Prepare(postgres);
  {
    Service service(postgres.url("tirek"));
    const auto load = service.NewLoad();
    load->AwaitMore(5);
    disk.Fill();
    BeginNewLogFiles(postgres);
    load->AwaitRefusal();
    disk.Free();
    postgres.Stop();
    postgres.Start();
    load->AwaitMore(5);
    load->Stop();
    CHECK(load->refusals() == std::set<std::string>{kDatabaseAway});
    CheckLedger(*load, postgres);
  }
  postgres.Stop();
}

}  // namespace
}  // namespace tirek::test
