// One entry of a camt message while it is read, and the statement line that it becomes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/bank/camt_paths.h"
#include "billing/bank/refusals.h"
#include "billing/bank/statement.h"
#include "billing/bank/xml_reader.h"

namespace tirek::bank {

// The most transactions that one entry may list: they are in memory until the entry ends.
inline constexpr std::size_t kMostDetails = 100'000;
inline constexpr std::size_t kMostDetailBytes = std::size_t{16} << 20U;  // their texts together

class CamtEntry {
 public:
  explicit CamtEntry(Refusals& refusals) : refusals_(refusals) {}

  void Restart(int line);
  void OpenDetail();
  void CloseDetail();
  // Fields from kEntryNumber on.
  void Take(Camt field, const XmlElement& element);

  // Absent when the entry has no readable amount or direction: that is refused already.
  // `own_account` tells the sides apart, `day` is the booking day of an entry without one.
  std::optional<StatementLine> ToLine(const std::string& own_account, CivilDate day);

 private:
  struct Party {
    std::string name;
    std::string id;
    std::string account;
    std::string bank;
    bool empty() const { return name.empty() && id.empty() && account.empty(); }
  };
  struct Detail {
    std::optional<Money> amount;
    std::optional<Money> transaction_amount;
    std::string bank_reference;
    std::string end_to_end_id;
    Party debtor;
    Party creditor;
    std::string purpose_code;
    std::string remittance;
    std::string remittance_reference;
    std::string text;
    std::optional<ReturnReason> returned;
  };

  void TakeEntryField(Camt field, const XmlElement& element);
  void TakeBatchField(Camt field, const XmlElement& element);
  void TakeDetailField(Camt field, const XmlElement& element);
  void TakeParty(Camt field, const XmlElement& element);
  std::optional<Money> AmountOf(const XmlElement& element, const char* name);
  std::optional<CivilDate> DayOf(const XmlElement& element, const char* name);
  void TakeState(const XmlElement& element);
  void Append(std::string& text, const XmlElement& more);
  bool HasRoom(const XmlElement& element);
  void RequireValue(bool present, const char* name);
  void CheckDetails();
  const Party& OtherSide(const Detail& detail, const std::string& own_account) const;
  LineDetail ToDetail(const Detail& detail, const std::string& own_account) const;
  void Describe(StatementLine& line, const std::string& own_account) const;

  Refusals& refusals_;
  int line_ = 0;
  std::string number_;
  std::optional<Money> amount_;
  bool amount_stated_ = false;
  std::optional<Direction> direction_;
  bool direction_stated_ = false;
  bool reversal_ = false;
  std::optional<LineState> state_;
  bool state_stated_ = false;
  std::optional<CivilDate> booked_;
  std::optional<CivilDate> valued_;
  std::string bank_reference_;
  std::string domain_;
  std::string family_;
  std::string sub_family_;
  std::string bank_code_;
  std::optional<Money> charges_;
  std::string text_;
  std::string batch_id_;
  std::optional<long long> batch_count_;
  std::optional<Money> batch_amount_;
  std::vector<Detail> details_;
  std::size_t detail_bytes_ = 0;
};

// CRDT or DBIT; anything else is refused with its line.
std::optional<Direction> DirectionOf(const XmlElement& element, Refusals& refusals);
// Of the attribute Ccy or the element Ccy.
std::optional<Currency> CurrencyOf(std::string_view code, int line, Refusals& refusals);

}  // namespace tirek::bank
