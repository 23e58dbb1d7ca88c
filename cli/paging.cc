#include "cli/paging.h"

#include <memory>
#include <string>

#include "cli/request.h"

namespace tirek::cli {
namespace {

constexpr int kLargestPage = 1000;

Error PagesGoRound(const Command& list) {
  return {ErrorKind::kInternal,
          "PAGES_GO_ROUND",
          "The server gave the same page token twice.",
          {{"command", list.words()}},
          {}};
}

}  // namespace

Result<Caller::Message> AllPages(const Caller& caller, const Command& list,
                                 const pb::Message& first_request) {
  const pb::Descriptor* input = list.method->input_type();
  const pb::FieldDescriptor* size = input->FindFieldByName("page_size");
  const pb::FieldDescriptor* token = input->FindFieldByName("page_token");
  Caller::Message request = Schema::Get().New(input);
  request->CopyFrom(first_request);
  if (request->GetReflection()->GetInt32(*request, size) == 0) {
    request->GetReflection()->SetInt32(request.get(), size, kLargestPage);
  }
  Caller::Message all = Schema::Get().New(list.method->output_type());
  while (true) {
    TIREK_ASSIGN_OR_RETURN(const Caller::Message page, caller.Unary(list.method, *request));
    all->MergeFrom(*page);
    const std::string next = TextOf(*page, "next_page_token");
    if (next.empty()) break;
    if (next == TextOf(*request, "page_token")) return PagesGoRound(list);
    request->GetReflection()->SetString(request.get(), token, next);
  }
  all->GetReflection()->ClearField(all.get(),
                                   all->GetDescriptor()->FindFieldByName("next_page_token"));
  return all;
}

}  // namespace tirek::cli
