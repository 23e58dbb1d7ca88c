#include "services/settlement/reservation_gateway.h"

#include <optional>
#include <string>

#include "core/sql/array_rows.h"
#include "core/sql/columns.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using ledger::Book;

void AddReservation(const ledger::ReservedAmount& reserved, Instant now, sql::ArrayRows& rows) {
  const ledger::ReservationDraft& draft = reserved.draft;
  std::optional<std::int64_t> expire_micros;
  if (draft.expire_time) expire_micros = draft.expire_time->micros;
  rows.Text(draft.ledger_id)
      .Text(draft.reservation_id)
      .Text(AccountKindName(draft.debit))
      .Text(AccountKindName(draft.credit))
      .Number(draft.amount_minor)
      .Text(draft.currency.code())
      .Date(draft.effective_date)
      .Text(draft.description)
      .OptionalText(draft.dims.contract_id)
      .OptionalText(draft.dims.funding_source)
      .OptionalText(draft.dims.budget_code)
      .OptionalNumber(expire_micros)
      .Number(now.micros)
      .Text(ReservationStateName(reserved.state))
      .OptionalText(NullIfEmpty(reserved.entry_id));
}

}  // namespace

void WriteReservations(sql::Trip& trip, const Book& book, Instant now) {
  sql::ArrayRows made(15);
  sql::ArrayRows ended(4);
  for (const auto& [key, reserved] : book.reservations) {
    if (reserved.made) {
      AddReservation(reserved, now, made);
    } else if (reserved.changed) {
      ended.Text(key.first)
          .Text(key.second)
          .Text(ReservationStateName(reserved.state))
          .OptionalText(NullIfEmpty(reserved.entry_id));
    }
  }
  static const std::string insert =
      "INSERT INTO settlement.reservation (ledger_id, reservation_id, debit_account,"
      " credit_account, amount_minor, currency_code, effective_date, description, contract_id,"
      " funding_source, budget_code, expire_time, record_time, state, entry_id)"
      " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, " +
      sql::TimestampOf("c11") + ", " + sql::TimestampOf("c12") +
      ", c13, c14 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[],"
      " $6::text[], $7::date[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[],"
      " $13::bigint[], $14::text[], $15::text[])"
      " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14)";
  if (!made.empty()) trip.Add(insert, made.Literals());
  if (!ended.empty()) {
    trip.Add(
        "UPDATE settlement.reservation r SET state = x.state, entry_id = x.entry_id"
        " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])"
        " AS x (ledger_id, reservation_id, state, entry_id)"
        " WHERE r.ledger_id = x.ledger_id AND r.reservation_id = x.reservation_id",
        ended.Literals());
  }
}

}  // namespace tirek::settlement
