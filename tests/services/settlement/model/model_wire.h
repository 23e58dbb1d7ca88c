// The model's commands as requests of the ledger's doors.
#pragma once

#include <string>
#include <vector>

#include "billing/ledger/entry.h"
#include "tests/services/settlement/model/plain_ledger.h"
#include "tirek/settlement/v1/settlement.pb.h"

namespace tirek::settlement::model {

google::type::Date DateOf(const std::string& day);
common::v1::Money MoneyOf(const std::string& currency, long long minor);
v1::PostEntriesRequest RequestOf(const std::vector<Asked>& batch);
// As billing would make it of a claim.
std::vector<ledger::Entry> DocumentsOf(const std::vector<Asked>& asked);

}  // namespace tirek::settlement::model
