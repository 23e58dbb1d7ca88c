#include "billing/bank/camt_paths.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace tirek::bank {
namespace {

struct Path {
  std::string_view path;
  Camt field;
};

class Builder {
 public:
  XmlPaths Build() {
    for (const char* path :
         {"BkToCstmrStmt/Stmt", "BkToCstmrAcctRpt/Rpt", "BkToCstmrDbtCdtNtfctn/Ntfctn"}) {
      AddStatement(Add(XmlPaths::kRoot, {path, Camt::kStatement}));
    }
    return paths_;
  }

 private:
  int Add(int from, Path path) { return paths_.Add(from, path.path, static_cast<int>(path.field)); }
  void AddAll(int from, std::initializer_list<Path> paths) {
    for (const Path& path : paths) Add(from, path);
  }

  void AddStatement(int statement) {
    AddAll(statement, {{"Id", Camt::kStatementId},
                       {"CreDtTm", Camt::kCreated},
                       {"FrToDt/FrDtTm", Camt::kFrom},
                       {"FrToDt/ToDtTm", Camt::kTo},
                       {"Acct/Id/IBAN", Camt::kIban},
                       {"Acct/Id/Othr/Id", Camt::kAccountNumber},
                       {"Acct/Ccy", Camt::kAccountCurrency},
                       {"TxsSummry/TtlNtries/NbOfNtries", Camt::kAllCount},
                       {"TxsSummry/TtlNtries/Sum", Camt::kAllSum},
                       {"TxsSummry/TtlCdtNtries/NbOfNtries", Camt::kCreditCount},
                       {"TxsSummry/TtlCdtNtries/Sum", Camt::kCreditSum},
                       {"TxsSummry/TtlDbtNtries/NbOfNtries", Camt::kDebitCount},
                       {"TxsSummry/TtlDbtNtries/Sum", Camt::kDebitSum}});
    AddAll(Add(statement, {"Bal", Camt::kBalance}), {{"Tp/CdOrPrtry/Cd", Camt::kBalanceType},
                                                     {"Tp/CdOrPrtry/Prtry", Camt::kBalanceType},
                                                     {"Amt", Camt::kBalanceAmount},
                                                     {"CdtDbtInd", Camt::kBalanceSign},
                                                     {"Dt/Dt", Camt::kBalanceDate},
                                                     {"Dt/DtTm", Camt::kBalanceDate}});
    AddEntry(Add(statement, {"Ntry", Camt::kEntry}));
  }

  void AddEntry(int entry) {
    AddAll(entry, {{"NtryRef", Camt::kEntryNumber},
                   {"Amt", Camt::kEntryAmount},
                   {"CdtDbtInd", Camt::kEntrySign},
                   {"RvslInd", Camt::kReversal},
                   {"Sts", Camt::kState},
                   {"Sts/Cd", Camt::kState},
                   {"Sts/Prtry", Camt::kState},
                   {"BookgDt/Dt", Camt::kBooked},
                   {"BookgDt/DtTm", Camt::kBooked},
                   {"ValDt/Dt", Camt::kValued},
                   {"ValDt/DtTm", Camt::kValued},
                   {"AcctSvcrRef", Camt::kEntryBankReference},
                   {"BkTxCd/Domn/Cd", Camt::kDomain},
                   {"BkTxCd/Domn/Fmly/Cd", Camt::kFamily},
                   {"BkTxCd/Domn/Fmly/SubFmlyCd", Camt::kSubFamily},
                   {"BkTxCd/Prtry/Cd", Camt::kBankCode},
                   {"Chrgs/TtlChrgsAndTaxAmt", Camt::kCharges},
                   {"AddtlNtryInf", Camt::kEntryText},
                   {"NtryDtls/Btch/MsgId", Camt::kBatchMessageId},
                   {"NtryDtls/Btch/PmtInfId", Camt::kBatchPaymentId},
                   {"NtryDtls/Btch/NbOfTxs", Camt::kBatchCount},
                   {"NtryDtls/Btch/TtlAmt", Camt::kBatchAmount}});
    AddDetail(Add(entry, {"NtryDtls/TxDtls", Camt::kDetail}));
  }

  void AddDetail(int detail) {
    AddAll(detail, {{"Refs/AcctSvcrRef", Camt::kDetailBankReference},
                    {"Refs/EndToEndId", Camt::kEndToEndId},
                    {"Amt", Camt::kDetailAmount},
                    {"AmtDtls/TxAmt/Amt", Camt::kTransactionAmount},
                    {"CdtDbtInd", Camt::kDetailSign},
                    {"Purp/Cd", Camt::kPurposeCode},
                    {"Purp/Prtry", Camt::kPurposeCode},
                    {"RmtInf/Ustrd", Camt::kRemittance},
                    {"RmtInf/Strd/CdtrRefInf/Ref", Camt::kRemittanceReference},
                    {"RmtInf/Strd/AddtlRmtInf", Camt::kRemittance},
                    {"RtrInf/Rsn/Cd", Camt::kReturnCode},
                    {"RtrInf/Rsn/Prtry", Camt::kReturnCode},
                    {"RtrInf/AddtlInf", Camt::kReturnText},
                    {"AddtlTxInf", Camt::kDetailText}});
    AddParty(detail, "Dbtr", {Camt::kDebtorName, Camt::kDebtorId});
    AddParty(detail, "Cdtr", {Camt::kCreditorName, Camt::kCreditorId});
    for (const char* end : {"IBAN", "Othr/Id"}) {
      Add(detail, {"RltdPties/DbtrAcct/Id/" + std::string(end), Camt::kDebtorAccount});
      Add(detail, {"RltdPties/CdtrAcct/Id/" + std::string(end), Camt::kCreditorAccount});
    }
    for (const char* end : {"BIC", "BICFI"}) {
      Add(detail, {"RltdAgts/DbtrAgt/FinInstnId/" + std::string(end), Camt::kDebtorBank});
      Add(detail, {"RltdAgts/CdtrAgt/FinInstnId/" + std::string(end), Camt::kCreditorBank});
    }
  }

  struct PartyFields {
    Camt name;
    Camt id;
  };

  // From version 08 on a party stands in an element Pty.
  void AddParty(int detail, const std::string& element, PartyFields fields) {
    for (const char* inner : {"/", "/Pty/"}) {
      const std::string party = "RltdPties/" + element + inner;
      Add(detail, {party + "Nm", fields.name});
      Add(detail, {party + "Id/OrgId/Othr/Id", fields.id});
      Add(detail, {party + "Id/PrvtId/Othr/Id", fields.id});
    }
  }

  XmlPaths paths_;
};

}  // namespace

const XmlPaths& CamtPaths() {
  static const XmlPaths paths = Builder().Build();
  return paths;
}

}  // namespace tirek::bank
