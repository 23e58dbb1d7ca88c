// Who stands on a document: an organisation with its account, as registered.
#pragma once

#include <string>

namespace tirek::documents {

// The identifiers were checked where they came in.
struct Party {
  std::string name;
  std::string bin;
  std::string iban;  // ИИК
  std::string bic;   // БИК
  std::string kbe;   // КБе; of who pays, КОд
};

}  // namespace tirek::documents
