#include "billing/bank/xml_reader.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "billing/bank/code_page.h"
#include "billing/bank/utf8.h"
#include "core/base/assert.h"

namespace tirek::bank {
namespace {

std::string_view LocalName(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view Prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string_view WithoutBlanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<Encoding> CodePageNamed(std::string_view name) {
  const std::string folded = FoldCase(name);
  if (folded == "windows-1251" || folded == "cp1251") return Encoding::kWindows1251;
  if (folded == "cp866" || folded == "ibm866") return Encoding::kCp866;
  return {};
}

// Expat's callbacks as one object. After the first refusal nothing more is visited.
class Reader {
 public:
  Reader(PeekedBytes& source, const XmlPaths& paths, XmlVisitor& visitor, Refusals& refusals)
      : source_(source),
        paths_(paths),
        visitor_(visitor),
        refusals_(refusals),
        parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    TIREK_ASSERT(parser_ != nullptr);
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), OnStart, OnEnd);
    XML_SetCharacterDataHandler(parser_.get(), OnText);
    XML_SetStartDoctypeDeclHandler(parser_.get(), OnDoctype);
    XML_SetDefaultHandler(parser_.get(), OnOther);
    XML_SetUnknownEncodingHandler(parser_.get(), OnEncoding, nullptr);
  }

  void Read() {
    for (;;) {
      const std::string_view piece = source_.Next();
      if (source_.too_large()) {
        Refuse("STATEMENT_TOO_LARGE", "no more bytes than are read of one file");
        return;
      }
      silent_bytes_ += piece.size();
      if (!Parse(piece)) return;
      if (piece.empty()) return;
      if (silent_bytes_ > XmlLimits::kMarkupBytes) {
        Refuse("STATEMENT_TEXT_TOO_LONG", "at most 1048576 bytes in one tag or comment");
        return;
      }
    }
  }

 private:
  static Reader& Of(void* data) { return *static_cast<Reader*>(data); }
  static void OnStart(void* data, const char* name, const char** attributes) {
    Of(data).Start(name, attributes);
  }
  static void OnEnd(void* data, const char* /*name*/) { Of(data).End(); }
  static void OnText(void* data, const char* text, int length) {
    Of(data).Text({text, static_cast<std::size_t>(length)});
  }
  static void OnOther(void* data, const char* /*text*/, int /*length*/) {
    Of(data).silent_bytes_ = 0;
  }
  static void OnDoctype(void* data, const char* /*name*/, const char* /*system*/,
                        const char* /*public_id*/, int /*has_subset*/) {
    Of(data).Stop("STATEMENT_XML_DTD", "a message without a document type (DOCTYPE) and entities");
  }
  static int OnEncoding(void* /*data*/, const char* name, XML_Encoding* encoding) {
    const std::optional<Encoding> known = CodePageNamed(name);
    if (!known) return XML_STATUS_ERROR;
    const std::array<char32_t, 256>& characters = CodePage::Of(*known).characters();
    std::transform(characters.begin(), characters.end(), encoding->map, [](char32_t character) {
      return character == kNoCharacter ? -1 : static_cast<int>(character);
    });
    return XML_STATUS_OK;
  }

  int Line() const { return static_cast<int>(XML_GetCurrentLineNumber(parser_.get())); }

  void Refuse(std::string_view reason, std::string expected) {
    if (!stopped_) refusals_.Add(Line(), {}, reason, std::move(expected));
    stopped_ = true;
  }

