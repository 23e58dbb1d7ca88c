#include "services/settlement/ledger_service.h"

#include <charconv>

#include "billing/ledger/chart.h"
#include "services/settlement/ledger_list_gateway.h"

namespace tirek::settlement {

Result<std::string> LedgerOf(const access::Principal& principal, const EntryFilter& filter) {
  if (filter.payer) {
    std::string payer(ledger::kPayerLedger);
    TIREK_RETURN_IF_ERROR(principal.RequireProvider(payer));
    return payer;
  }
  TIREK_ASSIGN_OR_RETURN(std::string provider_id, principal.NarrowedTo(filter.provider_id));
  if (!provider_id.empty()) return provider_id;
  return InvalidFields({{"provider_id", "LEDGER_CHOICE", "whose ledger: a provider_id, or payer"}});
}

Result<long long> AfterNumber(const rpc::Page& page) {
  if (page.after.empty()) return 0;
  const std::string& text = page.after.front();
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size()) return number;
  return InvalidFields({{"page_token", "PAGE_TOKEN_INVALID",
                         "the next_page_token of this list with the same filter"}});
}

Result<std::vector<LedgerEntry>> ListLedgerEntries(rpc::Call& call, const EntryFilter& filter,
                                                   const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(const std::string ledger_id, LedgerOf(call.principal(), filter));
  TIREK_ASSIGN_OR_RETURN(const long long after, AfterNumber(page));
  return LedgerListGateway(call.work())
      .Entries({ledger_id, filter.month ? filter.month->ToString() : "", after, page.size + 1});
}

Result<std::vector<LedgerAccount>> ListLedgerAccounts(rpc::Call& call, AccountFilter filter,
                                                      const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return LedgerListGateway(call.work()).Accounts(filter, page);
}

}  // namespace tirek::settlement
