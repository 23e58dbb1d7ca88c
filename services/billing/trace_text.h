// A line's trace as it is stored: compact JSON, [["CAP-TARIFF", source, inputs, exact, result], …].
#pragma once

#include <string>
#include <vector>

#include "billing/capitation/line.h"

namespace tirek::billing {

std::string ToText(const std::vector<capitation::TraceStep>& trace);

// Of text that ToText made.
std::vector<capitation::TraceStep> TraceOf(const std::string& text);

}  // namespace tirek::billing
