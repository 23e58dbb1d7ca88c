#include "cli/documents/document_commands.h"

#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "billing/documents/account_statement.h"
#include "billing/documents/payment_order.h"
#include "billing/documents/printout.h"
#include "billing/documents/reconciliation_act.h"
#include "billing/documents/services_document.h"
#include "cli/connection.h"
#include "cli/documents/account_reader.h"
#include "cli/documents/document_wish.h"
#include "cli/documents/payment_order_reader.h"
#include "cli/documents/pdf.h"
#include "cli/documents/server.h"
#include "cli/documents/services_reader.h"
#include "cli/documents/xlsx.h"
#include "cli/download.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

// A document and the name that its file has unless another is said.
struct Made {
  documents::Printout printout;
  std::string number;
};
using Make = Result<Made> (*)(const Server&, const DocumentWish&);

struct DocumentKind {
  DocumentUsage usage;
  const char* summary;
  Make make;
};

Result<Made> MakeAct(const Server& server, const DocumentWish& wish) {
  TIREK_ASSIGN_OR_RETURN(const auto document, ReadServices(server, wish.subject, wish.date));
  TIREK_ASSIGN_OR_RETURN(auto printout, documents::PrintAct(document, wish.language));
  return Made{std::move(printout), document.number};
}

Result<Made> MakeInvoice(const Server& server, const DocumentWish& wish) {
  TIREK_ASSIGN_OR_RETURN(const auto document, ReadServices(server, wish.subject, wish.date));
  TIREK_ASSIGN_OR_RETURN(auto printout, documents::PrintInvoice(document, wish.language));
  return Made{std::move(printout), document.number};
}

Result<Made> MakePaymentOrder(const Server& server, const DocumentWish& wish) {
  TIREK_ASSIGN_OR_RETURN(const auto order, ReadPaymentOrder(server, wish.subject, wish.date));
  TIREK_ASSIGN_OR_RETURN(auto printout, documents::PrintPaymentOrder(order, wish.language));
  return Made{std::move(printout), order.number};
}

Result<Made> MakeStatement(const Server& server, const DocumentWish& wish) {
  TIREK_ASSIGN_OR_RETURN(const auto statement, ReadAccountStatement(server, wish));
  TIREK_ASSIGN_OR_RETURN(auto printout, documents::PrintAccountStatement(statement, wish.language));
  return Made{std::move(printout), statement.provider_bin + "-" + wish.month};
}

Result<Made> MakeReconciliationAct(const Server& server, const DocumentWish& wish) {
  TIREK_ASSIGN_OR_RETURN(const auto act, ReadReconciliationAct(server, wish));
  TIREK_ASSIGN_OR_RETURN(auto printout, documents::PrintReconciliationAct(act, wish.language));
  return Made{std::move(printout), act.provider_bin + "-" + wish.month};
}

constexpr DocumentKind kKinds[] = {
    {{"act",
      "The act of rendered services, форма Р-1, of an adjudicated claim: what is accepted by "
      "tariff "
      "and\nprice, without a person's name or id. Dated the last day of the month unless --date "
      "says another.\n",
      "CLAIM", "The claim's number or id",
      "tirek document act GSZ-KRG-001/2026-10 --language kk --out act.pdf"},
     "The act of rendered services (форма Р-1) of a claim, as PDF or XLSX.",
     MakeAct},
    {{"invoice",
      "The invoice (счёт на оплату) for an adjudicated claim, with the provider's account as it is "
      "registered\nnow. Dated the last day of the month unless --date says another.\n",
      "CLAIM", "The claim's number or id",
      "tirek document invoice GSZ-KRG-001/2026-10 --format xlsx --out invoice.xlsx"},
     "The invoice for a claim, as PDF or XLSX.",
     MakeInvoice},
    {{"payment-order",
      "The payment order (платёжное поручение) as the bank is told it. Dated the day on which its "
      "run is\nto be paid; a provider, who does not see payment runs, says it with --date.\n",
      "ORDER", "The order's end-to-end id",
      "tirek document payment-order TRK-202610-GSZ-KRG-001 --out order.pdf"},
     "A payment order, as PDF or XLSX.",
     MakePaymentOrder},
    {{"statement",
      "The statement of a provider's accounts over a month: opening, movements, closing, and what "
      "is "
      "not\npaid by age. Dated the last day of the month.\n",
      "PROVIDER", "The provider's БИН or id",
      "tirek document statement 230840990018 --month 2026-10 --out statement.pdf", false, true,
      true},
     "The statement of a provider's accounts, as PDF or XLSX.",
     MakeStatement},
    {{"reconciliation-act",
      "The reconciliation act (акт сверки) of a month. With the provider's own list beside ours, "
      "what\ndiffers on top; else the provider's side is left empty. Dated the last day of the "
      "month.\n",
      "PROVIDER", "The provider's БИН or id",
      "tirek document reconciliation-act 230840990018 --month 2026-10 --theirs list.csv", false,
      true, false, true},
     "The reconciliation act (акт сверки) with a provider, as PDF or XLSX.",
     MakeReconciliationAct},
};

// "act-GSZ-KRG-001-2026-10.pdf": what a file system could take for more than a name is a hyphen.
std::string OwnName(const DocumentKind& kind, const std::string& number, FileFormat format) {
  std::string name = std::string(kind.usage.verb) + "-";
  for (const char c : number) {
    const bool is_plain =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    name += is_plain ? c : '-';
  }
  return name + (format == FileFormat::kPdf ? ".pdf" : ".xlsx");
}

Result<void> Save(const DocumentKind& kind, const DocumentWish& wish, const Made& made,
                  const LocalStreams& streams) {
  TIREK_ASSIGN_OR_RETURN(const Rendered file, wish.format == FileFormat::kPdf
                                                  ? RenderPdf(made.printout, wish.fonts)
                                                  : RenderXlsx(made.printout));
  std::string path = wish.connection.Get(Option::kOut);
  if (path == "-") {
    streams.out << file.bytes;
    return {};
  }
  if (path.empty()) path = OwnName(kind, made.number, wish.format);
  TIREK_RETURN_IF_ERROR(SaveFile(path, file.bytes, wish.connection.Has(Option::kForce)));
  streams.err << "wrote " << Printable(path) << " (" << file.extent << ")\n";
  return {};
}

Result<ExitCode> Run(const DocumentKind& kind, const std::vector<std::string>& words,
                     const LocalStreams& streams, const ClientEnvironment& environment) {
  TIREK_ASSIGN_OR_RETURN(const auto wish, ParseDocumentWish(kind.usage, words, streams));
  if (!wish) return ExitCode::kOk;
  TIREK_RETURN_IF_ERROR(CheckDownload(wish->connection));
  TIREK_ASSIGN_OR_RETURN(Caller caller, Connect(wish->connection, environment));
  TIREK_ASSIGN_OR_RETURN(const Made made, kind.make(Server(std::move(caller)), *wish));
  TIREK_RETURN_IF_ERROR(Save(kind, *wish, made, streams));
  return ExitCode::kOk;
}

}  // namespace

std::vector<LocalCommand> DocumentCommands(const ClientEnvironment& environment) {
  std::vector<LocalCommand> commands;
  for (const DocumentKind& kind : kKinds) {
    const auto run = [&kind, environment](const std::vector<std::string>& words,
                                          const LocalStreams& streams) {
      return Run(kind, words, streams, environment);
    };
    commands.push_back({"document", kind.usage.verb, kind.summary, run, true});
  }
  return commands;
}

}  // namespace tirek::cli
