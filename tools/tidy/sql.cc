// SQL stands in gateways, and a gateway names its own schema and other services' published views.
#include <array>
#include <cctype>
#include <set>

#include "tools/tidy/checks.h"
#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

// Statements begin with one of these; capitals tell them from a sentence in a message.
constexpr std::array<std::string_view, 10> kStatements = {
    "SELECT",       "INSERT INTO", "DELETE FROM",   "MERGE INTO", "TRUNCATE",
    "CREATE TABLE", "ALTER TABLE", "CREATE SCHEMA", "LOCK TABLE", "FOR UPDATE"};

bool IsName(std::string_view text, std::size_t at) {
  return at < text.size() &&
         (std::islower(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
}

// UPDATE, COPY and JOIN are English words too: only a schema's table after them makes them SQL.
bool NamesTableAfter(std::string_view text, std::string_view word) {
  for (std::size_t at = FindWord(text, word); at != std::string_view::npos;
       at = FindWord(text, word, at + 1)) {
    std::size_t name = text.find_first_not_of(' ', at + word.size());
    while (IsName(text, name)) ++name;
    if (name < text.size() && text[name] == '.' && IsName(text, name + 1)) return true;
  }
  return false;
}

bool HoldsSql(std::string_view quoted) {
  for (const std::string_view statement : kStatements) {
    if (FindWord(quoted, statement) != std::string_view::npos) return true;
  }
  return NamesTableAfter(quoted, "UPDATE") || NamesTableAfter(quoted, "COPY") ||
         NamesTableAfter(quoted, "JOIN");
}

bool HoldsSelectStar(std::string_view text) {
  for (std::size_t at = FindWord(text, "SELECT"); at != std::string_view::npos;
       at = FindWord(text, "SELECT", at + 1)) {
    std::size_t next = text.find_first_not_of(' ', at + 6);
    while (IsName(text, next)) ++next;
    if (next < text.size() && text[next] == '.') ++next;
    if (next < text.size() && text[next] == '*') return true;
  }
  return false;
}

// services/<x>/… gives x; another path nothing.
std::string ServiceOf(const std::string& path) {
  if (!path.starts_with("services/")) return "";
  const std::size_t end = path.find('/', 9);
  return end == std::string::npos ? "" : path.substr(9, end - 9);
}

std::set<std::string> SchemasOf(const Tree& tree) {
  std::set<std::string> schemas;
  for (const std::string& folder : tree.folders) {
    const std::string service = ServiceOf(folder + "/");
    // Neither has a schema: the host composes, order_file is the order's file form.
    if (!service.empty() && service != "host" && service != "order_file") schemas.insert(service);
  }
  return schemas;
}

// The first "<schema>.<table>" of `quoted` whose table is not a published view; "" when none.
std::string UnpublishedTable(std::string_view quoted, const std::string& schema) {
  for (std::size_t at = FindWord(quoted, schema); at != std::string_view::npos;
       at = FindWord(quoted, schema, at + 1)) {
    const std::size_t dot = at + schema.size();
    if (dot >= quoted.size() || quoted[dot] != '.' || !IsName(quoted, dot + 1)) continue;
    std::size_t end = dot + 1;
    while (end < quoted.size() && IsWordChar(quoted[end])) ++end;
    const std::string_view table = quoted.substr(dot + 1, end - dot - 1);
    if (!table.starts_with("published_")) return schema + "." + std::string(table);
  }
  return "";
}

void CheckSchemas(const Source& source, std::size_t line, const std::set<std::string>& schemas,
                  Findings& findings) {
  const std::string own = ServiceOf(source.path);
  if (!schemas.contains(own) || !source.HasSuffix("_gateway.cc")) return;
  for (const std::string& schema : schemas) {
    const std::string table = UnpublishedTable(source.lines[line].quoted, schema);
    if (schema == own || table.empty()) continue;
    findings.push_back({source.path, static_cast<int>(line) + 1, "foreign-schema",
                        table + " is another service's; only its published_ views may be read"});
  }
}

}  // namespace

void CheckSql(const Tree& tree, const Laws& laws, Findings& findings) {
  const std::set<std::string> schemas = SchemasOf(tree);
  for (const Source& source : tree.sources) {
    const bool placed = !source.IsCpp() || InPlaces(source.path, laws.sql_places);
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
      const int number = static_cast<int>(i) + 1;
      const Line& line = source.lines[i];
      if (!placed && HoldsSql(line.quoted)) {
        findings.push_back({source.path, number, "sql-place", "SQL belongs in a *_gateway.cc"});
      }
      if (HoldsSelectStar(source.IsCpp() ? line.quoted : line.code)) {
        findings.push_back({source.path, number, "select-star", "name the columns"});
      }
      CheckSchemas(source, i, schemas, findings);
    }
  }
}

}  // namespace tirek::tidy
