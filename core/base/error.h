// What can be refused, said once for people and once for machines.
//
// An Error is a value: a request or a state did not allow something. A broken world (lost
// database) is an exception, a broken program is TIREK_ASSERT.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tirek {

enum class ErrorKind {
  kInvalid,          // the request is wrong in itself
  kNotFound,         //
  kAlreadyExists,    //
  kPrecondition,     // right in itself, but not in this state
  kConflict,         // somebody else was faster; read again and retry
  kUnauthenticated,  // who is calling is not known
  kDenied,           // known, and not allowed
  kExhausted,        // a limit or quota is used up
  kUnavailable,      // a part of the world is out of reach; retry later
  kInternal,         // our fault
};

// One field (or one row and column of a file) that is wrong: where, and what is expected.
struct Violation {
  std::string field;     // proto field path "bank_account.iban", or a column's name
  std::string reason;    // UPPER_SNAKE, listed in error_reason.proto
  std::string expected;  // a sentence a clerk can act on; may quote the bad value if not personal

  friend bool operator==(const Violation&, const Violation&) = default;
};

struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string reason;                           // UPPER_SNAKE, listed in error_reason.proto
  std::string message;                          // one sentence for people, no personal data
  std::map<std::string, std::string> metadata;  // every variable of the message
  std::vector<Violation> violations;            // all wrong fields at once, kInvalid only
};

// The error of a request whose fields are wrong; `violations` is not empty.
Error InvalidFields(std::vector<Violation> violations);

// "field: expected; field: expected" for logs and terminals without structured details.
std::string Describe(const Error& error);

}  // namespace tirek
