// The id of an entry, made of where it stands: the number of its ledger and its own in it. So it is
// neither stored nor looked up, and it is as unique as they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tirek::ledger {

// "ent_0000000a00000000000000001f": 8 and 18 hexadecimal digits, an id as every other is. The
// database's settlement.entry_id makes the same.
std::string EntryIdOf(std::int32_t ledger_number, std::int64_t sequence);

// The number within the ledger, where `entry_id` is such an id of that ledger. Entries made before
// migration ledger_rows have others.
std::optional<std::int64_t> SequenceIn(std::int32_t ledger_number, std::string_view entry_id);

}  // namespace tirek::ledger
