#include "cli/client.h"

#include <algorithm>
#include <istream>
#include <ostream>
#include <string_view>
#include <utility>

#include "cli/arguments.h"
#include "cli/completion.h"
#include "cli/connection.h"
#include "cli/download.h"
#include "cli/exit_code.h"
#include "cli/failure.h"
#include "cli/help.h"
#include "cli/identity_check.h"
#include "cli/import_outcome.h"
#include "cli/input_file.h"
#include "cli/paging.h"
#include "cli/progress.h"
#include "cli/render.h"
#include "cli/request.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

using Args = std::vector<std::string>;

// The streams and surroundings of one run.
struct Run {
  std::ostream& out;
  std::ostream& err;
  std::istream& in;
  const ClientEnvironment& environment;
};

ExitCode Fail(const Error& error, const Command* command, std::ostream& err) {
  PrintError(error, command, err);
  return ExitCodeOf(error);
}

Progress::Style StyleOf(const Arguments& arguments, const Run& run) {
  if (arguments.Has(Option::kNoProgress)) return Progress::Style::kNone;
  return run.environment.is_terminal ? Progress::Style::kBar : Progress::Style::kLines;
}

// The first message has the request's fields, each a piece of FILE, the last one says so.
Result<Caller::Message> Upload(const Arguments& arguments, const Caller& caller,
                               const pb::Message& request, const Run& run) {
  constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;
  const Command& command = *arguments.command;
  const pb::FieldDescriptor* last = command.method->input_type()->FindFieldByName("last");
  InputPieces file(run.in);
  TIREK_RETURN_IF_ERROR(file.Open(arguments.positionals.front()));
  bool first = true;
  return caller.Upload(command.method, [&](pb::Message& message) -> Result<bool> {
    if (std::exchange(first, false)) message.CopyFrom(request);
    TIREK_ASSIGN_OR_RETURN(std::string piece, file.Next(kPieceBytes));
    const bool more = piece.size() == kPieceBytes;
    message.GetReflection()->SetString(&message, command.file_field(), std::move(piece));
    message.GetReflection()->SetBool(&message, last, !more);
    return more;
  });
}

Result<Caller::Message> Call(const Arguments& arguments, const Caller& caller,
                             const pb::Message& request, const Run& run) {
  const Command& command = *arguments.command;
  if (arguments.Has(Option::kAll)) return AllPages(caller, command, request);
  if (command.is_upload()) return Upload(arguments, caller, request, run);
  if (!command.method->server_streaming()) return caller.Unary(command.method, request);
  Progress progress(run.err, StyleOf(arguments, run));
  auto last = caller.Stream(command.method, request,
                            [&](const pb::Message& message) { progress.Show(message); });
  progress.End();
  return last;
}

// After an outcome that nobody knows, the same call is safe to repeat, if it is the same.
void AdviseRetry(const Error& error, const pb::Message& request, std::ostream& err) {
  const std::string id = TextOf(request, "request_id");
  if (error.kind != ErrorKind::kUnavailable || id.empty()) return;
  err << "to repeat it without doing it twice: --request-id " << id << '\n';
}

ExitCode Judge(const Command& command, const pb::Message& response) {
  const pb::Message* outcome = FindOutcome(response);
  if (outcome != nullptr && HasRefusedRows(*outcome)) return ExitCode::kFailedResult;
  if (command.method->server_streaming() && HasFailed(response)) return ExitCode::kFailedResult;
  return ExitCode::kOk;
}

// What is said beside the result goes to the error stream: the output of a dry run, and of a
// page, is that of the real run, and of the rows alone.
ExitCode Present(const Arguments& arguments, const pb::Message& request,
                 const pb::Message& response, OutputFormat format, const Run& run) {
  const Command& command = *arguments.command;
  const bool is_dry_run = IsDryRun(request);
  const Result<void> downloaded = Download(arguments, response, is_dry_run, run.out, run.err);
  if (!downloaded) return Fail(downloaded.error(), &command, run.err);
  if (!IsDownloadToStandardOutput(arguments)) Render(command, response, format, run.out);
  const std::string more = TextOf(response, "next_page_token");
  if (!more.empty()) run.err << "more: --page-token " << more << " (or --all)\n";
  if (is_dry_run) run.err << "dry run: nothing was stored\n";
  return Judge(command, response);
}