  void Stop(std::string_view reason, std::string expected) {
    Refuse(reason, std::move(expected));
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  // False when nothing more can be parsed.
  bool Parse(std::string_view piece) {
    const bool is_final = piece.empty();
    const auto status =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), is_final);
    if (status == XML_STATUS_OK) return !stopped_;
    if (!stopped_) RefuseBroken(XML_GetErrorCode(parser_.get()), is_final);
    return false;
  }

  void RefuseBroken(XML_Error error, bool is_final) {
    switch (error) {
      case XML_ERROR_UNKNOWN_ENCODING:
      case XML_ERROR_INCORRECT_ENCODING:
        Refuse("STATEMENT_ENCODING",
               "UTF-8, UTF-16, ISO-8859-1, windows-1251 or cp866, as the first line declares");
        return;
      case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
        Refuse("STATEMENT_AFTER_END", "nothing after the end of the document");
        return;
      case XML_ERROR_UNDEFINED_ENTITY:
        Refuse("STATEMENT_XML_DTD", "no entities but those of XML itself");
        return;
      case XML_ERROR_INVALID_TOKEN:
      case XML_ERROR_PARTIAL_CHAR:
        if (StandsAtHighByte()) {
          Refuse("STATEMENT_ENCODING", "text in the encoding that the first line declares");
          return;
        }
        break;
      default:
        break;
    }
    if (is_final) {
      Refuse("STATEMENT_TRUNCATED", "the end of the document: without it the file is cut");
    } else {
      Refuse("STATEMENT_XML_BROKEN", "well-formed XML: " + std::string(XML_ErrorString(error)));
    }
  }

  // Where the parser stopped at a byte above ASCII, the text is in another encoding than declared.
  bool StandsAtHighByte() const {
    int offset = 0;
    int size = 0;
    const char* context = XML_GetInputContext(parser_.get(), &offset, &size);
    return context != nullptr && offset < size &&
           static_cast<unsigned char>(context[offset]) >= 0x80;
  }

  void Start(const char* name, const char** attributes) {
    silent_bytes_ = 0;
    if (stopped_) return;
    if (++depth_ > XmlLimits::kDepth) {
      Stop("STATEMENT_XML_DEPTH", "at most 64 elements inside each other");
      return;
    }
    std::size_t count = 0;
    while (attributes[count] != nullptr) count += 2;
    if (count / 2 > XmlLimits::kAttributes) {
      Stop("STATEMENT_XML_ATTRIBUTES", "at most 64 attributes of one element");
      return;
    }
    if (depth_ == 1) {
      StartRoot(name, attributes);
      return;
    }
    if (skipped_ > 0 || !Enter(name)) {
      ++skipped_;
      return;
    }
    text_.clear();
    currency_.clear();
    for (; *attributes != nullptr; attributes += 2) {
      if (std::strcmp(attributes[0], "Ccy") == 0) currency_ = attributes[1];
    }
    if (open_.back().line != 0) visitor_.Open(paths_.FieldOf(open_.back().node), open_.back().line);
  }

  void StartRoot(const char* name, const char** attributes) {
    prefix_ = Prefix(name);
    const std::string wanted = prefix_.empty() ? "xmlns" : "xmlns:" + prefix_;
    std::string_view name_space;
    for (; *attributes != nullptr; attributes += 2) {
      if (attributes[0] == wanted) name_space = attributes[1];
    }
    open_.push_back({XmlPaths::kRoot, 0});
    if (!visitor_.Root(LocalName(name), name_space)) {
      stopped_ = true;
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }

  // False for an element that nothing is read of. One of another namespace is none of the message.
  bool Enter(const char* name) {
    if (Prefix(name) != prefix_) return false;
    const int node = paths_.Child(open_.back().node, LocalName(name));
    if (node == XmlPaths::kUnknown) return false;
    open_.push_back({node, paths_.FieldOf(node) == XmlPaths::kNoField ? 0 : Line()});
    return true;
  }

  void End() {
    silent_bytes_ = 0;
    if (stopped_) return;
    --depth_;
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    const OpenElement element = open_.back();
    open_.pop_back();
    if (element.line == 0) return;
    visitor_.Close({paths_.FieldOf(element.node), WithoutBlanks(text_), currency_, element.line});
    text_.clear();
  }

  void Text(std::string_view text) {
    silent_bytes_ = 0;
    if (stopped_ || skipped_ > 0 || open_.empty() || open_.back().line == 0) return;
    if (text_.size() + text.size() > XmlLimits::kTextBytes) {
      Stop("STATEMENT_TEXT_TOO_LONG", "at most 65536 bytes in one element");
      return;
    }
    text_ += text;
  }

  struct OpenElement {
    int node;
    int line;  // 0: it has no field
  };

  PeekedBytes& source_;
  const XmlPaths& paths_;
  XmlVisitor& visitor_;
  Refusals& refusals_;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
  std::string prefix_;  // of the root element: that of the message's namespace
  std::vector<OpenElement> open_;
  int depth_ = 0;
  int skipped_ = 0;  // open elements that nothing is read of
  std::string text_;
  std::string currency_;
  std::size_t silent_bytes_ = 0;  // since the parser last reported anything
  bool stopped_ = false;
};

bool IsDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "camt.053.001.08", and nothing shorter.
bool IsMessageName(std::string_view text) {
  return text.size() == 15 && (text.starts_with("camt.") || text.starts_with("pain.")) &&
         IsDigits(text.substr(5, 3)) && text[8] == '.' && IsDigits(text.substr(9, 3)) &&
         text[12] == '.' && IsDigits(text.substr(13, 2));
}

}  // namespace

void ReadXml(PeekedBytes& source, const XmlPaths& paths, XmlVisitor& visitor, Refusals& refusals) {
  Reader(source, paths, visitor, refusals).Read();
}

std::string_view MessageNameIn(std::string_view name_space) {
  for (std::size_t i = 0; i < name_space.size(); ++i) {
    if (IsMessageName(name_space.substr(i, 15))) return name_space.substr(i, 15);
  }
  return {};
}

}  // namespace tirek::bank
