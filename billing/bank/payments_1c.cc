#include "billing/bank/payments_1c.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "billing/bank/payment_check.h"
#include "billing/bank/utf8.h"
#include "core/base/assert.h"
#include "core/calendar/time_zone.h"

namespace tirek::bank {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Codes stand in keys of their own, so the free text has them not.
constexpr PaymentFileLayout kLayout{Pain001Version::k09, KnpPlace::kPurpose, EknpPlace::kNowhere};

struct LookAlike {
  char32_t kazakh;
  char32_t russian;
};

// As banks write them.
constexpr std::array<LookAlike, 16> kLookAlikes = {{{U'Ә', U'А'},
                                                    {U'ә', U'а'},
                                                    {U'Ғ', U'Г'},
                                                    {U'ғ', U'г'},
                                                    {U'Қ', U'К'},
                                                    {U'қ', U'к'},
                                                    {U'Ң', U'Н'},
                                                    {U'ң', U'н'},
                                                    {U'Ө', U'О'},
                                                    {U'ө', U'о'},
                                                    {U'Ұ', U'У'},
                                                    {U'ұ', U'у'},
                                                    {U'Ү', U'У'},
                                                    {U'ү', U'у'},
                                                    {U'Һ', U'Х'},
                                                    {U'һ', U'х'}}};

char32_t LookAlikeOf(char32_t character) {
  for (const LookAlike& pair : kLookAlikes) {
    if (pair.kazakh == character) return pair.russian;
  }
  return character;
}

// Absent when a character is not of the page.
std::optional<std::string> InWindows1251(std::string_view utf8) {
  const CodePage& page = CodePage::Of(Encoding::kWindows1251);
  std::string bytes;
  while (const std::optional<char32_t> character = TakeCharacter(utf8)) {
    const char32_t written = LookAlikeOf(*character);
    const unsigned char byte =
        written < 0x80 ? static_cast<unsigned char>(written) : page.ByteOf(written);
    if (byte == 0) return {};
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

void CheckText(const std::string& text, std::string field, std::vector<Violation>& violations) {
  if (InWindows1251(text)) return;
  violations.push_back({std::move(field), "TEXT_NOT_ENCODABLE",
                        "letters that windows-1251 has, or that have look-alikes in it"});
}

void CheckTexts(const PaymentFile& file, std::vector<Violation>& violations) {
  CheckText(file.debtor.name, "debtor.name", violations);
  for (std::size_t i = 0; i < file.orders.size(); ++i) {
    const std::string field = "orders[" + std::to_string(i) + "]";
    CheckText(file.orders[i].payee_name, field + ".payee_name", violations);
    CheckText(file.orders[i].purpose, field + ".purpose", violations);
  }
}

std::string DayOf(CivilDate date) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d.%02d.%04d", date.day(), date.month(), date.year());
  return text.data();
}

class Writer {
 public:
  void Line(std::string_view text) {
    text_ += text;
    text_ += "\r\n";
  }
  void Field(std::string_view key, std::string_view value) {
    text_ += key;
    text_ += '=';
    Line(value);
  }
  void Party(const std::string& side, const std::string& name, const Bin& bin, const Iban& iban,
             const Bic& bic, const Kbe& kbe) {
    Field(side + "Наименование", name);
    Field(side + "БИН_ИИН", bin.text());
    Field(side + "ИИК", iban.text());
    Field(side + "БанкБИК", bic.text());
    Field(side + "КБЕ", kbe.text());
  }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

void WriteHeader(const PaymentFile& file, Encoding encoding, Writer& writer) {
  const std::string day = DayOf(file.requested_date);
  writer.Line("1CClientBankExchange");
  writer.Field("ВерсияФормата", "1.03");
  writer.Field("Кодировка", encoding == Encoding::kUtf8 ? "UTF-8" : "Windows");
  writer.Field("Отправитель", "Tirek");
  writer.Field("ДатаСоздания", DayOf(Kazakhstan().CivilDayOf(file.created)));
  writer.Field("ДатаНачала", day);
  writer.Field("ДатаКонца", day);
  writer.Field("РасчСчет", file.debtor.iban.text());
  writer.Field("Документ", "Платежное поручение");
}

void WriteOrder(const PaymentFile& file, std::size_t index, Writer& writer) {
  const Debtor& debtor = file.debtor;
  const PaymentOrder& order = file.orders[index];
  writer.Field("СекцияДокумент", "Платежное поручение");
  writer.Field("НомерДокумента", std::to_string(index + 1));
  writer.Field("ДатаДокумента", DayOf(file.requested_date));
  writer.Field("Сумма", order.amount.AmountText());
  writer.Field("Валюта", order.amount.currency().code());
  writer.Party("Плательщик", debtor.name, debtor.bin, debtor.iban, debtor.bic, debtor.kod);
  writer.Party("Получатель", order.payee_name, order.payee_bin, order.payee_iban, order.payee_bic,
               order.kbe);
  writer.Field("НазначениеПлатежа", RemittanceText(debtor, order, kLayout));
  writer.Field("КодНазначенияПлатежа", order.knp.text());
  writer.Line("КонецДокумента");
}

}  // namespace

Result<std::string> RenderPayments1c(const PaymentFile& file, Encoding encoding) {
  TIREK_ASSERT(encoding != Encoding::kCp866);
  std::vector<Violation> violations = CheckPaymentFile(file, kLayout);
  const bool is_windows = encoding == Encoding::kWindows1251;
  if (violations.empty() && is_windows) CheckTexts(file, violations);
  if (!violations.empty()) return InvalidFields(std::move(violations));

  Writer writer;
  WriteHeader(file, encoding, writer);
  for (std::size_t i = 0; i < file.orders.size(); ++i) WriteOrder(file, i, writer);
  writer.Line("КонецФайла");
  const std::string text = writer.Take();
  if (is_windows) return *InWindows1251(text);
  return std::string(kByteOrderMark) + text;
}

}  // namespace tirek::bank
