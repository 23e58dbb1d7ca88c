#include "services/settlement/head_service.h"

#include "billing/ledger/journal.h"
#include "core/sql/hex.h"
#include "services/settlement/account_gateway.h"
#include "services/settlement/chain_verify.h"
#include "services/settlement/journal_gateway.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kMostEntries = 100'000;  // in one file, which is held in memory

std::string Render(const std::string& format, const std::vector<ledger::JournalEntry>& entries) {
  if (format == "HLEDGER") return ledger::RenderHledger(entries);
  if (format == "BEANCOUNT") return ledger::RenderBeancount(entries);
  return ledger::RenderCsv(entries);
}

std::string ExtensionOf(const std::string& format) {
  if (format == "HLEDGER") return ".journal";
  return format == "BEANCOUNT" ? ".beancount" : ".csv";
}

}  // namespace

Result<std::vector<KeptHead>> ListLedgerHeads(rpc::Call& call, HeadFilter filter,
                                              const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return AccountGateway(call.work()).Heads(filter.provider_id, page);
}

Result<std::vector<HeadCheck>> CheckLedgerHeads(rpc::Call& call,
                                                const std::vector<KeptHead>& heads) {
  std::vector<HeadCheck> checks;
  for (const KeptHead& head : heads) {
    const auto hash = RecomputedHash(call.work(), head.ledger_id, head.sequence);
    const char* outcome = "MISSING";
    if (hash) outcome = sql::ToHex(*hash) == head.hash ? "PROVEN" : "CHANGED";
    checks.push_back({head.ledger_id, head.sequence, outcome});
  }
  return checks;
}

Result<JournalFile> GetLedgerJournal(rpc::Call& call, const JournalFilter& filter) {
  std::string ledger_id(ledger::kPayerLedger);
  if (filter.payer) {
    TIREK_RETURN_IF_ERROR(call.principal().RequireProvider(ledger_id));
    if (!filter.provider_id.empty()) {
      return InvalidFields({{"payer", "LEDGER_CHOICE", "either provider_id or payer, not both"}});
    }
  } else {
    TIREK_ASSIGN_OR_RETURN(ledger_id, call.principal().NarrowedTo(filter.provider_id));
  }
  const auto entries = JournalGateway(call.work()).Entries(ledger_id, kMostEntries + 1);
  if (entries.size() > kMostEntries) {
    return Error{ErrorKind::kPrecondition,
                 "LEDGER_JOURNAL_TOO_LARGE",
                 "This is more than one file may hold; ask for one ledger.",
                 {{"most_entries", std::to_string(kMostEntries)}},
                 {}};
  }
  const std::string name = ledger_id.empty() ? "ledgers" : ledger_id;
  return JournalFile{name + ExtensionOf(filter.format), Render(filter.format, entries),
                     static_cast<long long>(entries.size())};
}

}  // namespace tirek::settlement
