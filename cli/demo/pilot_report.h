// What the month came to, read back over gRPC: lines, claims, breaks and the three-way tie-out.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <grpcpp/channel.h>

#include "core/base/result.h"

namespace tirek::cli {

// A table of texts: amounts as 1434510.00, absent texts as "-".
struct ReportBlock {
  std::string name;  // "lines", "claims", "breaks", "tie-out"
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

// Reads everything as an auditor does. Rows are sorted, ids replaced by what people call things.
Result<std::vector<ReportBlock>> ReadReport(const std::shared_ptr<grpc::Channel>& channel,
                                            const std::string& token, const std::string& month);

// The blocks ```text NAME … ``` of a Markdown file such as demo/EXPECTED.md.
std::vector<ReportBlock> ParseExpected(std::string_view markdown);

// One sentence for each row that only one side has; empty when both agree line by line.
std::vector<std::string> Compare(const ReportBlock& expected, const ReportBlock& found);

// Columns aligned, sums with their thousands apart.
void PrintBlock(const ReportBlock& block, std::ostream& out);

}  // namespace tirek::cli
