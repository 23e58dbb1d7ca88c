#include "cli/schema.h"

#include <sstream>

#include <google/protobuf/descriptor.pb.h>

#include "core/base/assert.h"

// Made by the linker from tirek_descriptors.binpb.
extern "C" {
extern const char _binary_tirek_descriptors_binpb_start[];
extern const char _binary_tirek_descriptors_binpb_end[];
}

namespace tirek::cli {
namespace {

std::string OneLine(const std::string& comment) {
  std::istringstream words(comment);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

template <typename Descriptor>
std::string Comment(const Descriptor* descriptor) {
  pb::SourceLocation location;
  if (!descriptor->GetSourceLocation(&location)) return "";
  return OneLine(location.leading_comments.empty() ? location.trailing_comments
                                                   : location.leading_comments);
}

}  // namespace

const Schema& Schema::Get() {
  static const Schema schema;
  return schema;
}

Schema::Schema() {
  const auto size = _binary_tirek_descriptors_binpb_end - _binary_tirek_descriptors_binpb_start;
  pb::FileDescriptorSet files;
  TIREK_ASSERT(files.ParseFromArray(_binary_tirek_descriptors_binpb_start, static_cast<int>(size)));
  for (const pb::FileDescriptorProto& proto : files.file()) {
    const pb::FileDescriptor* file = pool_.BuildFile(proto);
    TIREK_ASSERT(file != nullptr);
    for (int i = 0; i < file->service_count(); ++i) services_.push_back(file->service(i));
  }
}

std::unique_ptr<pb::Message> Schema::New(const pb::Descriptor* descriptor) const {
  return std::unique_ptr<pb::Message>(factory_.GetPrototype(descriptor)->New());
}

std::string CommentOf(const pb::FieldDescriptor* field) { return Comment(field); }
std::string CommentOf(const pb::MethodDescriptor* method) { return Comment(method); }
std::string CommentOf(const pb::ServiceDescriptor* service) { return Comment(service); }
std::string CommentOf(const pb::EnumDescriptor* type) { return Comment(type); }

}  // namespace tirek::cli
