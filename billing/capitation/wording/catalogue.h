// Every sentence form of traces, and the words in them, in three languages.
#pragma once

#include <span>
#include <string_view>

#include "billing/capitation/wording/phrase.h"

namespace tirek::capitation {

// Of rules: "CAP-TARIFF" and what it is about.
struct Title {
  std::string_view rule;
  Phrase text;
};
std::span<const Title> Titles();

// Words of the order's document as they stand in traces: BED_DAY, HOSPITAL, HALF_UP.
std::span<const Phrase> Words();

// The first form that fits a sentence is its own.
std::span<const Phrase> Forms();

}  // namespace tirek::capitation
