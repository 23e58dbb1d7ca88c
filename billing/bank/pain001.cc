// The XML of a payment file. Where КНП and EKNP stand is our assumption: see README.md.
#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "billing/bank/payment_check.h"
#include "billing/bank/payment_file.h"

namespace tirek::bank {
namespace {

const char* NamespaceOf(Pain001Version version) {
  return version == Pain001Version::k03 ? "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"
                                        : "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
}

pugi::xml_node Add(pugi::xml_node parent, const char* name) { return parent.append_child(name); }

pugi::xml_node AddText(pugi::xml_node parent, const char* name, const std::string& text) {
  pugi::xml_node node = Add(parent, name);
  node.text().set(text.c_str());
  return node;
}

void AddParty(pugi::xml_node parent, const char* name, const std::string& party_name,
              const Bin& bin) {
  pugi::xml_node party = Add(parent, name);
  AddText(party, "Nm", party_name);
  pugi::xml_node other = Add(Add(Add(party, "Id"), "OrgId"), "Othr");
  AddText(other, "Id", bin.text());
  AddText(Add(other, "SchmeNm"), "Prtry", "BIN");
}

void AddAccount(pugi::xml_node parent, const char* name, const Iban& iban) {
  AddText(Add(Add(parent, name), "Id"), "IBAN", iban.text());
}

void AddAgent(pugi::xml_node parent, const char* name, const Bic& bic, Pain001Version version) {
  const char* element = version == Pain001Version::k03 ? "BIC" : "BICFI";
  AddText(Add(Add(parent, name), "FinInstnId"), element, bic.text());
}

void AddTotals(pugi::xml_node parent, const PaymentFile& file) {
  AddText(parent, "NbOfTxs", std::to_string(file.orders.size()));
  AddText(parent, "CtrlSum", ControlSum(file).AmountText());
}

void AddGroupHeader(pugi::xml_node initiation, const PaymentFile& file) {
  pugi::xml_node header = Add(initiation, "GrpHdr");
  AddText(header, "MsgId", file.message_id);
  AddText(header, "CreDtTm", ToRfc3339(file.created));
  AddTotals(header, file);
  AddParty(header, "InitgPty", file.debtor.name, file.debtor.bin);
}

// "EKNP 1217KZT859".
std::string EknpOf(const Debtor& debtor, const PaymentOrder& order) {
  return "EKNP " + debtor.kod.text() + order.kbe.text() +
         std::string(order.amount.currency().code()) + order.knp.text();
}

void AddCodes(pugi::xml_node transfer, const Debtor& debtor, const PaymentOrder& order,
              const PaymentFileLayout& layout) {
  if (layout.eknp == EknpPlace::kInstruction) {
    AddText(transfer, "InstrForDbtrAgt", EknpOf(debtor, order));
  }
  if (layout.knp == KnpPlace::kPurpose) {
    AddText(Add(transfer, "Purp"), "Prtry", order.knp.text());
  } else {
    AddText(Add(Add(transfer, "RgltryRptg"), "Dtls"), "Cd", order.knp.text());
  }
}

void AddOrder(pugi::xml_node payment, const Debtor& debtor, const PaymentOrder& order,
              const PaymentFileLayout& layout) {
  pugi::xml_node transfer = Add(payment, "CdtTrfTxInf");
  AddText(Add(transfer, "PmtId"), "EndToEndId", order.end_to_end_id);
  pugi::xml_node amount = AddText(Add(transfer, "Amt"), "InstdAmt", order.amount.AmountText());
  amount.append_attribute("Ccy").set_value(std::string(order.amount.currency().code()).c_str());
  AddAgent(transfer, "CdtrAgt", order.payee_bic, layout.version);
  AddParty(transfer, "Cdtr", order.payee_name, order.payee_bin);
  AddAccount(transfer, "CdtrAcct", order.payee_iban);
  AddCodes(transfer, debtor, order, layout);
  AddText(Add(transfer, "RmtInf"), "Ustrd", RemittanceText(debtor, order, layout));
}

void AddRequestedDate(pugi::xml_node payment, CivilDate date, Pain001Version version) {
  if (version == Pain001Version::k03) {
    AddText(payment, "ReqdExctnDt", date.ToString());
  } else {
    AddText(Add(payment, "ReqdExctnDt"), "Dt", date.ToString());
  }
}

void AddPayment(pugi::xml_node initiation, const PaymentFile& file,
                const PaymentFileLayout& layout) {
  pugi::xml_node payment = Add(initiation, "PmtInf");
  AddText(payment, "PmtInfId", file.message_id);
  AddText(payment, "PmtMtd", "TRF");
  // Each order is a line of its own on the statement, or it could not be matched.
  AddText(payment, "BtchBookg", "false");
  AddTotals(payment, file);
  AddText(Add(payment, "PmtTpInf"), "InstrPrty", "NORM");
  AddRequestedDate(payment, file.requested_date, layout.version);
  AddParty(payment, "Dbtr", file.debtor.name, file.debtor.bin);
  AddAccount(payment, "DbtrAcct", file.debtor.iban);
  AddAgent(payment, "DbtrAgt", file.debtor.bic, layout.version);
  for (const PaymentOrder& order : file.orders) AddOrder(payment, file.debtor, order, layout);
}

struct StringWriter final : pugi::xml_writer {
  void write(const void* data, std::size_t size) override {
    bytes.append(static_cast<const char*>(data), size);
  }
  std::string bytes;
};

}  // namespace

std::string RemittanceText(const Debtor& debtor, const PaymentOrder& order,
                           const PaymentFileLayout& layout) {
  const std::string text = order.end_to_end_id + " " + order.purpose;
  return layout.eknp == EknpPlace::kRemittance ? EknpOf(debtor, order) + " " + text : text;
}

Result<std::string> RenderPain001(const PaymentFile& file, const PaymentFileLayout& layout) {
  std::vector<Violation> violations = CheckPaymentFile(file, layout);
  if (!violations.empty()) return InvalidFields(std::move(violations));

  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  pugi::xml_node root = Add(document, "Document");
  root.append_attribute("xmlns").set_value(NamespaceOf(layout.version));
  pugi::xml_node initiation = Add(root, "CstmrCdtTrfInitn");
  AddGroupHeader(initiation, file);
  AddPayment(initiation, file, layout);

  StringWriter writer;
  document.save(writer, "  ", pugi::format_indent, pugi::encoding_utf8);
  return std::move(writer.bytes);
}

}  // namespace tirek::bank
