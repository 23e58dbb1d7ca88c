// A bank statement of a million lines through settlement's door: read, matched with the orders that
// it pays, posted; against COPY BINARY of the rows that it comes to.
//
// TIREK_BENCH_LINES sets how many lines. Nine of ten name an order, 36 orders a provider; of the
// others half are money in that nobody explains. The rows are all that the import writes: lines,
// breaks, suspense, the orders whose state it moves on, and an entry a line with its postings.
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>

#include "core/sql/binary_copy.h"
#include "core/sql/unit_of_work.h"
#include "tests/bench/bound.h"
#include "tests/bench/ledger_house.h"
#include "tirek/settlement/v1/statement_upload.grpc.pb.h"

namespace tirek::bench {
namespace {

constexpr int kLines = 1'000'000;
constexpr int kLinesOfProvider = 40;
constexpr int kAmountMinor = 123'45;
constexpr const char* kPayer = "KZ67070TESTBUDGET100";
constexpr const char* kPayee = "KZ98722TEST000000101";
constexpr const char* kMapping =
    "account = KZ67070TESTBUDGET100\ncolumn.date = date\ncolumn.amount = amount\n"
    "column.number = number\ncolumn.iban = iban\ncolumn.bin = bin\ncolumn.knp = knp\n"
    "column.purpose = purpose\n";

// What the import writes, with its columns in their order.
struct Written {
  const char* table;
  const char* columns;
};
constexpr Written kWritten[] = {
    {"statement_line",
     "statement_id, line_number, document_number, document_date, book_date, value_date, direction,"
     " amount_minor, currency_code, counterparty_bin, counterparty_iban, knp, reference, file_line,"
     " match, basis, provider_id, payment_order_id, fee, returned"},
    {"suspense", "statement_id, line_number, provider_id, reason, why, state"},
    {"break",
     "break_id, month, kind, provider_id, payment_order_id, statement_id, line_number,"
     " expected_minor, found_minor, currency_code, description, record_time"},
    {"payment_order",
     "provider_id, payment_order_id, payment_run_id, end_to_end_id, claim_id, contract_id, month,"
     " amount_minor, currency_code, payee_name, payee_bin, payee_iban, payee_bic, payee_kbe, knp,"
     " purpose, state, adjustment_id, netted_minor, held_reason"},
    {"ledger_entry", kLedgerEntryColumns},
};

int LinesWanted() {
  const char* wanted = std::getenv("TIREK_BENCH_LINES");
  return wanted == nullptr ? kLines : std::stoi(wanted);
}

bool PaysAnOrder(int line) { return line % 10 != 0; }

void SeedOrders(LedgerHouse& house, int lines) {
  const std::string payer = kPayer;
  house.sql() << "INSERT INTO contracts.state_order (order_id, code, title, source_act, start_date,"
                 " end_date, currency_code, method_version, payer_name, payer_bin, payer_iban,"
                 " payer_bic, payer_kbe, services, document, document_sha256, create_time) VALUES"
                 " ('ord_bench', 'BENCH', 'Bench', 'Act', '2026-01-01', '2027-01-01', 'KZT', 'v1',"
                 " 'Payer', '990340000011', '" +
                     payer + "', 'KKMFKZ2A', '12', ARRAY['care'], '{}', '', now())";
  house.sql() << "INSERT INTO settlement.payment_run (payment_run_id, message_id, month, state,"
                 " orders, total_minor, currency_code, execution_date, payer_name, payer_bin,"
                 " payer_iban, payer_bic, payer_kbe, created_by, approved_by, create_time) VALUES"
                 " ('run_bench', 'TRK-RUN', '2026-10', 'SENT', 1, 1, 'KZT', '2026-11-03', 'Payer',"
                 " '990340000011', '" +
                     payer + "', 'KKMFKZ2A', '12', 'one', 'two', now())";
  house.sql() << "INSERT INTO settlement.payment_order (provider_id, payment_order_id,"
                 " payment_run_id, end_to_end_id, claim_id, contract_id, month, amount_minor,"
                 " currency_code, payee_name, payee_bin, payee_iban, payee_bic, payee_kbe, knp,"
                 " purpose, state) SELECT 'prv_' || lpad((n % " +
                     std::to_string(lines / kLinesOfProvider) +
                     " + 1)::text, 26, '0'), 'pmo_' || lpad(n::text, 26, '0'), 'run_bench',"
                     " 'TRK-B-' || n, 'clm_' || n, 'ctr_bench', '2026-10', " +
                     std::to_string(kAmountMinor) + ", 'KZT', 'P', '051240990020', '" + kPayee +
                     "', 'CASPKZKA', '17', '859', 'P', 'SENT' FROM generate_series(0, " +
                     std::to_string(lines - 1) + ") n WHERE n % 10 <> 0";
  house.sql() << "VACUUM ANALYZE settlement.payment_order";
}

std::string FileOf(int lines) {
  std::string file = "date,number,amount,iban,bin,knp,purpose\n";
  for (int i = 0; i < lines; ++i) {
    const std::string number = std::to_string(i);
    const bool pays = PaysAnOrder(i);
    file += "2026-11-03," + number + (i % 20 == 0 ? ",123.45," : ",-123.45,") + kPayee +
            ",051240990020,859," + (pays ? "TRK-B-" + number : "Care") + " October 2026\n";
  }
  return file;
}

void Import(const std::string& address, const std::string& token, const std::string& file,
            int lines) {
  constexpr std::size_t kPiece = 1 << 20;
  settlement::v1::StatementUploadService::Stub stub(
      grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + token);
  settlement::v1::UploadBankStatementResponse response;
  const auto writer = stub.UploadBankStatement(&context, &response);
  settlement::v1::UploadBankStatementRequest request;
  request.set_request_id("bench");
  request.set_csv_mapping(kMapping);
  for (std::size_t at = 0; at < file.size(); at += kPiece) {
    request.set_piece(file.substr(at, kPiece));
    request.set_last(at + kPiece >= file.size());
    if (!writer->Write(request)) break;
    request.Clear();
  }
  const grpc::Status status = writer->Finish();
  if (!status.ok()) throw std::runtime_error(status.error_message());
  const auto& statement = response.statements(0);
  if (statement.lines() != lines || statement.matched() != lines - (lines + 9) / 10) {
    throw std::runtime_error(std::to_string(statement.matched()) + " lines were matched");
  }
}

std::string CopyOut(sql::UnitOfWork& work, const Written& written) {
  std::string bytes;
  sql::BinaryCopyOut copy(
      work, std::string("SELECT ") + written.columns + " FROM settlement." + written.table);
  while (const auto row = copy.Next()) bytes += *row;
  return bytes;
}

void CopyIn(sql::UnitOfWork& work, const Written& written, const std::string& bytes) {
  constexpr std::size_t kPiece = 1 << 20;
  sql::BinaryCopyIn copy(work,
                         std::string("copied.") + written.table + " (" + written.columns + ")");
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
    copy.Rows(std::string_view(bytes).substr(at, kPiece));
  }
  copy.Finish();
}

// In the order in which they lie, in one transaction, into tables with the same indexes.
double CopySeconds(LedgerHouse& house) {
  house.sql() << "CREATE SCHEMA copied";
  for (const Written& written : kWritten) {
    house.sql() << std::string("CREATE TABLE copied.") + written.table + " (LIKE settlement." +
                       written.table + " INCLUDING ALL)";
  }
  sql::Database database({house.url(), "", 1});
  sql::UnitOfWork work(database, sql::Scope::Everything());
  std::vector<std::string> rows;
  for (const Written& written : kWritten) rows.push_back(CopyOut(work, written));
  house.sql() << "CHECKPOINT";
  return Seconds([&] {
    for (std::size_t i = 0; i < rows.size(); ++i) CopyIn(work, kWritten[i], rows[i]);
    work.Commit();
  });
}

Measurement Measure() {
  const int lines = LinesWanted();
  LedgerHouse house(lines / kLinesOfProvider);
  SeedOrders(house, lines);
  const std::string address = house.Serve();
  const std::string token = house.FinanceToken();
  const std::string file = FileOf(lines);
  house.sql() << "CHECKPOINT";
  const double import = Seconds([&] { Import(address, token, file, lines); });
  const double copy = CopySeconds(house);
  return {std::to_string(lines) + " lines in " + SecondsText(import) + ", their rows by COPY in " +
              SecondsText(copy),
          import / copy};
}

}  // namespace

Bound SettlementStatementBound() {
  return {"settlement-statement", "a statement imported and matched : COPY BINARY of its rows", 3,
          Measure};
}

}  // namespace tirek::bench
