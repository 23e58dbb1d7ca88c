#include "billing/bank/payment_report.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "billing/bank/bytes.h"
#include "billing/bank/refusals.h"
#include "billing/bank/xml_reader.h"

namespace tirek::bank {
namespace {

constexpr std::size_t kLargestReport = 64 * 1024 * 1024;
constexpr std::size_t kMostReasons = 100;  // of one status

enum class Pain {
  kMessageId,
  kOriginalMessageId,
  kFileStatus,
  kFileReason,
  kGroup,
  kGroupPaymentId,
  kGroupStatus,
  kGroupReason,
  kTransfer,
  kEndToEndId,
  kTransferStatus,
  kTransferReason,
  kBankReference,
  kReasonCode,
  kReasonText,
};

const XmlPaths& PainPaths() {
  static const XmlPaths paths = [] {
    XmlPaths tree;
    const auto add = [&](int from, std::string_view path, Pain field) {
      return tree.Add(from, path, static_cast<int>(field));
    };
    const auto add_reason = [&](int from, Pain field) {
      const int reason = add(from, "StsRsnInf", field);
      add(reason, "Rsn/Cd", Pain::kReasonCode);
      add(reason, "Rsn/Prtry", Pain::kReasonCode);
      add(reason, "AddtlInf", Pain::kReasonText);
    };
    const int report = tree.Add(XmlPaths::kRoot, "CstmrPmtStsRpt");
    add(report, "GrpHdr/MsgId", Pain::kMessageId);
    const int file = tree.Add(report, "OrgnlGrpInfAndSts");
    add(file, "OrgnlMsgId", Pain::kOriginalMessageId);
    add(file, "GrpSts", Pain::kFileStatus);
    add_reason(file, Pain::kFileReason);
    const int group = add(report, "OrgnlPmtInfAndSts", Pain::kGroup);
    add(group, "OrgnlPmtInfId", Pain::kGroupPaymentId);
    add(group, "PmtInfSts", Pain::kGroupStatus);
    add_reason(group, Pain::kGroupReason);
    const int transfer = add(group, "TxInfAndSts", Pain::kTransfer);
    add(transfer, "OrgnlEndToEndId", Pain::kEndToEndId);
    add(transfer, "TxSts", Pain::kTransferStatus);
    add(transfer, "AcctSvcrRef", Pain::kBankReference);
    add_reason(transfer, Pain::kTransferReason);
    return tree;
  }();
  return paths;
}

class ReportVisitor final : public XmlVisitor {
 public:
  explicit ReportVisitor(Refusals& refusals) : refusals_(refusals) {}

  bool Root(std::string_view name, std::string_view name_space) override {
    const std::string_view message = MessageNameIn(name_space);
    const std::string_view version = message.substr(std::min<std::size_t>(9, message.size()));
    if (name == "Document" && message.starts_with("pain.002.") && version >= "001.03" &&
        version <= "001.11") {
      return true;
    }
    refusals_.Add(1, {}, "STATEMENT_VERSION", "a Document of pain.002, version 001.03 to 001.11");
    return false;
  }

  void Open(int field, int line) override {
    switch (static_cast<Pain>(field)) {
      case Pain::kGroup:
        report_.groups.emplace_back();
        break;
      case Pain::kTransfer:
        report_.transfers.emplace_back();
        report_.transfers.back().file_line = line;
        break;
      case Pain::kFileReason:
        OpenReason(report_.file_status, line);
        break;
      case Pain::kGroupReason:
        OpenReason(report_.groups.back().status, line);
        break;
      case Pain::kTransferReason:
        OpenReason(report_.transfers.back().status, line);
        break;
      default:
        break;
    }
  }

