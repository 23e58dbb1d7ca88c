#include "services/host/open_streams.h"

#include <string_view>

namespace tirek::host {

// Lives as long as its call.
class OpenStreams::Watcher final : public grpc::experimental::Interceptor {
 public:
  Watcher(std::shared_ptr<OpenStreams> streams, grpc::ServerContextBase* context)
      : streams_(std::move(streams)), context_(context) {
    const std::lock_guard lock(streams_->mutex_);
    streams_->open_.insert(context_);
  }
  ~Watcher() override {
    const std::lock_guard lock(streams_->mutex_);
    streams_->open_.erase(context_);
  }
  void Intercept(grpc::experimental::InterceptorBatchMethods* methods) override {
    methods->Proceed();
  }

 private:
  std::shared_ptr<OpenStreams> streams_;
  grpc::ServerContextBase* context_;
};

class OpenStreams::Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit Factory(std::shared_ptr<OpenStreams> streams) : streams_(std::move(streams)) {}

  grpc::experimental::Interceptor* CreateServerInterceptor(
      grpc::experimental::ServerRpcInfo* info) override {
    // Calls of ours, "/tirek.…", are waited for; single questions end by themselves.
    const bool foreign = std::string_view(info->method()).rfind("/grpc.", 0) == 0;
    if (!foreign || info->type() == grpc::experimental::ServerRpcInfo::Type::UNARY) return nullptr;
    return new Watcher(streams_, info->server_context());
  }

 private:
  std::shared_ptr<OpenStreams> streams_;
};

void OpenStreams::CancelAll() {
  const std::lock_guard lock(mutex_);
  for (const grpc::ServerContextBase* context : open_) context->TryCancel();
}

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> OpenStreams::Watch(
    std::shared_ptr<OpenStreams> streams) {
  return std::make_unique<Factory>(std::move(streams));
}

}  // namespace tirek::host
