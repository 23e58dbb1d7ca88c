// The account sections of a 1C file, and to which of them a document belongs.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "billing/bank/records_1c.h"
#include "billing/bank/refusals.h"

namespace tirek::bank {

// A document as one account sees it; a transfer between two accounts of the file has two sides.
struct View1c {
  Direction direction;
  std::size_t account;  // index of its section
};

class Accounts1c {
 public:
  void Add(AccountRecord account);
  // Sections of one account follow each other in time, each opening with what the last closed with.
  void Check(Refusals& refusals);

  std::vector<View1c> ViewsOf(const DocumentRecord& document) const;
  bool Has(const std::string& iban) const { return sections_of_.contains(iban); }
  std::vector<AccountRecord>& records() { return records_; }

 private:
  void CheckSequence(const AccountRecord& earlier, const AccountRecord& later, Refusals& refusals);
  void AddView(const DocumentRecord& document, Direction direction, const std::string& iban,
               std::vector<View1c>& views) const;

  std::vector<AccountRecord> records_;
  std::map<std::string, std::vector<std::size_t>> sections_of_;  // by IBAN, in time
};

// The day the money moved, where the bank says it; else the day of the document.
CivilDate BookedDate(const DocumentRecord& document, Direction direction);

}  // namespace tirek::bank
