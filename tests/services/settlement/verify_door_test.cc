// What `tirek verify` finds when somebody with every right has changed rows behind our back.
#include <algorithm>

#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

const std::string kTables[] = {"settlement.posting",
                               "settlement.entry",
                               "settlement.ledger_head",
                               "settlement.account",
                               "settlement.reservation",
                               "settlement.break",
                               "settlement.statement_line",
                               "settlement.payment_file",
                               "settlement.payment_order",
                               "settlement.payment_run",
                               "billing.claim"};

// Commits `statement` with all triggers asleep, and keeps the rows as they were: verify opens
// sessions of its own, so it would not see what is not committed.
void Change(SettlementHouse& house, const std::string& statement) {
  house.sql() << "SET session_replication_role = replica";
  for (const std::string& table : kTables) {
    house.sql() << "CREATE TEMPORARY TABLE \"" + table + "\" AS TABLE " + table;
  }
  house.sql() << statement;
}

void PutBack(SettlementHouse& house) {
  const std::string postings =
      "ledger_id, sequence, line, account, amount_minor, currency_code, contract_id,"
      " funding_source, budget_code, effective_date, account_sequence, balance_minor, "
      "day_minor";  // all but the generated column
  for (const std::string& table : kTables) {
    const std::string copy = "\"" + table + "\"";
    house.sql() << "DELETE FROM " + table;
    house.sql() << (table == "settlement.posting" ? "INSERT INTO " + table + " (" + postings +
                                                        ") SELECT " + postings + " FROM " + copy
                                                  : "INSERT INTO " + table + " TABLE " + copy);
    house.sql() << "DROP TABLE " + copy;
  }
  house.sql() << "SET session_replication_role = origin";
}

