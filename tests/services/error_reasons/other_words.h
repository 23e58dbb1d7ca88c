// Words of the sources that look like reasons and are none.
#pragma once

#include <set>
#include <string>

namespace tirek::test {

inline const std::set<std::string> kOtherWords = {
    // Variables of the environment.
    "PGCONNECT_TIMEOUT",
    "TIREK_ADDRESS",
    "TIREK_DATA",
    "TIREK_FAULT",
    "TIREK_PG_BIN",
    "TIREK_TOKEN",
    "XDG_RUNTIME_DIR",
    "XDG_STATE_HOME",
    // gRPC's names of its codes.
    "ALREADY_EXISTS",
    "DATA_LOSS",
    "DEADLINE_EXCEEDED",
    "FAILED_PRECONDITION",
    "INVALID_ARGUMENT",
    "NOT_FOUND",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    // Accounts of the ledger, the documents that its entries come from, and what tie-outs name.
    "BANK_CHARGES",
    "BANK_CLEARING",
    "CAPITATION_RUN",
    "EXPENSE_ACCRUED",
    "PAYMENT_ORDER",
    "RECOUPMENT",
    "STATEMENT_LINE",
    "UNFUNDED_CONTRA",
    // Elements and codes of ISO 20022.
    "BICFI",
    "BIN",
    "IBAN",
    "NORM",
    // Who wins when two providers bill a day.
    "EARLIEST_ADMISSION_WINS",
    "LATEST_ADMISSION_WINS",
};

}  // namespace tirek::test
