// Why days are not paid, as sentences, and the facts behind: part of the catalogue.
#pragma once

#include <span>

#include "billing/capitation/wording/phrase.h"

namespace tirek::capitation {

std::span<const Phrase> DenialForms();

}  // namespace tirek::capitation