ExitCode RunCommand(const Arguments& arguments, const Run& run) {
  const Command& command = *arguments.command;
  const std::string output =
      arguments.Has(Option::kOutput) ? arguments.Get(Option::kOutput) : "table";
  const std::optional<OutputFormat> format = ParseOutputFormat(output);
  if (!format) {
    return Fail(WrongUsage("-o expects table, json or csv, found '" + output + "'"), &command,
                run.err);
  }
  const Result<void> writable = CheckDownload(arguments);
  if (!writable) return Fail(writable.error(), &command, run.err);
  const Result<Caller> caller = Connect(arguments, run.environment);
  if (!caller) return Fail(caller.error(), &command, run.err);
  const auto request = BuildRequest(arguments, run.in, run.environment.random, *caller);
  if (!request) return Fail(request.error(), &command, run.err);
  const auto response = Call(arguments, *caller, **request, run);
  if (!response) {
    const ExitCode code = Fail(response.error(), &command, run.err);
    if (command.rule.writes()) AdviseRetry(response.error(), **request, run.err);
    return code;
  }
  return Present(arguments, **request, **response, *format, run);
}

Args OtherCommands(const ClientEnvironment& environment) {
  Args names = {"identity", "completion", "help"};
  for (const ServerCommand& command : environment.server_commands) names.push_back(command.name);
  for (const LocalCommand& command : environment.local_commands) names.push_back(command.noun);
  return names;
}

// A noun that no RPC has.
bool IsLocalNoun(const std::string& noun, const ClientEnvironment& environment) {
  const auto& commands = environment.local_commands;
  return CommandTable::Get().OfNoun(noun).empty() &&
         std::any_of(commands.begin(), commands.end(),
                     [&](const LocalCommand& command) { return command.noun == noun; });
}

ExitCode RunIdentity(const Args& words, const Run& run) {
  const auto done = RunIdentityCommand(words, run.environment.clock, run.in, run.out);
  return done ? ExitCode::kOk : Fail(done.error(), nullptr, run.err);
}

// A noun of the server whose one verb needs none.
ExitCode RunCompletion(const Args& words, const Run& run) {
  constexpr const char* kUsage = "expected `tirek completion bash` or `tirek completion zsh`";
  const std::string word = words.size() == 1 ? words[0] : "";
  const std::string script = word == "--help" || word == "-h"
                                 ? std::string(
                                       "tirek completion bash|zsh\n\nPrints a script; load it "
                                       "with: source <(tirek completion bash)\n")
                                 : CompletionScript(word);
  if (script.empty()) return Fail(WrongUsage(kUsage), nullptr, run.err);
  run.out << script;
  return ExitCode::kOk;
}

ExitCode HelpOnResource(const Args& words, const Run& run) {
  const Result<Arguments> arguments = ParseArguments(words, OtherCommands(run.environment));
  if (!arguments) return Fail(arguments.error(), nullptr, run.err);
  if (arguments->command != nullptr) {
    PrintCommandHelp(*arguments->command, run.out);
  } else {
    PrintNounHelp(arguments->noun, run.environment, run.out);
  }
  return ExitCode::kOk;
}

const LocalCommand* FindLocal(const Args& args, const ClientEnvironment& environment) {
  if (args.size() < 2) return nullptr;
  for (const LocalCommand& command : environment.local_commands) {
    if (command.noun == args[0] && command.verb == args[1]) return &command;
  }
  return nullptr;
}

