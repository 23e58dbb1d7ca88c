// One Stmt, Rpt or Ntfctn of a camt message while it is read: its account, balances and totals.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "billing/bank/balance.h"
#include "billing/bank/camt_paths.h"
#include "billing/bank/refusals.h"
#include "billing/bank/statement.h"
#include "billing/bank/statement_sink.h"
#include "billing/bank/xml_reader.h"

namespace tirek::bank {

class CamtStatement {
 public:
  CamtStatement(std::size_t index, StatementKind kind, int line, StatementSink& sink,
                Refusals& refusals)
      : index_(index), kind_(kind), line_(line), sink_(sink), refusals_(refusals) {}

  // Fields before kEntry.
  void Take(Camt field, const XmlElement& element);
  void OpenBalance(int line);
  void CloseBalance();
  void TakeLine(const StatementLine& line);
  void Finish();

  // As the bank writes it; empty until it was read.
  const std::string& account() const { return account_; }
  // For an entry that says no date at all.
  CivilDate day() const { return created_; }
  bool begun() const { return statement_.has_value(); }

 private:
  struct Balance {
    int line = 0;
    std::string type;
    std::optional<Money> amount;
    std::optional<Direction> sign;
    std::optional<CivilDate> date;
    bool has_amount = false;  // it stands there, readable or not
    bool has_sign = false;
    bool has_date = false;
  };
  struct Total {
    std::optional<long long> count;
    std::string sum;  // without a currency: it is the account's
    Place count_place;
    Place sum_place;
  };

  void TakeBalance(Camt field, const XmlElement& element);
  std::optional<Money> AmountOf(const XmlElement& element);
  void TakeTotal(Camt field, const XmlElement& element);
  std::optional<CivilDate> DayOf(const XmlElement& element, const char* name);
  bool Begin(std::optional<Currency> of_first_line);
  void ExtendDays(const StatementLine& line);
  const Balance* Find(std::initializer_list<std::string_view> types) const;
  void SetBalances();
  std::optional<Money> BalanceIn(const Balance& balance, Currency currency);
  void SetPeriod();
  void Declare(const Total& total, const __int128& booked_sum, long long booked_count,
               const __int128& every_sum, long long every_count, std::optional<Money>& sum,
               std::optional<long long>& count, Place& place);
  void CheckAll();

  std::size_t index_;
  StatementKind kind_;
  int line_;
  StatementSink& sink_;
  Refusals& refusals_;
  std::string id_;
  std::string account_;
  std::optional<Currency> currency_;
  CivilDate created_;
  std::optional<CivilDate> from_;
  std::optional<CivilDate> to_;  // the day after the last one
  std::vector<Balance> balances_;
  bool all_balances_read_ = true;
  Total all_;
  Total credits_;
  Total debits_;
  std::optional<CivilDate> first_day_;  // of the booked lines
  std::optional<CivilDate> last_day_;
  LineSums booked_;
  LineSums every_;  // with what is pending: banks' totals have it or have it not
  Place closing_place_;
  std::optional<Statement> statement_;
};

}  // namespace tirek::bank
