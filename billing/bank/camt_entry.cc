#include "billing/bank/camt_entry.h"

#include <algorithm>
#include <array>
#include <utility>

#include "billing/bank/amount_text.h"
#include "billing/bank/eknp.h"
#include "billing/bank/reference.h"

namespace tirek::bank {
namespace {

// Sub-families of ISO 20022 by which a bank marks what it takes for itself, and what came back.
constexpr std::array<std::string_view, 3> kFees = {"CHRG", "COMM", "FEES"};
constexpr std::array<std::string_view, 3> kReturns = {"RRTN", "RPCR", "RRCT"};

bool IsOneOf(std::string_view code, const std::array<std::string_view, 3>& codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool IsKnp(std::string_view code) {
  return code.size() == 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::string> ReferenceIn(const LineDetail& detail) {
  if (auto own = FindReference(detail.end_to_end_id)) return own;
  return FindReference(detail.purpose);
}

}  // namespace

std::optional<Direction> DirectionOf(const XmlElement& element, Refusals& refusals) {
  if (element.text == "CRDT") return Direction::kCredit;
  if (element.text == "DBIT") return Direction::kDebit;
  refusals.Add(element.line, "CdtDbtInd", "STATEMENT_DIRECTION", "CRDT or DBIT");
  return {};
}

std::optional<Currency> CurrencyOf(std::string_view code, int line, Refusals& refusals) {
  const Result<Currency> currency = Currency::FromCode(code);
  if (currency) return *currency;
  refusals.Add(line, "Ccy", "STATEMENT_CURRENCY", "a code of ISO 4217, such as KZT");
  return {};
}

void CamtEntry::Restart(int line) {
  line_ = line;
  number_.clear();
  amount_.reset();
  amount_stated_ = direction_stated_ = state_stated_ = reversal_ = false;
  direction_.reset();
  state_.reset();
  booked_.reset();
  valued_.reset();
  for (std::string* text :
       {&bank_reference_, &domain_, &family_, &sub_family_, &bank_code_, &text_, &batch_id_}) {
    text->clear();
  }
  charges_.reset();
  batch_count_.reset();
  batch_amount_.reset();
  details_.clear();
  detail_bytes_ = 0;
}

// Parts of one text, joined by blanks.
void CamtEntry::Append(std::string& text, const XmlElement& more) {
  if (more.text.empty()) return;
  if (text.size() + more.text.size() > XmlLimits::kTextBytes) {
    refusals_.Add(more.line, {}, "STATEMENT_TEXT_TOO_LONG", "at most 65536 bytes in one text");
    return;
  }
  if (!text.empty()) text += ' ';
  text += more.text;
}

void CamtEntry::OpenDetail() {
  if (details_.size() == kMostDetails) {
    refusals_.Add(line_, "TxDtls", "STATEMENT_TOO_MANY_DETAILS",
                  "at most 100000 transactions in one entry");
    details_.clear();
  }
  details_.emplace_back();
}

bool CamtEntry::HasRoom(const XmlElement& element) {
  const bool had_room = detail_bytes_ <= kMostDetailBytes;
  detail_bytes_ += element.text.size();
  if (detail_bytes_ <= kMostDetailBytes) return true;
  if (had_room) {
    refusals_.Add(element.line, "TxDtls", "STATEMENT_TEXT_TOO_LONG",
                  "at most 16 MiB in the transactions of one entry");
  }
  return false;
}

void CamtEntry::Take(Camt field, const XmlElement& element) {
  if (field >= Camt::kDetail) {
    if (!details_.empty() && HasRoom(element)) TakeDetailField(field, element);
  } else if (field >= Camt::kBatchMessageId) {
    TakeBatchField(field, element);
  } else {
    TakeEntryField(field, element);
  }
}

std::optional<Money> CamtEntry::AmountOf(const XmlElement& element, const char* name) {
  const std::optional<Currency> currency = CurrencyOf(element.currency, element.line, refusals_);
  if (!currency) return {};
  const std::optional<Money> amount = ParseBankAmount(element.text, '.', *currency);
  if (!amount) {
    refusals_.Add(element.line, name, "STATEMENT_AMOUNT",
                  "digits with at most " + std::to_string(currency->minor_digits()) +
                      " decimals behind a point, and an amount that fits 64 bits");
  }
  return amount;
}

std::optional<CivilDate> CamtEntry::DayOf(const XmlElement& element, const char* name) {
  const std::optional<CivilDate> day = ParseIsoDay(element.text);
  if (!day) {
    refusals_.Add(element.line, name, "STATEMENT_DATE",
                  "a date that exists, written yyyy-mm-dd, with or without a time");
  }
  return day;
}

void CamtEntry::TakeState(const XmlElement& element) {
  if (element.text.empty()) return;  // Sts around Cd
  state_stated_ = true;
  if (element.text == "BOOK") {
    state_ = LineState::kBooked;
  } else if (element.text == "PDNG" || element.text == "FUTR") {
    state_ = LineState::kPending;
  } else if (element.text == "INFO") {
    state_ = LineState::kInformation;
  } else {
    refusals_.Add(element.line, "Sts", "STATEMENT_LINE_STATE", "BOOK, PDNG, FUTR or INFO");
  }
}

void CamtEntry::TakeEntryField(Camt field, const XmlElement& element) {
  switch (field) {
    case Camt::kEntryNumber:
      number_ = element.text;
      break;
    case Camt::kEntryAmount:
      amount_stated_ = true;
      amount_ = AmountOf(element, "Amt");
      break;
    case Camt::kEntrySign:
      direction_stated_ = true;
      direction_ = DirectionOf(element, refusals_);
      break;
    case Camt::kReversal:
      reversal_ = element.text == "true" || element.text == "1";
      break;
    case Camt::kState:
      TakeState(element);
      break;
    case Camt::kBooked:
      booked_ = DayOf(element, "BookgDt");
      break;
    case Camt::kValued:
      valued_ = DayOf(element, "ValDt");
      break;
    case Camt::kEntryBankReference:
      bank_reference_ = element.text;
      break;
    case Camt::kDomain:
      domain_ = element.text;
      break;
    case Camt::kFamily:
      family_ = element.text;
      break;
    case Camt::kSubFamily:
      sub_family_ = element.text;
      break;
    case Camt::kBankCode:
      bank_code_ = element.text;
      break;
    case Camt::kCharges:
      charges_ = AmountOf(element, "TtlChrgsAndTaxAmt");
      break;
    default:
      text_ = element.text;
      break;
  }
}

void CamtEntry::TakeBatchField(Camt field, const XmlElement& element) {
  if (field == Camt::kBatchCount) {
    batch_count_ = ParseCount(element.text);
    if (!batch_count_) {
      refusals_.Add(element.line, "NbOfTxs", "STATEMENT_AMOUNT", "a number of at most 15 digits");
    }
  } else if (field == Camt::kBatchAmount) {
    batch_amount_ = AmountOf(element, "TtlAmt");
  } else if (field == Camt::kBatchPaymentId || batch_id_.empty()) {
    batch_id_ = element.text;
  }
}

void CamtEntry::TakeParty(Camt field, const XmlElement& element) {
  Detail& detail = details_.back();
  const bool is_debtor = field >= Camt::kDebtorName && field <= Camt::kDebtorBank;
  Party& party = is_debtor ? detail.debtor : detail.creditor;
  const int part = static_cast<int>(field) -
                   static_cast<int>(is_debtor ? Camt::kDebtorName : Camt::kCreditorName);
  std::string* const parts[] = {&party.name, &party.id, &party.account, &party.bank};
  *parts[part] = element.text;
}

void CamtEntry::TakeDetailField(Camt field, const XmlElement& element) {
  Detail& detail = details_.back();
  switch (field) {
    case Camt::kDetailAmount:
      detail.amount = AmountOf(element, "Amt");
      break;
    case Camt::kTransactionAmount:
      detail.transaction_amount = AmountOf(element, "Amt");
      break;
    case Camt::kDetailSign:
      DirectionOf(element, refusals_);  // banks write the payment's or the entry's: only its form
      break;
    case Camt::kDetailBankReference:
      detail.bank_reference = element.text;
      break;
    case Camt::kEndToEndId:
      if (element.text != "NOTPROVIDED") detail.end_to_end_id = element.text;
      break;
    case Camt::kPurposeCode:
      detail.purpose_code = element.text;
      break;
    case Camt::kRemittance:
      Append(detail.remittance, element);
      break;
    case Camt::kRemittanceReference:
      Append(detail.remittance_reference, element);
      break;
    case Camt::kReturnCode:
      if (!detail.returned) detail.returned.emplace();
      detail.returned->code = element.text;
      break;
    case Camt::kReturnText:
      if (!detail.returned) detail.returned.emplace();
      Append(detail.returned->text, element);
      break;
    case Camt::kDetailText:
      detail.text = element.text;
      break;
    default:
      TakeParty(field, element);
      break;
  }
}

void CamtEntry::CloseDetail() {
  Detail& detail = details_.back();
  // Before version 04 the amount stood only among the details of the amount.
  if (!detail.amount) detail.amount = detail.transaction_amount;
  if (detail.remittance.empty()) detail.remittance = detail.remittance_reference;
  if (detail.remittance.empty()) detail.remittance = detail.text;
}

void CamtEntry::RequireValue(bool present, const char* name) {
  if (present) return;
  refusals_.Add(line_, name, "STATEMENT_VALUE_MISSING",
                "a value for it in the entry that begins here");
}

// Transactions that are listed with amounts are all of the entry's money and of its batch, to the
// tiyn. Between currencies, and where the bank took charges, nothing can be compared.
void CamtEntry::CheckDetails() {
  __int128 sum = 0;
  for (const Detail& detail : details_) {
    if (!detail.amount || detail.amount->currency() != amount_->currency()) return;
    sum += detail.amount->minor();
  }
  if (details_.empty()) return;
  if (batch_count_ && *batch_count_ != static_cast<long long>(details_.size())) {
    refusals_.Add(line_, "NbOfTxs", "STATEMENT_COUNT_DIFFERS",
                  std::to_string(details_.size()) + " transactions as the entry lists, not " +
                      std::to_string(*batch_count_));
  }
  const bool has_charges = charges_ && !charges_->is_zero();
  if (sum != amount_->minor() && !has_charges) {
    refusals_.Add(line_, "Amt", "STATEMENT_SUM_DIFFERS",
                  "an amount that the entry's transactions add up to");
  }
  if (batch_amount_ && batch_amount_->currency() == amount_->currency() &&
      batch_amount_->minor() != sum) {
    refusals_.Add(line_, "TtlAmt", "STATEMENT_SUM_DIFFERS", "the sum of the batch's transactions");
  }
}

// The party that is not the holder of the account. A return names the parties of the payment that
// came back, so the direction alone does not tell.
const CamtEntry::Party& CamtEntry::OtherSide(const Detail& detail,
                                             const std::string& own_account) const {
  const bool is_credit = *direction_ == Direction::kCredit;
  const Party& expected = is_credit ? detail.debtor : detail.creditor;
  const Party& opposite = is_credit ? detail.creditor : detail.debtor;
  const bool is_own = !expected.account.empty() && expected.account == own_account;
  const bool opposite_is_own = opposite.account == own_account;
  return (expected.empty() || is_own) && !opposite.empty() && !opposite_is_own ? opposite
                                                                               : expected;
}

LineDetail CamtEntry::ToDetail(const Detail& detail, const std::string& own_account) const {
  const Party& other = OtherSide(detail, own_account);
  LineDetail result{detail.amount,
                    detail.end_to_end_id,
                    {other.name, other.id, other.account, other.bank},
                    IsKnp(detail.purpose_code) ? detail.purpose_code : std::string(),
                    detail.remittance,
                    {},
                    detail.returned};
  if (const std::optional<Eknp> eknp = FindEknp(detail.remittance)) {
    result.counterparty.kbe = *direction_ == Direction::kCredit ? eknp->kod : eknp->kbe;
    if (result.knp.empty()) result.knp = eknp->knp;
  }
  result.reference = ReferenceIn(result);
  return result;
}

void CamtEntry::Describe(StatementLine& line, const std::string& own_account) const {
  if (details_.size() == 1) {
    LineDetail only = ToDetail(details_.front(), own_account);
    line.counterparty = std::move(only.counterparty);
    line.knp = std::move(only.knp);
    line.purpose = std::move(only.purpose);
    line.reference = std::move(only.reference);
    line.end_to_end_id = std::move(only.end_to_end_id);
    line.returned = std::move(only.returned);
    if (line.bank_reference.empty()) line.bank_reference = details_.front().bank_reference;
  } else {
    line.details.reserve(details_.size());
    for (const Detail& detail : details_) line.details.push_back(ToDetail(detail, own_account));
  }
  if (line.purpose.empty()) line.purpose = text_;
  if (!line.reference && details_.size() < 2) line.reference = FindReference(line.purpose);
  if (!line.returned && IsOneOf(sub_family_, kReturns)) line.returned.emplace();
}

std::optional<StatementLine> CamtEntry::ToLine(const std::string& own_account, CivilDate day) {
  RequireValue(amount_stated_, "Amt");
  RequireValue(direction_stated_, "CdtDbtInd");
  RequireValue(state_stated_, "Sts");
  if (!amount_ || !direction_) return {};
  CheckDetails();
  const CivilDate booked = booked_.value_or(valued_.value_or(day));
  StatementLine line{number_,  booked,
                     booked,   valued_.value_or(booked),
                     *amount_, *direction_,
                     {},       {},
                     {},       {},
                     line_,    state_.value_or(LineState::kBooked),
                     {},       bank_reference_};
  // An entry of zero moves nothing, whatever the bank calls it.
  if (amount_->is_zero()) line.state = LineState::kInformation;
  line.type = domain_.empty() ? bank_code_ : domain_ + "/" + family_ + "/" + sub_family_;
  line.reversal = reversal_;
  line.fee = IsOneOf(sub_family_, kFees);
  line.charges = charges_;
  line.batch_id = batch_id_;
  if (batch_count_) line.batch_count = static_cast<int>(std::min(*batch_count_, 2'000'000'000LL));
  Describe(line, own_account);
  if (line.number.empty()) line.number = line.bank_reference;
  return line;
}

}  // namespace tirek::bank
