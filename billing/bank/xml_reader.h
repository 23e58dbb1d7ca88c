// Reads XML from a stranger: as it comes, in bounded memory, without entities, files or network.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "billing/bank/bytes.h"
#include "billing/bank/refusals.h"
#include "billing/bank/xml_paths.h"

namespace tirek::bank {

// An element that XmlPaths knows, where it ends.
struct XmlElement {
  int field = XmlPaths::kNoField;
  std::string_view text;      // without the blanks around it; of elements without children only
  std::string_view currency;  // the attribute Ccy
  int line = 0;               // where it begins
};

class XmlVisitor {
 public:
  XmlVisitor() = default;
  XmlVisitor(const XmlVisitor&) = delete;
  XmlVisitor& operator=(const XmlVisitor&) = delete;
  virtual ~XmlVisitor() = default;

  // The root element with its namespace. False stops the reading: the reason is refused already.
  virtual bool Root(std::string_view name, std::string_view name_space) = 0;
  virtual void Open(int field, int line) = 0;
  virtual void Close(const XmlElement& element) = 0;
};

struct XmlLimits {
  static constexpr int kDepth = 64;                      // ISO 20022 needs 20
  static constexpr std::size_t kAttributes = 64;         // of one element
  static constexpr std::size_t kTextBytes = 64 * 1024;   // of one element
  static constexpr std::size_t kMarkupBytes = 1 << 20U;  // of one tag or comment
};

// Encodings: UTF-8, UTF-16, ISO-8859-1, US-ASCII, windows-1251, cp866. Refuses with line and
// reason what is not well-formed, a document type (so there are no entities to expand, and no files
// to read), and what passes the limits.
void ReadXml(PeekedBytes& source, const XmlPaths& paths, XmlVisitor& visitor, Refusals& refusals);

// "camt.053.001.08" in a namespace such as "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08" or
// "http://bank.example/de/pain.002.001.03.ch.02.xsd"; empty when it names no message.
std::string_view MessageNameIn(std::string_view name_space);

}  // namespace tirek::bank
