#include "billing/documents/uneven.h"

namespace tirek::documents {

Error Uneven(const std::string& what, Money said, Money found) {
  return {ErrorKind::kInternal,
          "DOCUMENT_UNEVEN",
          "The " + what + " does not follow from its parts; no document is made.",
          {{"said", said.ToString()}, {"found", found.ToString()}},
          {}};
}

}  // namespace tirek::documents
