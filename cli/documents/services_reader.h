// Asks the server for what an act of rendered services, and the invoice for it, say.
#pragma once

#include <optional>
#include <string>

#include "billing/documents/services_document.h"
#include "cli/documents/server.h"
#include "core/base/result.h"

namespace tirek::cli {

// Of an adjudicated claim, by id or number. Dated as given, else the last day of the claim's month.
// CLAIM_NOT_ADJUDICATED before.
Result<documents::ServicesDocument> ReadServices(const Server& server, const std::string& claim,
                                                 std::optional<CivilDate> date);

}  // namespace tirek::cli
