#include "billing/bank/camt.h"

#include <optional>
#include <string>
#include <string_view>

#include "billing/bank/camt_entry.h"
#include "billing/bank/camt_paths.h"
#include "billing/bank/camt_statement.h"
#include "billing/bank/xml_reader.h"

namespace tirek::bank {
namespace {

class CamtVisitor final : public XmlVisitor {
 public:
  CamtVisitor(StatementSink& sink, Refusals& refusals)
      : sink_(sink), refusals_(refusals), entry_(refusals) {}

  bool Root(std::string_view name, std::string_view name_space) override {
    const std::string_view message = MessageNameIn(name_space);
    if (name == "Document" && SetKind(message)) return true;
    refusals_.Add(1, {}, "STATEMENT_VERSION",
                  "a Document of camt.052, camt.053 or camt.054, version 001.02 to 001.08");
    return false;
  }

  void Open(int field, int line) override {
    switch (static_cast<Camt>(field)) {
      case Camt::kStatement:
        statement_.emplace(statements_++, kind_, line, sink_, refusals_);
        break;
      case Camt::kBalance:
        statement_->OpenBalance(line);
        break;
      case Camt::kEntry:
        entry_.Restart(line);
        break;
      case Camt::kDetail:
        entry_.OpenDetail();
        break;
      default:
        break;
    }
  }

  void Close(const XmlElement& element) override {
    const auto field = static_cast<Camt>(element.field);
    switch (field) {
      case Camt::kStatement:
        FinishStatement();
        break;
      case Camt::kBalance:
        statement_->CloseBalance();
        break;
      case Camt::kEntry:
        CloseEntry();
        break;
      case Camt::kDetail:
        entry_.CloseDetail();
        break;
      default:
        if (field > Camt::kEntry) {
          entry_.Take(field, element);
        } else {
          statement_->Take(field, element);
        }
        break;
    }
  }

  void Finish() {
    if (statements_ > 0 || !refusals_.empty()) return;
    refusals_.Add(1, {}, "STATEMENT_NO_ACCOUNT", "at least one Stmt, Rpt or Ntfctn");
  }

 private:
  // False for a message or a version whose elements may mean something else.
  bool SetKind(std::string_view message) {
    if (message.starts_with("camt.053.")) {
      kind_ = StatementKind::kStatement;
    } else if (message.starts_with("camt.052.")) {
      kind_ = StatementKind::kInterim;
    } else if (message.starts_with("camt.054.")) {
      kind_ = StatementKind::kNotification;
    } else {
      return false;
    }
    const std::string_view version = message.substr(9);
    return version >= "001.02" && version <= "001.08";
  }

  void CloseEntry() {
    const auto found = entry_.ToLine(statement_->account(), statement_->day());
    if (found) statement_->TakeLine(*found);
  }

  // A statement without a currency was never begun: its number goes to the next one.
  void FinishStatement() {
    statement_->Finish();
    if (!statement_->begun()) --statements_;
    statement_.reset();
  }

  StatementSink& sink_;
  Refusals& refusals_;
  StatementKind kind_ = StatementKind::kStatement;
  std::size_t statements_ = 0;
  std::optional<CamtStatement> statement_;
  CamtEntry entry_;
};

}  // namespace

void ReadCamt(PeekedBytes& source, StatementSink& sink, Refusals& refusals) {
  CamtVisitor visitor(sink, refusals);
  ReadXml(source, CamtPaths(), visitor, refusals);
  visitor.Finish();
}

}  // namespace tirek::bank
