// Proofs of a ledger for somebody who trusts nobody: heads to keep, heads brought back, and the
// whole ledger as a file that other programs read.
#pragma once

#include <string>
#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/command.h"

namespace tirek::settlement {

struct HeadFilter {
  std::string provider_id;  // empty for all
};

struct HeadCheck {
  std::string ledger_id;
  long long sequence = 0;
  std::string outcome;  // "PROVEN", "CHANGED" or "MISSING"
};

struct JournalFilter {
  std::string format;       // "HLEDGER", "BEANCOUNT" or "CSV"
  std::string provider_id;  // all ledgers when neither is named
  bool payer = false;
};

struct JournalFile {
  std::string name;
  std::string text;
  long long entries = 0;
};

Result<std::vector<KeptHead>> ListLedgerHeads(rpc::Call& call, HeadFilter filter,
                                              const rpc::Page& page);

// Each in its order; the ledgers are read from their first entries on.
Result<std::vector<HeadCheck>> CheckLedgerHeads(rpc::Call& call,
                                                const std::vector<KeptHead>& heads);

// LEDGER_JOURNAL_TOO_LARGE.
Result<JournalFile> GetLedgerJournal(rpc::Call& call, const JournalFilter& filter);

}  // namespace tirek::settlement
