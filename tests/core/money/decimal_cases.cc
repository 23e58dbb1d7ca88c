// decimal_cases FILE.tsv: holds Decimal and Exact to a table of cases; see README.md.
#include <fstream>
#include <iostream>

#include "tests/core/money/run.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: decimal_cases FILE.tsv\n";
    return 2;
  }
  std::ifstream table(argv[1]);
  if (!table) {
    std::cerr << "decimal_cases: cannot read " << argv[1] << '\n';
    return 2;
  }
  return tirek::decimal_cases::Run(table, std::cout);
}