  void Close(const XmlElement& element) override {
    const std::string text(element.text);
    switch (static_cast<Pain>(element.field)) {
      case Pain::kMessageId:
        report_.message_id = text;
        break;
      case Pain::kOriginalMessageId:
        report_.original_message_id = text;
        break;
      case Pain::kFileStatus:
        report_.file_status.code = text;
        break;
      case Pain::kGroupPaymentId:
        report_.groups.back().payment_id = text;
        break;
      case Pain::kGroupStatus:
        report_.groups.back().status.code = text;
        break;
      case Pain::kEndToEndId:
        report_.transfers.back().end_to_end_id = text;
        break;
      case Pain::kTransferStatus:
        report_.transfers.back().status.code = text;
        break;
      case Pain::kBankReference:
        report_.transfers.back().bank_reference = text;
        break;
      case Pain::kTransfer:
        report_.transfers.back().payment_id = report_.groups.back().payment_id;
        break;
      default:
        TakeReason(static_cast<Pain>(element.field), element.text);
        break;
    }
  }

  PaymentReport Finish() && {
    if (refusals_.empty() && report_.original_message_id.empty()) {
      refusals_.Add(1, "OrgnlMsgId", "STATEMENT_VALUE_MISSING", "the file that is answered");
    }
    CheckTransfers();
    return std::move(report_);
  }

 private:
  void OpenReason(ReportedStatus& status, int line) {
    if (status.reasons.size() == kMostReasons) {
      refusals_.Add(line, "StsRsnInf", "STATEMENT_TOO_MANY_DETAILS", "at most 100 reasons");
      status.reasons.clear();
    }
    status.reasons.emplace_back();
    reasons_ = &status.reasons;
  }

  void TakeReason(Pain field, std::string_view text) {
    if (field != Pain::kReasonCode && field != Pain::kReasonText) return;
    StatusReason& reason = reasons_->back();
    if (field == Pain::kReasonCode) {
      reason.code = text;
    } else if (reason.text.size() + text.size() < XmlLimits::kTextBytes) {
      reason.text += (reason.text.empty() ? "" : " ") + std::string(text);
    }
  }

  // Of two answers about one transfer none is taken silently. An id that was not given names none.
  void CheckTransfers() {
    std::map<std::string_view, std::string_view> codes;
    for (const TransferStatus& transfer : report_.transfers) {
      const std::string& id = transfer.end_to_end_id;
      if (id.empty() || id == "NOTPROVIDED") continue;
      const auto [known, is_first] = codes.emplace(id, transfer.status.code);
      if (is_first || known->second == transfer.status.code) continue;
      refusals_.Add(transfer.file_line, "TxSts", "PAYMENT_STATUS_TWICE",
                    "one status for each transfer");
    }
  }

  Refusals& refusals_;
  PaymentReport report_;
  std::vector<StatusReason>* reasons_ = nullptr;  // of the status that is being read
};

}  // namespace

Result<PaymentReport> ParsePaymentReport(std::string_view bytes) {
  Refusals refusals;
  ReportVisitor visitor(refusals);
  MemoryBytes memory(bytes);
  PeekedBytes source(memory, kLargestReport);
  ReadXml(source, PainPaths(), visitor, refusals);
  PaymentReport report = std::move(visitor).Finish();
  if (!refusals.empty()) {
    return refusals.ToError("PAYMENT_REPORT_REFUSED", "The bank's report of payments");
  }
  return report;
}

PaymentStatuses::PaymentStatuses(const PaymentReport& report) : report_(report) {
  for (const TransferStatus& transfer : report.transfers) {
    if (transfer.status.code.empty()) continue;
    of_transfers_.emplace(transfer.end_to_end_id, &transfer.status);
  }
  for (const PaymentGroupStatus& group : report.groups) {
    if (!group.status.code.empty()) of_groups_.emplace(group.payment_id, &group.status);
  }
}

const ReportedStatus& PaymentStatuses::Of(std::string_view payment_id,
                                          std::string_view end_to_end_id) const {
  if (const auto own = of_transfers_.find(end_to_end_id); own != of_transfers_.end()) {
    return *own->second;
  }
  if (const auto group = of_groups_.find(payment_id); group != of_groups_.end()) {
    return *group->second;
  }
  return report_.file_status;
}

PaymentOutcome OutcomeOf(std::string_view code) {
  if (code == "RJCT" || code == "CANC") return PaymentOutcome::kRejected;
  if (code == "ACSC" || code == "ACCC") return PaymentOutcome::kSettled;
  return PaymentOutcome::kUnderWay;
}

}  // namespace tirek::bank
