// The protos as data: descriptors with their comments, and messages made from them.
//
// The generated descriptors have no comments, so a pool of its own is built from the descriptor
// set that proto/CMakeLists.txt embeds into the program.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/message.h>

namespace tirek::cli {

namespace pb = google::protobuf;

class Schema {
 public:
  static const Schema& Get();

  const std::vector<const pb::ServiceDescriptor*>& services() const { return services_; }
  std::unique_ptr<pb::Message> New(const pb::Descriptor* descriptor) const;

 private:
  Schema();

  pb::DescriptorPool pool_;
  mutable pb::DynamicMessageFactory factory_;  // safe to call from several threads
  std::vector<const pb::ServiceDescriptor*> services_;
};

// The comment's text on one line; empty without a comment.
std::string CommentOf(const pb::FieldDescriptor* field);
std::string CommentOf(const pb::MethodDescriptor* method);
std::string CommentOf(const pb::ServiceDescriptor* service);
std::string CommentOf(const pb::EnumDescriptor* type);

}  // namespace tirek::cli
