// pain.002: a status for each transfer, with its reasons; and what is refused.
#include "billing/bank/payment_report.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/billing/bank/files.h"
#include "tests/billing/bank/statement_text.h"

namespace tirek::bank {
namespace {

constexpr const char* kFolder = "../shared/fixtures/iso20022/pain.002/";

std::string StatusText(const ReportedStatus& status) {
  std::string text = status.code;
  for (const StatusReason& reason : status.reasons) text += " " + reason.code + ":" + reason.text;
  return text;
}

// "file RJCT DU01:text; group P RJCT; transfer E RJCT", or the refusals.
std::string AnswerOf(const std::string& bytes) {
  const auto report = ParsePaymentReport(bytes);
  if (!report) return ToText(report.error());
  std::string text = report->original_message_id + " " + StatusText(report->file_status);
  for (const PaymentGroupStatus& group : report->groups) {
    text += "; " + group.payment_id + " " + StatusText(group.status);
  }
  for (const TransferStatus& transfer : report->transfers) {
    text += "; " + transfer.end_to_end_id + " " + StatusText(transfer.status);
  }
  return text;
}

TEST_CASE("a report answers for each transfer, else for its group, else for the file") {
  const auto report = ParsePaymentReport(ReadSample("pain002_mixed.xml"));
  REQUIRE(report.has_value());
  const PaymentStatuses statuses(*report);
  CHECK(StatusText(statuses.Of("PAY-202610-1", "TRK-202610-0001")) == "ACSC");
  CHECK(StatusText(statuses.Of("PAY-202610-1", "TRK-202610-0002")) ==
        "RJCT AC04:Счет закрыт KZ-7:");
  CHECK(StatusText(statuses.Of("PAY-202610-1", "TRK-202610-0003")) == "ACSP");
  CHECK(StatusText(statuses.Of("PAY-202610-2", "TRK-202610-0004")) == "PART");
  CHECK(report->transfers[0].bank_reference == "B-1");
  CHECK(report->transfers[0].payment_id == "PAY-202610-1");
}

TEST_CASE("only what is said in so many words is a rejection or a settlement") {
  CHECK(OutcomeOf("RJCT") == PaymentOutcome::kRejected);
  CHECK(OutcomeOf("ACSC") == PaymentOutcome::kSettled);
  for (const char* code : {"", "ACSP", "ACTC", "PDNG", "PART", "rjct", "RVNM"}) {
    CAPTURE(code);
    CHECK(OutcomeOf(code) == PaymentOutcome::kUnderWay);
  }
}

TEST_CASE("what is wrong with a report is refused with its line and reason") {
  const std::string sample = ReadSample("pain002_mixed.xml");
  CHECK(AnswerOf(Replaced(sample, "pain.002.001.10", "pain.002.001.02")) ==
        "line 1: STATEMENT_VERSION");
  CHECK(AnswerOf(Replaced(sample, "pain.002.001.10", "camt.053.001.08")) ==
        "line 1: STATEMENT_VERSION");
  CHECK(AnswerOf(Replaced(sample, "<OrgnlMsgId>PAY-202610-1</OrgnlMsgId>", "")) ==
        "line 1 OrgnlMsgId: STATEMENT_VALUE_MISSING");
  CHECK(AnswerOf(Replaced(sample, "TRK-202610-0002", "TRK-202610-0001")) ==
        "line 9 TxSts: PAYMENT_STATUS_TWICE");
  CHECK(AnswerOf(sample.substr(0, sample.size() / 2)) == "line 8: STATEMENT_TRUNCATED");
  CHECK(AnswerOf(Replaced(sample, "<Document", "<!DOCTYPE x><Document")) ==
        "line 2: STATEMENT_XML_DTD");
  const auto refused = ParsePaymentReport("");
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().reason == "PAYMENT_REPORT_REFUSED");
}

TEST_CASE("each outside report gives the right parse or a named refusal") {
  const std::string mixed =
      "MSGID-950-TEST2-2807-01 ; PMTINFID-950-TEST2-2807-01 RJCT; ENDTOENDID-950-TEST2-2807-02 "
      "RJCT NARR:CAP Invalid code or combinations in CategoryPurpose or ServiceLevel; "
      "ENDTOENDID-950-TEST2-2807-01 RJCT NARR:CAP Invalid code or combinations in "
      "CategoryPurpose or ServiceLevel";
  struct Case {
    std::string file;
    std::string answer;
  };
  const Case cases[] = {
      {"iso20022.js__nordea__pain_002_v3_txn_reject.xml", mixed},
      {"iso20022.js__nordea__pain_002_v3_group_reject.xml",
       "MSGID-PS-TEST-0708-01 RJCT DU01:ISO Duplicate Message ID"},
      {"iso20022.js__nordea__pain_002_v3_payment_reject.xml",
       "MSGID-COM-SCE25-1707-01 ; PMTINFID-COM-SCE25-1707-01 RJCT NARR:CAP Invalid code or "
       "combinations in CategoryPurpose or ServiceLevel"},
      {"iso20022.js__goldman_sachs__pain_002_v3_accepted.xml",
       "10280093XXXX ; 3B-CCY ; GSDGFKfLURaHb ACCP NARR:"},
      {"iso20022.js__goldman_sachs__pain_002_v3_group_accepted.xml",
       "CLIENT NAME_2023-09-06:04 ACTC :File accepted post technical and profile validations "
       "Original File Name: 26951.json"},
      // "Xmlns" is no namespace.
      {"iso20022.js__cross_river__pain_002_debit_accepted.xml", "line 1: STATEMENT_VERSION"},
      {"iso20022__testdata__pain002-epo_p_0_0_0_2018031510491259.xml", "MsgId-001 ACTC"},
      {"iso20022__testdata__pain002-epo_p_0_0_0_2018032614401842.xml",
       "MsgId-005 RJCT AM10:904114;ControlSum fehlerhaft"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.file);
    const auto bytes = ReadFile(kFolder + c.file);
    if (!bytes) {
      MESSAGE("skipped, no such file here: " << c.file);
      continue;
    }
    CHECK(AnswerOf(*bytes) == c.answer);
  }
}

}  // namespace
}  // namespace tirek::bank
