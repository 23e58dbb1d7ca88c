// One statement of MT940 or MT942 while it is read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "billing/bank/balance.h"
#include "billing/bank/mt_fields.h"
#include "billing/bank/refusals.h"
#include "billing/bank/statement.h"
#include "billing/bank/statement_sink.h"

namespace tirek::bank {

// What a message says before its first balance.
struct MtHead {
  int line = 0;  // of the message
  std::string account;
  std::string number;
  std::optional<Currency> currency;  // of :34F: or at the end of :25:
  bool interim = false;              // :34F: or :13D: stands in MT942 only
};

class MtStatement {
 public:
  MtStatement(std::size_t index, const MtHead& head, Currency currency, StatementSink& sink,
              Refusals& refusals);

  void Open(const MtBalance& opening, bool is_later_page);
  // The next page begins where the last one ended.
  void Continue(const MtBalance& opening, int line);
  void TakeEntry(const MtEntry& entry, int line);
  void TakeDetails(std::string_view text);
  void Close(const std::string& tag, const MtBalance& closing, int line);
  void TakeBalance(const std::string& tag, const MtBalance& balance);
  void TakeSum(const std::string& tag, const MtSum& sum, int line);
  // The last entry is complete: nothing more is said about it.
  void EndEntry();
  void Finish();

  const std::string& account() const { return statement_.account_number; }
  bool is_between_pages() const { return between_pages_; }

 private:
  void RefuseEntry(const MtEntry& entry, const std::optional<Money>& amount, int line);
  void SetPeriod();

  std::size_t index_;
  StatementSink& sink_;
  Refusals& refusals_;
  Statement statement_;
  LineSums sums_;
  DeclaredSums declared_;
  std::optional<StatementLine> entry_;  // the last one, whose details may come
  std::string details_;
  bool has_opening_ = false;
  bool has_closing_ = false;
  bool between_pages_ = false;
  std::optional<CivilDate> first_day_;
  std::optional<CivilDate> last_day_;
  std::optional<CivilDate> closing_day_;
};

}  // namespace tirek::bank