TEST_CASE("verify names whatever was changed, added or taken away behind our back") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  Must(house.Import(PilotFile("bank-statement.txt")));
  v1::ClosePeriodRequest close;
  close.set_month("2026-10");
  Must(house.Write(&Stub::ClosePeriod, close));
  REQUIRE(house.Verify() == std::vector<std::string>{});

  const std::string first_entry =
      " WHERE (ledger_id, sequence) IN (SELECT ledger_id, sequence FROM settlement.entry"
      " WHERE source_type = 'PAYMENT_ORDER' ORDER BY source_id LIMIT 1)";
  struct Case {
    const char* name;
    std::string statement;
    const char* finding;  // a part of one of the sentences
  };
  const Case cases[] = {
      {"a posting that is a tiyn more",
       "UPDATE settlement.posting SET amount_minor = amount_minor + 1" + first_entry +
           " AND line = 1",
       "is incomplete or does not balance"},
      {"an entry that is twice as much",
       "UPDATE settlement.posting SET amount_minor = amount_minor * 2" + first_entry,
       "has other sums than its entry"},
      {"a posting taken away", "DELETE FROM settlement.posting" + first_entry + " AND line = 2",
       "is not an entry: An entry has at least two postings."},
      {"an entry taken away", "DELETE FROM settlement.entry" + first_entry, "has no entry"},
      {"an entry that names another document",
       "UPDATE settlement.entry SET source_id = 'pmo_other'" + first_entry,
       "has no document PAYMENT_ORDER pmo_other"},
      {"an entry with another text",
       "UPDATE settlement.entry SET description = description || '.'" + first_entry,
       "does not match its hash: it, or a posting of it, was changed"},
      {"an entry recorded at another time",
       "UPDATE settlement.entry SET record_time = record_time + interval '1 microsecond'" +
           first_entry,
       "does not match its hash"},
      {"an entry and its postings taken away",
       "WITH gone AS (DELETE FROM settlement.posting WHERE ledger_id = (SELECT ledger_id FROM"
       " settlement.entry WHERE source_type = 'CLAIM' ORDER BY source_id LIMIT 1) AND sequence = 1)"
       " DELETE FROM settlement.entry WHERE ledger_id = (SELECT ledger_id FROM settlement.entry"
       " WHERE source_type = 'CLAIM' ORDER BY source_id LIMIT 1) AND sequence = 1",
       "the entry with number 1 is missing"},
      {"an entry slipped in at the end",
       "INSERT INTO settlement.entry SELECT ledger_id, 'ent_forged', sequence + 100, source_type,"
       " 'forged', effective_date, record_time, description, reverses_id, posting_count, hash"
       " FROM settlement.entry" +
           first_entry,
       "the last entry is number 102"},
      {"a posting at another balance",
       "UPDATE settlement.posting SET balance_minor = balance_minor + 1" + first_entry +
           " AND line = 1",
       "stands at"},
      {"a posting under another contract",
       "UPDATE settlement.posting SET contract_id = 'ctr_other'" + first_entry + " AND line = 1",
       "does not match its hash"},
      {"an account at another balance",
       "UPDATE settlement.account SET balance_minor = balance_minor + 1 WHERE account = 'PAYABLE'",
       "account PAYABLE of ledger"},
      {"an account with something reserved",
       "UPDATE settlement.account SET reserved_debit_minor = 5 WHERE account = 'PAYABLE'",
       "says it has 5 and 0 minor units reserved"},
      {"an account with another sum of the day",
       "UPDATE settlement.account SET day_minor = day_minor + 1 WHERE account = 'PAYABLE'",
       "its last posting of that day says"},
      {"a head with another hash", "UPDATE settlement.ledger_head SET hash = sha256('')",
       "and another hash"},
      {"a number left out", "UPDATE settlement.entry SET sequence = 100" + first_entry,
       "its head says"},
      {"a head set back", "UPDATE settlement.ledger_head SET sequence = 1", "its head says 1"},
      {"an entry slipped into a closed month",
       "UPDATE settlement.entry SET effective_date = date '2026-10-31',"
       " record_time = record_time + interval '1 hour'" +
           first_entry,
       "was recorded after 2026-10 was closed"},
      {"a payment order of another sum",
       "UPDATE settlement.payment_order SET amount_minor = 1 WHERE end_to_end_id ="
       " 'TRK-202610-GSZ-KRG-003'",
       "payments of 2590872.62, its orders are 5 of 2390872.63"},
      {"a payment order paid by a stroke of the pen",
       "UPDATE settlement.payment_order SET state = 'PAID' WHERE end_to_end_id ="
       " 'TRK-202610-GSZ-KRG-002'",
       "payment order TRK-202610-GSZ-KRG-002 is PAID"},
      {"a payment order with another reference",
       "UPDATE settlement.payment_order SET end_to_end_id = 'TRK-OTHER' WHERE end_to_end_id ="
       " 'TRK-202610-GSZ-KRG-003'",
       "payment order TRK-OTHER of run"},
      {"a payment file with other bytes",
       "UPDATE settlement.payment_file SET file = file || '\\x20'::bytea",
       "a stored file that does not agree"},
      {"a run with another total", "UPDATE settlement.payment_run SET total_minor = 5",
       "says 5 orders of 5 minor units"},
      {"a statement line of another sum",
       "UPDATE settlement.statement_line SET amount_minor = amount_minor + 1 WHERE line_number = 1",
       "does not add up to its lines and breaks"},
      {"a break taken away", "DELETE FROM settlement.break WHERE kind = 'UNKNOWN_CREDIT'",
       "does not add up to its lines and breaks"},
      {"a claim of another sum",
       "UPDATE billing.claim SET approved_minor = approved_minor - 1, denied_minor = 1"
       " WHERE approved_minor = 20000000",
       "has other sums than its entry"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    Change(house, c.statement);
    const std::vector<std::string> found = house.Verify();
    CHECK(std::any_of(found.begin(), found.end(), [&c](const std::string& sentence) {
      return sentence.find(c.finding) != std::string::npos;
    }));
    PutBack(house);
    REQUIRE(house.Verify() == std::vector<std::string>{});
  }
}

}  // namespace
}  // namespace tirek::settlement
