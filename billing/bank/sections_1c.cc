#include "billing/bank/sections_1c.h"

#include <algorithm>
#include <optional>

#include "billing/bank/statement_sink.h"
#include "billing/bank/text_lines.h"
#include "billing/bank/utf8.h"

namespace tirek::bank {
namespace {

// The specification's largest section has 70 keys.
constexpr std::size_t kMostFields = 200;

constexpr std::string_view kFirstLine = "1cclientbankexchange";

// The header lists several accounts.
bool MayRepeat(const Section& section, Key1c key) {
  return section.kind == Section::Kind::kHeader && key == Key1c::kAccount;
}

bool HasControlCharacter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
}

class SectionReader {
 public:
  SectionReader(PeekedBytes& source, Encoding encoding, Refusals& refusals,
                const std::function<void(const Section&)>& visit)
      : source_(source), lines_(source, encoding), refusals_(refusals), visit_(visit) {}

  void Read() {
    if (!ReadFirstLine()) return;
    section_.Restart(Section::Kind::kHeader, 1, {});
    open_ = true;
    while (!stopped_ && NextLine()) TakeLine();
    if (source_.too_large()) {
      Refuse("STATEMENT_TOO_LARGE", "no more bytes than are read of one file");
    } else if (!stopped_ && !ended_) {
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
    const std::string_view key_text = Key();
    FoldCaseInto(key_text, folded_);
    const std::string& key = folded_;
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
      TakeField(key_text);
    }
  }

  bool InSection() const { return open_ && section_.kind != Section::Kind::kHeader; }

  void Open(Section::Kind kind) {
    if (InSection()) {
      Refuse("STATEMENT_SECTION_ORDER",
             "the end of the section before, which began at line " + std::to_string(section_.line));
    } else if (open_) {
      visit_(section_);
    }
    if (kind == Section::Kind::kDocument && ++documents_ > kMostDocuments) {
      Refuse("STATEMENT_TOO_MANY_DOCUMENTS", "at most 1000000 documents in a file");
      stopped_ = true;
    }
    if (kind == Section::Kind::kAccount && ++accounts_ > kMostStatements) {
      Refuse("STATEMENT_TOO_MANY_STATEMENTS", "at most 10000 sections of accounts in a file");
      stopped_ = true;
    }
    section_.Restart(kind, lines_.number(), Value());
    field_count_ = 0;
    open_ = true;
  }

  void Close(Section::Kind kind) {
    if (!open_ || section_.kind != kind) {
      Refuse("STATEMENT_SECTION_ORDER", "the beginning of a section before its end");
      return;
    }
    visit_(section_);
    open_ = false;
  }

  void End() {
    ended_ = true;
    if (InSection()) {
      Refuse("STATEMENT_SECTION_ORDER",
             "the end of the section that began at line " + std::to_string(section_.line));
    } else if (open_) {
      visit_(section_);
    }
    open_ = false;
  }

  // What stands behind the equals sign; empty without one.
  std::string_view Value() const {
    const std::size_t equals = line_.find('=');
    return equals == std::string_view::npos ? std::string_view()
                                            : Trimmed(line_.substr(equals + 1));
  }

  void TakeField(std::string_view key_text) {
    if (line_.find('=') == std::string_view::npos || key_text.empty()) {
      Refuse("STATEMENT_LINE_UNREADABLE", "a line of the form Ключ=Значение");
      return;
    }
    if (!open_) {
      Refuse("STATEMENT_SECTION_ORDER", "values only in the header or in a section");
      return;
    }
    if (++field_count_ > kMostFields) {
      Refuse("STATEMENT_SECTION_TOO_LONG", "at most 200 values in a section");
      stopped_ = true;
      return;
    }
    const std::optional<Key1c> key = FindKey1c(folded_);
    if (!key) return;
    Field& field = section_.At(*key);
    if (field.line != 0 && !MayRepeat(section_, *key)) {
      refusals_.Add(lines_.number(), key_text, "STATEMENT_KEY_REPEATED",
                    "each key once in a section: of two values none is taken silently");
      return;
    }
    field.key = key_text;
    field.text = Value();
    field.line = lines_.number();
  }

  PeekedBytes& source_;
  TextLines lines_;
  Refusals& refusals_;
  const std::function<void(const Section&)>& visit_;
  std::string_view line_;  // the current one, trimmed
  std::string folded_;     // its key in small letters
  Section section_;
  bool open_ = false;  // a section, or the header before the first one, is being read
  std::size_t field_count_ = 0;
  int documents_ = 0;
  std::size_t accounts_ = 0;
  bool ended_ = false;    // КонецФайла was read
  bool stopped_ = false;  // a limit was passed: nothing more is read
};

// The whole lines of the file's first bytes.
std::string_view WholeLines(std::string_view head) {
  if (head.size() < kPieceBytes) return head;
  return head.substr(0, head.rfind('\n'));
}

}  // namespace

void Section::Restart(Kind new_kind, int new_line, std::string_view named) {
  kind = new_kind;
  line = new_line;
  kind_named = named;
  for (Field& field : fields) field.line = 0;
}

const Field* Section::Find(std::initializer_list<Key1c> keys) const {
  for (const Key1c key : keys) {
    const Field& field = fields[static_cast<std::size_t>(key)];
    if (field.line != 0 && !field.text.empty()) return &field;
  }
  return nullptr;
}

void ReadSections1c(PeekedBytes& source, Refusals& refusals,
                    const std::function<void(const Section&)>& visit) {
  const std::optional<Encoding> encoding = DetectEncoding(WholeLines(source.head()));
  if (!encoding) {
    refusals.Add(1, {}, "STATEMENT_ENCODING",
                 "a 1CClientBankExchange file in UTF-8, windows-1251 or cp866");
    return;
  }
  SectionReader(source, *encoding, refusals, visit).Read();
}

}  // namespace tirek::bank
