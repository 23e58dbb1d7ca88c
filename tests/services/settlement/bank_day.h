// A day of the payer's bank account, written as camt.053 and pain.002 the way a bank would.
#pragma once

#include <string>
#include <vector>

#include "core/calendar/civil_date.h"
#include "core/money/money.h"

namespace tirek::settlement {

struct BankLine {
  bool credit = false;
  long long minor = 0;
  std::string end_to_end_id = {};
  std::string iban = {};  // of the other side, as the next
  std::string bin = {};
  std::string details = {};      // TxDtls of a line that sums up several payments
  std::string return_code = {};  // of money that came back
  bool fee = false;
};

inline std::string DetailXml(const BankLine& line) {
  const std::string side = line.credit ? "Dbtr" : "Cdtr";
  std::string xml = "<TxDtls><Refs><EndToEndId>" +
                    (line.end_to_end_id.empty() ? "NOTPROVIDED" : line.end_to_end_id) +
                    "</EndToEndId></Refs><Amt Ccy=\"KZT\">" +
                    Money::FromMinor(line.minor, kTenge).AmountText() + "</Amt><CdtDbtInd>" +
                    (line.credit ? "CRDT" : "DBIT") + "</CdtDbtInd>";
  if (!line.iban.empty()) {
    xml += "<RltdPties><" + side + "><Pty><Id><OrgId><Othr><Id>" + line.bin +
           "</Id></Othr></OrgId></Id></Pty></" + side + "><" + side + "Acct><Id><IBAN>" +
           line.iban + "</IBAN></Id></" + side + "Acct></RltdPties>";
  }
  if (!line.return_code.empty()) {
    xml += "<RtrInf><Rsn><Cd>" + line.return_code + "</Cd></Rsn></RtrInf>";
  }
  return xml + "</TxDtls>";
}

inline std::string EntryXml(const BankLine& line, CivilDate day) {
  const std::string date = day.ToString();
  const std::string code =
      line.fee ? "<Domn><Cd>ACMT</Cd><Fmly><Cd>MDOP</Cd><SubFmlyCd>CHRG</SubFmlyCd></Fmly></Domn>"
               : "<Prtry><Cd>X</Cd></Prtry>";
  return "<Ntry><Amt Ccy=\"KZT\">" + Money::FromMinor(line.minor, kTenge).AmountText() +
         "</Amt><CdtDbtInd>" + (line.credit ? "CRDT" : "DBIT") +
         "</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>" + date + "</Dt></BookgDt><ValDt><Dt>" +
         date + "</Dt></ValDt><BkTxCd>" + code + "</BkTxCd><NtryDtls>" +
         (line.details.empty() ? DetailXml(line) : line.details) + "</NtryDtls></Ntry>";
}

// Opens with a million tenge, whatever the day before closed with: balances are not compared
// between statements.
inline std::string BankDay(CivilDate day, const std::vector<BankLine>& lines,
                           const std::string& account = "KZ90070TESTKRG000001") {
  long long closing = 1'000'000'000;
  std::string entries;
  for (const BankLine& line : lines) {
    closing += line.credit ? line.minor : -line.minor;
    entries += EntryXml(line, day);
  }
  const std::string date = day.ToString();
  const auto balance = [&date](const char* code, long long minor) {
    return std::string("<Bal><Tp><CdOrPrtry><Cd>") + code +
           "</Cd></CdOrPrtry></Tp><Amt Ccy=\"KZT\">" +
           Money::FromMinor(minor, kTenge).AmountText() +
           "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>" + date + "</Dt></Dt></Bal>";
  };
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document "
         "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>M"
         "</MsgId><CreDtTm>2026-11-06T08:00:00+05:00</CreDtTm></GrpHdr><Stmt><Id>S</Id><CreDtTm>"
         "2026-11-06T08:00:00+05:00</CreDtTm><FrToDt><FrDtTm>" +
         date + "T00:00:00+05:00</FrDtTm><ToDtTm>" + (day + 1).ToString() +
         "T00:00:00+05:00</ToDtTm></FrToDt><Acct><Id><IBAN>" + account +
         "</IBAN></Id><Ccy>KZT</Ccy></Acct>" + balance("OPBD", 1'000'000'000) +
         balance("CLBD", closing) + entries + "</Stmt></BkToCstmrStmt></Document>";
}

struct BankStatus {
  std::string end_to_end_id;
  std::string status;
  std::string code = {};
  std::string text = {};
};

inline std::string PaymentReportXml(const std::string& message_id,
                                    const std::vector<BankStatus>& statuses,
                                    const std::string& file_status = "PART") {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document "
      "xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>R1"
      "</MsgId><CreDtTm>2026-11-04T09:00:00+05:00</CreDtTm></"
      "GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>" +
      message_id + "</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>" +
      file_status + "</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>" + message_id +
      "</OrgnlPmtInfId>";
  for (const BankStatus& status : statuses) {
    xml += "<TxInfAndSts><OrgnlEndToEndId>" + status.end_to_end_id + "</OrgnlEndToEndId><TxSts>" +
           status.status + "</TxSts>";
    if (!status.code.empty()) {
      xml += "<StsRsnInf><Rsn><Cd>" + status.code + "</Cd></Rsn><AddtlInf>" + status.text +
             "</AddtlInf></StsRsnInf>";
    }
    xml += "</TxInfAndSts>";
  }
  return xml + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
}

}  // namespace tirek::settlement
