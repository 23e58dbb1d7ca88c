// What `tirek verify` finds when somebody with every right has changed rows behind our back.
#include <algorithm>

#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

const std::string kTables[] = {"settlement.ledger_entry",
                               "settlement.ledger",
                               "settlement.ledger_month",
                               "settlement.month_turnover",
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
  for (const std::string& table : kTables) {
    const std::string copy = "\"" + table + "\"";
    house.sql() << "DELETE FROM " + table;
    house.sql() << "INSERT INTO " + table + " OVERRIDING SYSTEM VALUE TABLE " + copy;
    house.sql() << "DROP TABLE " + copy;
  }
  house.sql() << "SET session_replication_role = origin";
}

// "a = array_append(a, a[1]), b = …": what a ledger's first account has, once more.
std::string FirstAccountTwice() {
  std::string assignments;
  for (const std::string column :
       {"account", "currency_code", "least_minor", "most_minor", "reserved_debit_minor",
        "reserved_credit_minor", "opened_minor", "balance_minor", "debited_minor"}) {
    assignments += (assignments.empty() ? "" : ", ") + column + " = array_append(" + column + ", " +
                   column + "[1])";
  }
  return assignments;
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
      " WHERE (ledger_number, sequence) IN (SELECT ledger_number, sequence"
      " FROM settlement.ledger_entry WHERE source_type = 'PAYMENT_ORDER'"
      " ORDER BY source_id LIMIT 1)";
  const std::string with_payable = " WHERE 'PAYABLE' = ANY(account)";
  const std::string payable = "[array_position(account, 'PAYABLE')]";
  struct Case {
    const char* name;
    std::string statement;
    const char* finding;  // a part of one of the sentences
  };
  const Case cases[] = {
      {"a posting that is a tiyn more",
       "UPDATE settlement.ledger_entry SET amount_minor[1] = amount_minor[1] + 1" + first_entry,
       "is incomplete or does not balance"},
      {"an entry that is twice as much",
       "UPDATE settlement.ledger_entry SET amount_minor = ARRAY(SELECT minor * 2"
       " FROM unnest(amount_minor) WITH ORDINALITY AS x (minor, line) ORDER BY line)" +
           first_entry,
       "has other sums than its entry"},
      {"a posting taken away",
       "UPDATE settlement.ledger_entry SET account = trim_array(account, 1), amount_minor ="
       " trim_array(amount_minor, 1), balance_minor = trim_array(balance_minor, 1), contract_id ="
       " trim_array(contract_id, 1), funding_source = trim_array(funding_source, 1), budget_code ="
       " trim_array(budget_code, 1)" +
           first_entry,
       "is not an entry: An entry has at least two postings."},
      {"an entry taken away", "DELETE FROM settlement.ledger_entry" + first_entry, "has no entry"},
      {"an entry that names another document",
       "UPDATE settlement.ledger_entry SET source_id = 'pmo_other'" + first_entry,
       "has no document PAYMENT_ORDER pmo_other"},
      {"an entry with another text",
       "UPDATE settlement.ledger_entry SET description = description || '.'" + first_entry,
       "does not match its hash: it, or a posting of it, was changed"},
      {"an entry recorded at another time",
       "UPDATE settlement.ledger_entry SET record_time = record_time + interval '1 microsecond'" +
           first_entry,
       "does not match its hash"},
      {"the first entry of a ledger taken away",
       "DELETE FROM settlement.ledger_entry WHERE sequence = 1 AND source_type = 'CLAIM'",
       "the entry with number 1 is missing"},
      {"an entry slipped in at the end",
       "INSERT INTO settlement.ledger_entry (ledger_number, effective_date, sequence, record_time,"
       " late, source_type, source_id, description, currency_code, hash, account, amount_minor,"
       " balance_minor) SELECT ledger_number, effective_date, sequence + 100, record_time, late,"
       " source_type, 'forged', description, currency_code, hash, account, amount_minor,"
       " balance_minor FROM settlement.ledger_entry" +
           first_entry,
       "the last entry is number 102"},
      {"an entry under the number of no ledger",
       "UPDATE settlement.ledger_entry SET ledger_number = 0" + first_entry,
       "settlement: 1 entries up to number 2 stand under ledger number 0, which no ledger has"},
      {"a ledger taken away", "DELETE FROM settlement.ledger WHERE ledger_id = 'PAYER'",
       ", which no ledger has"},
      {"an entry that takes back another than it says",
       "UPDATE settlement.ledger_entry SET source_type = 'REVERSAL', reverses_sequence = 1" +
           first_entry,
       "takes back number 1, which is no earlier entry of the same postings"},
      {"an entry that takes back itself",
       "UPDATE settlement.ledger_entry SET source_type = 'REVERSAL', reverses_sequence = sequence" +
           first_entry,
       "takes back number 2, which is no earlier entry of the same postings"},
      {"a posting at another balance",
       "UPDATE settlement.ledger_entry SET balance_minor[1] = balance_minor[1] + 1" + first_entry,
       "stands at"},
      {"a posting with a number that it did not have",
       "UPDATE settlement.ledger_entry SET account_sequence = '{1, 7}', day_minor = amount_minor" +
           first_entry,
       "as number 7 of BANK_CLEARING, recomputed"},
      {"a posting under another contract",
       "UPDATE settlement.ledger_entry SET contract_id[1] = 'ctr_other'" + first_entry,
       "does not match its hash"},
      {"an account at another balance",
       "UPDATE settlement.ledger SET balance_minor" + payable + " = balance_minor" + payable +
           " + 1" + with_payable,
       "account PAYABLE of ledger"},
      {"an account with something reserved",
       "UPDATE settlement.ledger SET reserved_debit_minor" + payable + " = 5" + with_payable,
       "says it has 5 and 0 minor units reserved"},
      {"an account that began its month with something else",
       "UPDATE settlement.ledger SET opened_minor" + payable + " = opened_minor" + payable +
           " + 1" + with_payable,
       "says that it began its newest month at"},
      {"an account that was debited more",
       "UPDATE settlement.ledger SET debited_minor" + payable + " = debited_minor" + payable +
           " + 1" + with_payable,
       "minor units in the month of 2026-11-01, recomputed"},
      {"an account that stands there twice",
       "UPDATE settlement.ledger SET " + FirstAccountTwice() + with_payable,
       "stands in it 2 times"},
      {"a turnover of another sum",
       "UPDATE settlement.month_turnover SET credit_minor = credit_minor + 1",
       "minor units in the month of 2026-10-01, recomputed"},
      {"a turnover of a month that is not over",
       "UPDATE settlement.month_turnover SET month_start = '2026-11-01'",
       "has a turnover of 2026-11, which is no month before the newest one"},
      {"a turnover under the number of no ledger",
       "UPDATE settlement.month_turnover SET ledger_number = -ledger_number", "of ledger number -"},
      {"a ledger that says another month",
       "UPDATE settlement.ledger SET month_start = '2026-12-01'" + with_payable,
       "says that its newest month is 2026-12, recomputed 2026-11"},
      {"a month that begins elsewhere",
       "UPDATE settlement.ledger_month SET first_sequence = 3 WHERE month_start = '2026-11-01'",
       "month 2026-11 of ledger"},
      {"a month left out", "DELETE FROM settlement.ledger_month WHERE month_start = '2026-10-01'",
       "begins with number none, recomputed 1"},
      {"an entry that says it came late",
       "UPDATE settlement.ledger_entry SET late = true" + first_entry,
       "says that it came late, no earlier one is of a later month"},
      {"an entry that does not say it came late",
       "UPDATE settlement.ledger_entry SET effective_date = '2026-10-31'"
       " WHERE source_type = 'STATEMENT_LINE' AND sequence > 2",
       "came late, and says that it did not"},
      {"a head with another hash", "UPDATE settlement.ledger SET hash = sha256('')",
       "and another hash"},
      {"a number left out", "UPDATE settlement.ledger_entry SET sequence = 100" + first_entry,
       "its head says"},
      {"a head set back", "UPDATE settlement.ledger SET sequence = 1", "its head says 1"},
      {"an entry slipped into a closed month",
       "UPDATE settlement.ledger_entry SET effective_date = date '2026-10-31',"
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
  // Who may change rows may drop the constraint that judges them, too.
  house.sql() << "ALTER TABLE settlement.ledger_entry DROP CONSTRAINT entry_balances_ck";
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
