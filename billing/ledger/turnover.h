// What a batch does to the sums of months: the last part of deciding it.
#pragma once

#include "billing/ledger/book.h"

namespace tirek::ledger {

// Goes through the entries that the batch made, in their order: tells which came late, carries the
// sums of each ledger's newest month along, and collects what older months are to be added. A month
// that a later one follows becomes an older one.
void AddUp(Book& book);

}  // namespace tirek::ledger
