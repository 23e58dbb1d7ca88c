// Rows of CSV for people and their spreadsheets.
#pragma once

#include <span>
#include <string>

namespace tirek {

// The fields with commas between, quoted by RFC 4180 where needed, ended by LF.
//
// A spreadsheet takes a cell that starts with = + - @ (full-width too), a tab or a carriage return
// for a formula and would run what somebody wrote into a name. Such a field gets an apostrophe in
// front, as OWASP advises, unless it is a plain number like -12.50.
std::string CsvLine(std::span<const std::string> fields);

}  // namespace tirek
