#include "services/access/token_gateway.h"

#include "core/base/assert.h"
#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/trip.h"

namespace tirek::access {
namespace {

using soci::into;
using soci::use;

const std::string kSelectTokens =
    "SELECT t.token_id, p.name, p.role, coalesce(p.provider_id, ''), " +
    sql::MicrosOf("t.create_time") + ", " + sql::MicrosOf("t.expire_time") + ", coalesce(" +
    sql::MicrosOf("t.revoke_time") +
    ", 0), t.revoke_time IS NOT NULL FROM access.token t JOIN access.principal p"
    " ON p.name = t.principal";

// Checked by a constraint on its way in.
Role StoredRole(const std::string& name) {
  const auto role = ParseRole(name);
  TIREK_ASSERT(role.has_value());
  return *role;
}

Token ReadToken(const soci::row& row) {
  Token token{
      TokenId::Trusted(row.get<std::string>(0)),
      {row.get<std::string>(1), StoredRole(row.get<std::string>(2)), row.get<std::string>(3)},
      {row.get<long long>(4)},
      {row.get<long long>(5)},
      std::nullopt};
  if (row.get<int>(7) != 0) token.revoke_time = Instant{row.get<long long>(6)};
  return token;
}

std::vector<Token> ReadTokens(const soci::rowset<soci::row>& rows) {
  std::vector<Token> tokens;
  for (const soci::row& row : rows) tokens.push_back(ReadToken(row));
  return tokens;
}

std::optional<Token> First(std::vector<Token> tokens) {
  if (tokens.empty()) return std::nullopt;
  return std::move(tokens.front());
}

}  // namespace

Principal TokenGateway::InsertPrincipal(const Principal& principal, Instant now) {
  const std::string role(RoleName(principal.role));
  const long long micros = now.micros;
  sql_ << "INSERT INTO access.principal (name, role, provider_id, create_time)"
          " VALUES (:name, :role, nullif(:provider_id, ''), " +
              sql::TimestampOf(":now::bigint") + ") ON CONFLICT (name) DO NOTHING",
      use(principal.name), use(role), use(principal.provider_id), use(micros);
  Principal stored{principal.name, Role::kAuditor, ""};
  std::string stored_role;
  sql_ << "SELECT role, coalesce(provider_id, '') FROM access.principal WHERE name = :name",
      use(principal.name), into(stored_role), into(stored.provider_id);
  stored.role = StoredRole(stored_role);
  return stored;
}

void TokenGateway::Insert(const Token& token, const std::string& hash) {
  const long long created = token.create_time.micros;
  const long long expires = token.expire_time.micros;
  sql_ << "INSERT INTO access.token (token_id, hash, principal, create_time, expire_time)"
          " VALUES (:token_id, :hash, :principal, " +
              sql::TimestampOf(":created::bigint") + ", " + sql::TimestampOf(":expires::bigint") +
              ")",
      use(token.token_id.text()), use(hash), use(token.principal.name), use(created), use(expires);
}

void TokenGateway::Revoke(const TokenId& token_id, Instant now) {
  const long long micros = now.micros;
  sql_ << "UPDATE access.token SET revoke_time = " + sql::TimestampOf(":now::bigint") +
              " WHERE token_id = :token_id AND revoke_time IS NULL",
      use(micros), use(token_id.text());
}

std::optional<Token> TokenGateway::Find(const TokenId& token_id) {
  return First(ReadTokens(
      (sql_.prepare << kSelectTokens + " WHERE t.token_id = :token_id", use(token_id.text()))));
}

std::vector<Token> TokenGateway::List(const std::string& principal, const std::string& before,
                                      int limit) {
  return ReadTokens((sql_.prepare << kSelectTokens +
                                         " WHERE (:principal = '' OR t.principal = :principal)"
                                         " AND (:before = '' OR t.token_id < :before)"
                                         " ORDER BY t.token_id DESC LIMIT :limit",
                     use(principal, "principal"), use(before, "before"), use(limit, "limit")));
}

std::map<std::string, Token> TokensByHash(sql::Lease& lease,
                                          const std::vector<std::string>& hashes) {
  static const std::string statement =
      "SELECT t.hash, t.token_id, p.name, p.role, coalesce(p.provider_id, ''), " +
      sql::MicrosOf("t.create_time") + ", " + sql::MicrosOf("t.expire_time") + ", " +
      sql::MicrosOf("t.revoke_time") +
      " FROM access.token t JOIN access.principal p ON p.name = t.principal"
      // As a subquery: where the planner sees how many there are, it plans anew for every call.
      " WHERE t.hash = ANY((SELECT $1::text[])::text[])";
  const sql::TextRows rows = sql::PreparedTrip(lease, statement, {sql::ArrayLiteral(hashes)});
  std::map<std::string, Token> tokens;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto text = [&](int column) { return std::string(rows.Text(row, column)); };
    Token token{TokenId::Trusted(text(1)),
                {text(2), StoredRole(text(3)), text(4)},
                Instant{rows.Int64(row, 5)},
                Instant{rows.Int64(row, 6)},
                std::nullopt};
    if (!rows.IsNull(row, 7)) token.revoke_time = Instant{rows.Int64(row, 7)};
    tokens.emplace(text(0), std::move(token));
  }
  return tokens;
}

}  // namespace tirek::access
