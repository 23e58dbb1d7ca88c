#include "billing/bank/sections_1c.h"

#include <algorithm>
#include <optional>

#include "billing/bank/text_lines.h"
#include "billing/bank/utf8.h"

namespace tirek::bank {
namespace {

// The specification's largest section has 70 keys.
constexpr std::size_t kMostFields = 200;

constexpr std::string_view kFirstLine = "1cclientbankexchange";

// These list several accounts or kinds of document in the header.
bool MayRepeat(const Section& section, std::string_view folded_key) {
  return section.kind == Section::Kind::kHeader &&
         (folded_key == "расчсчет" || folded_key == "документ");
}

bool HasControlCharacter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
}

class SectionReader {
 public:
  SectionReader(std::string_view bytes, Encoding encoding, Refusals& refusals,
                const std::function<void(const Section&)>& visit)
      : lines_(bytes, encoding), refusals_(refusals), visit_(visit) {}

  void Read() {
    if (!ReadFirstLine()) return;
    open_.emplace();
    while (!stopped_ && NextLine()) TakeLine();
    if (!stopped_ && !ended_) {
      Refuse("STATEMENT_TRUNCATED", "the line КонецФайла at the end: without it the file is cut");
    }
  }

 private:
  void Refuse(std::string_view reason, std::string expected) {
    refusals_.Add(std::max(lines_.number(), 1), {}, reason, std::move(expected));
  }

  // Goes to the next line that can be read and is not blank; false at the end.
  bool NextLine() {
    for (;;) {
      switch (lines_.Next()) {
        case TextLines::State::kEnd:
          return false;
        case TextLines::State::kTooLong:
          Refuse("STATEMENT_LINE_TOO_LONG", "at most 65536 bytes in a line");
          break;
        case TextLines::State::kWrongEncoding:
          Refuse("STATEMENT_ENCODING", "the same encoding as in the rest of the file");
          break;
        case TextLines::State::kLine:
          line_ = Trimmed(lines_.text());
          if (line_.empty()) break;
          if (HasControlCharacter(line_)) {
            Refuse("STATEMENT_CONTROL_CHARACTER", "text without control characters");
          }
          return true;
      }
    }
  }

  // The key of the current line: all of it when it has no value.
  std::string_view Key() const { return Trimmed(line_.substr(0, line_.find('='))); }

  bool ReadFirstLine() {
    if (NextLine() && FoldCase(Key()) == kFirstLine) return true;
    Refuse("STATEMENT_NOT_1C", "a file whose first line is 1CClientBankExchange");
    return false;
  }

  void TakeLine() {
    const std::string key = FoldCase(Key());
    if (ended_) {
      Refuse("STATEMENT_AFTER_END", "nothing after the line КонецФайла");
      stopped_ = true;
    } else if (key == "секциярасчсчет") {
      Open(Section::Kind::kAccount);
    } else if (key == "секциядокумент") {
      Open(Section::Kind::kDocument);
    } else if (key == "конецрасчсчет") {
      Close(Section::Kind::kAccount);
    } else if (key == "конецдокумента") {
      Close(Section::Kind::kDocument);
    } else if (key == "конецфайла") {
      End();
    } else if (key.starts_with("секция")) {
      Refuse("STATEMENT_SECTION_UNKNOWN", "СекцияРасчСчет or СекцияДокумент");
    } else {
      TakeField(key);
    }
  }

  bool InSection() const { return open_ && open_->kind != Section::Kind::kHeader; }

  void Open(Section::Kind kind) {
    if (InSection()) {
      Refuse("STATEMENT_SECTION_ORDER",
             "the end of the section before, which began at line " + std::to_string(open_->line));
    } else if (open_) {
      visit_(*open_);
    }
    if (kind == Section::Kind::kDocument && ++documents_ > kMostDocuments) {
      Refuse("STATEMENT_TOO_MANY_DOCUMENTS", "at most 1000000 documents in a file");
      stopped_ = true;
    }
    open_ = Section{kind, lines_.number(), {}};
  }

  void Close(Section::Kind kind) {
    if (!open_ || open_->kind != kind) {
      Refuse("STATEMENT_SECTION_ORDER", "the beginning of a section before its end");
      return;
    }
    visit_(*open_);
    open_.reset();
  }

  void End() {
    ended_ = true;
    if (InSection()) {
      Refuse("STATEMENT_SECTION_ORDER",
             "the end of the section that began at line " + std::to_string(open_->line));
    } else if (open_) {
      visit_(*open_);
    }
    open_.reset();
  }

  void TakeField(const std::string& folded_key) {
    const std::size_t equals = line_.find('=');
    if (equals == std::string_view::npos || folded_key.empty()) {
      Refuse("STATEMENT_LINE_UNREADABLE", "a line of the form Ключ=Значение");
      return;
    }
    if (!open_) {
      Refuse("STATEMENT_SECTION_ORDER", "values only in the header or in a section");
      return;
    }
    std::vector<Field>& fields = open_->fields;
    if (fields.size() == kMostFields) {
      Refuse("STATEMENT_SECTION_TOO_LONG", "at most 200 values in a section");
      stopped_ = true;
      return;
    }
    const auto same = [&](const Field& field) { return field.folded == folded_key; };
    if (!MayRepeat(*open_, folded_key) && std::any_of(fields.begin(), fields.end(), same)) {
      refusals_.Add(lines_.number(), Key(), "STATEMENT_KEY_REPEATED",
                    "each key once in a section: of two values none is taken silently");
      return;
    }
    fields.push_back({std::string(Key()), folded_key,
                      std::string(Trimmed(line_.substr(equals + 1))), lines_.number()});
  }

  TextLines lines_;
  Refusals& refusals_;
  const std::function<void(const Section&)>& visit_;
  std::string_view line_;  // the current one, trimmed
  std::optional<Section> open_;
  int documents_ = 0;
  bool ended_ = false;    // КонецФайла was read
  bool stopped_ = false;  // a limit was passed: nothing more is read
};

}  // namespace

const Field* Section::Find(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    for (const Field& field : fields) {
      if (field.folded == key && !field.text.empty()) return &field;
    }
  }
  return nullptr;
}

void ReadSections1c(std::string_view bytes, Refusals& refusals,
                    const std::function<void(const Section&)>& visit) {
  if (bytes.size() > kLargestStatement) {
    refusals.Add(1, {}, "STATEMENT_TOO_LARGE", "at most 64 MiB in a file");
    return;
  }
  const std::optional<Encoding> encoding = DetectEncoding(bytes);
  if (!encoding) {
    refusals.Add(1, {}, "STATEMENT_ENCODING",
                 "a 1CClientBankExchange file in UTF-8, windows-1251 or cp866");
    return;
  }
  SectionReader(bytes, *encoding, refusals, visit).Read();
}

}  // namespace tirek::bank
