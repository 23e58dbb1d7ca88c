// What does not add up is never printed.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/money/money.h"

namespace tirek::documents {

// DOCUMENT_UNEVEN. `what` is said to be one sum and its parts come to another: "closing balance of
// the statement".
Error Uneven(const std::string& what, Money said, Money found);

}  // namespace tirek::documents
