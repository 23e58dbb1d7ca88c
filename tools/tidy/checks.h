// The house's laws as questions to a tree: each answers with what breaks it.
#pragma once

#include "tools/tidy/finding.h"
#include "tools/tidy/laws.h"
#include "tools/tidy/tree.h"

namespace tirek::tidy {

// layer, include-root, header: who includes whom.
void CheckIncludes(const Tree& tree, const Laws& laws, Findings& findings);

// layers: every folder with code has a line, and every line has a folder.
void CheckFolders(const Tree& tree, const Laws& laws, Findings& findings);

// sql-place, foreign-schema, select-star: where SQL stands and whose rows it names.
void CheckSql(const Tree& tree, const Laws& laws, Findings& findings);

// word, name, todo: what may not be written.
void CheckWords(const Tree& tree, const Laws& laws, Findings& findings);

// pragma-once, file-length, column, readme: the shape of files.
void CheckShape(const Tree& tree, Findings& findings);

}  // namespace tirek::tidy
