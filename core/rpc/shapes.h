// The three shapes that most RPCs have: one thing, a page of things, a file of things.
//
// Each wraps CallGate::Unary; `decode` is FromProto of the request, `run` the use case.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "core/sql/constraint.h"

namespace tirek::rpc {

// `run`: Result<T>(Call&, const Command&); `put`: (Response&, const T&).
template <typename Request, typename Response, typename Decode, typename Run, typename Put>
grpc::Status One(CallGate& calls, grpc::ServerContext* context, const Request& request,
                 Response* response, Decode decode, Run run, Put put) {
  return calls.Unary(context, request, response, decode,
                     [&](Call& call, const auto& command, Response& answer) -> Result<void> {
                       TIREK_ASSIGN_OR_RETURN(const auto value, run(call, command));
                       put(answer, value);
                       return {};
                     });
}

// Runs a list's use case; a made-up page token whose key the database cannot read is refused as
// one.
template <typename Run>
auto WithForgedKeysRefused(const Page& page, Run run) -> decltype(run()) {
  try {
    return run();
  } catch (const soci::soci_error& error) {
    if (page.after.empty() || !sql::IsDataException(error)) throw;
    return PageTokenInvalid();
  }
}

// `run`: Result<vector<T>>(Call&, const Filter&, const Page&), up to one row more than the page;
// `key_of`: the row's key as `key_parts` texts, by which the list is ordered; `add`: (Response&,
// const T&).
template <typename Request, typename Response, typename Decode, typename Run, typename KeyOf,
          typename Add>
grpc::Status Listed(CallGate& calls, grpc::ServerContext* context, const Request& request,
                    Response* response, std::size_t key_parts, Decode decode, Run run, KeyOf key_of,
                    Add add) {
  using Filter = std::remove_cvref_t<decltype(decode(request).value())>;
  const auto decode_both = [&](const Request& wanted) -> Result<std::pair<Filter, Page>> {
    TIREK_ASSIGN_OR_RETURN(Page page, PageOf(wanted, key_parts));
    TIREK_ASSIGN_OR_RETURN(Filter filter, decode(wanted));
    return std::pair{std::move(filter), std::move(page)};
  };
  return calls.Unary(
      context, request, response, decode_both,
      [&](Call& call, const std::pair<Filter, Page>& wanted, Response& answer) -> Result<void> {
        TIREK_ASSIGN_OR_RETURN(auto rows, WithForgedKeysRefused(wanted.second, [&] {
                                 return run(call, wanted.first, wanted.second);
                               }));
        answer.set_next_page_token(CutPage(request, wanted.second, rows, key_of));
        for (const auto& row : rows) add(answer, row);
        return {};
      });
}

// A list ordered by one text: `key_of` gives it.
template <typename Request, typename Response, typename Decode, typename Run, typename KeyOf,
          typename Add>
grpc::Status ListedBy(CallGate& calls, grpc::ServerContext* context, const Request& request,
                      Response* response, Decode decode, Run run, KeyOf key_of, Add add) {
  return Listed(
      calls, context, request, response, 1, decode, run,
      [&](const auto& row) { return std::vector<std::string>{key_of(row)}; }, add);
}

// `shape_of`: ImportShape(Call&), how the columns fill a RowRequest; `decode`:
// Result<Command>(const RowRequest&); `run`: Result<void>(Call&, vector<ImportRow<Command>>&),
// stores the right rows.
template <typename RowRequest, typename Request, typename Response, typename ShapeOf,
          typename Decode, typename Run>
grpc::Status Imported(CallGate& calls, grpc::ServerContext* context, const Request& request,
                      Response* response, ShapeOf shape_of, Decode decode, Run run) {
  using Command = std::remove_cvref_t<decltype(decode(RowRequest()).value())>;
  const auto file_of = [](const Request& wanted) -> Result<std::string> { return wanted.file(); };
  return calls.Unary(context, request, response, file_of,
                     [&](Call& call, const std::string& file, Response& answer) -> Result<void> {
                       const auto shape = shape_of(call);
                       TIREK_ASSIGN_OR_RETURN(
                           auto rows, (CommandsOf<RowRequest, Command>(file, shape, decode)));
                       TIREK_RETURN_IF_ERROR(run(call, rows));
                       *answer.mutable_outcome() = OutcomeOf(rows);
                       return {};
                     });
}

}  // namespace tirek::rpc