ExitCode RunLocal(const LocalCommand& command, const Args& words, const Run& run) {
  const Result<ExitCode> code = command.run(words, {run.in, run.out, run.err});
  return code ? *code : Fail(code.error(), nullptr, run.err);
}

// `tirek document` with no verb, with --help, or with a verb that is none of its own.
ExitCode RunLocalNoun(const Args& args, const Run& run) {
  const bool wants_help = args.size() > 1 && (args[1] == "--help" || args[1] == "-h");
  if (args.size() > 1 && !wants_help) {
    return Fail(WrongUsage("unknown command '" + Printable(args[0] + " " + args[1]) + "'; `tirek " +
                           args[0] + " --help` lists the verbs"),
                nullptr, run.err);
  }
  PrintNounHelp(args[0], run.environment, wants_help ? run.out : run.err);
  return wants_help ? ExitCode::kOk : ExitCode::kWrongUsage;
}

ExitCode RunHelp(const Args& words, const Run& run) {
  if (words.empty()) {
    PrintProgramHelp(run.environment, run.out);
    return ExitCode::kOk;
  }
  if (words[0] == "exit-codes") {
    PrintExitCodes(run.out);
    return ExitCode::kOk;
  }
  if (words[0] == "identity") return RunIdentity({"--help"}, run);
  if (words[0] == "completion") return RunCompletion({"--help"}, run);
  if (const LocalCommand* command = FindLocal(words, run.environment)) {
    return RunLocal(*command, {"--help"}, run);
  }
  if (IsLocalNoun(words[0], run.environment)) return RunLocalNoun({words[0], "--help"}, run);
  for (const ServerCommand& command : run.environment.server_commands) {
    if (words[0] != command.name) continue;
    run.out << command.summary << "\n`tirek " << command.name << " --help` explains its flags.\n";
    return ExitCode::kOk;
  }
  return HelpOnResource(words, run);
}

ExitCode RunResource(const Args& args, const Run& run) {
  const Result<Arguments> arguments = ParseArguments(args, OtherCommands(run.environment));
  if (!arguments) return Fail(arguments.error(), nullptr, run.err);
  const bool wants_help = arguments->Has(Option::kHelp);
  // Without a command help is the answer in any case, but only the asked-for help is a success.
  std::ostream& out = wants_help ? run.out : run.err;
  if (arguments->noun.empty()) {
    PrintProgramHelp(run.environment, out);
  } else if (arguments->command == nullptr) {
    PrintNounHelp(arguments->noun, run.environment, out);
  } else if (wants_help) {
    PrintCommandHelp(*arguments->command, out);
  } else {
    return RunCommand(*arguments, run);
  }
  return wants_help ? ExitCode::kOk : ExitCode::kWrongUsage;
}

ExitCode Dispatch(const Args& args, const Run& run) {
  const std::string first = args.empty() ? "" : args[0];
  const Args rest(args.empty() ? args.end() : args.begin() + 1, args.end());
  if (first == "help") return RunHelp(rest, run);
  if (first == "completion") return RunCompletion(rest, run);
  if (first == "__complete") {
    for (const std::string& word : Complete(rest, run.environment)) run.out << word << '\n';
    return ExitCode::kOk;
  }
  if (first == "identity") return RunIdentity(rest, run);
  if (const LocalCommand* command = FindLocal(args, run.environment)) {
    return RunLocal(*command, {args.begin() + 2, args.end()}, run);
  }
  if (IsLocalNoun(first, run.environment)) return RunLocalNoun(args, run);
  return RunResource(args, run);
}

}  // namespace

int RunClient(const std::vector<std::string>& args, std::ostream& out, std::ostream& err,
              std::istream& in, const ClientEnvironment& environment) {
  ExitCode code = Dispatch(args, Run{out, err, in, environment});
  // A result that did not reach its reader (a full disk) is no success.
  if (!out.flush()) code = Fail(WrongUsage("the output cannot be written"), nullptr, err);
  return static_cast<int>(code);
}

}  // namespace tirek::cli
