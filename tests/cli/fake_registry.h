// The fake server's registry: three providers, and what went wrong with some.
#pragma once

#include <string>
#include <thread>
#include <vector>

#include <grpcpp/server_context.h>

#include "core/base/error.h"
#include "core/rpc/status.h"
#include "tests/cli/fake_server.h"
#include "tirek/registry/v1/registry.grpc.pb.h"

namespace tirek::cli {

inline registry::v1::Provider MakeProvider(const std::string& id, const std::string& bin,
                                           const std::string& name,
                                           registry::v1::ProviderKind kind) {
  registry::v1::Provider provider;
  provider.set_provider_id(id);
  provider.set_bin(bin);
  provider.set_name(name);
  provider.set_kind(kind);
  provider.set_iban("KZ86125KZT5004100100");
  provider.set_bic("KKMFKZ2A");
  provider.set_kbe("18");
  provider.mutable_create_time()->set_seconds(1793696709);  // 2026-11-03T09:05:09Z
  return provider;
}

inline std::vector<registry::v1::Provider> Providers() {
  return {MakeProvider(kFirstId, "980440001234", "Қамқорлық", registry::v1::PROVIDER_KIND_NGO),
          MakeProvider(kSecondId, "010240000011", "Дом \"Тірек\", ТОО",
                       registry::v1::PROVIDER_KIND_PRIVATE),
          MakeProvider("prv_00000000000000000000000003", "100140005678", "Bad\nname\x1b[31m",
                       registry::v1::PROVIDER_KIND_UNSPECIFIED)};
}

inline void SeeCall(grpc::ServerContext* context, Seen* seen) {
  const auto found = context->client_metadata().find("authorization");
  if (found != context->client_metadata().end()) {
    seen->authorization.assign(found->second.data(), found->second.size());
  }
  ++seen->calls;
}

class Registry final : public registry::v1::RegistryService::Service {
 public:
  explicit Registry(Seen* seen) : seen_(seen) {}

  grpc::Status CreateProvider(grpc::ServerContext* context,
                              const registry::v1::CreateProviderRequest* request,
                              registry::v1::CreateProviderResponse* response) override {
    SeeCall(context, seen_);
    seen_->create_provider = *request;
    if (request->bin() == "980440001234") {
      return rpc::ToStatus({ErrorKind::kAlreadyExists,
                            "PROVIDER_EXISTS",
                            "A provider with this BIN is registered.",
                            {{"bin", request->bin()}},
                            {}});
    }
    if (request->bin().size() != 12) {
      return rpc::ToStatus(
          InvalidFields({{"bin", "INVALID_BIN", "12 digits with a right check digit"},
                         {"kind", "REQUIRED", "one of the kinds of provider"},
                         {"owners[2].name", "REQUIRED", "1 to 200 characters"}}));
    }
    *response->mutable_provider() =
        MakeProvider(kFirstId, request->bin(), request->name(), request->kind());
    return grpc::Status::OK;
  }

  grpc::Status GetProvider(grpc::ServerContext* context,
                           const registry::v1::GetProviderRequest* request,
                           registry::v1::GetProviderResponse* response) override {
    SeeCall(context, seen_);
    for (const auto& provider : Providers()) {
      if (provider.provider_id() != request->provider_id()) continue;
      *response->mutable_provider() = provider;
      return grpc::Status::OK;
    }
    return rpc::ToStatus({ErrorKind::kNotFound, "PROVIDER_NOT_FOUND", "No such provider.", {}, {}});
  }

  grpc::Status ListProviders(grpc::ServerContext* context,
                             const registry::v1::ListProvidersRequest* request,
                             registry::v1::ListProvidersResponse* response) override {
    SeeCall(context, seen_);
    seen_->list_providers = *request;
    if (request->bin() == "malformed") {
      return rpc::ToStatus(InvalidFields({{"bin", "INVALID_BIN", "12 digits"}}));
    }
    const std::size_t from = request->page_token().empty() ? 0 : std::stoul(request->page_token());
    const std::size_t size = request->page_size() == 0 ? 2 : request->page_size() % 1000;
    const auto providers = Providers();
    for (std::size_t i = from; i < providers.size(); ++i) {
      const bool is_asked = request->bin().empty() || request->bin() == providers[i].bin() ||
                            request->bin() == "twice";
      if (!is_asked) continue;
      if (size != 0 && response->providers_size() == static_cast<int>(size)) {
        response->set_next_page_token(std::to_string(i));
        return grpc::Status::OK;
      }
      *response->add_providers() = providers[i];
    }
    return grpc::Status::OK;
  }

  grpc::Status ImportProviders(grpc::ServerContext* context,
                               const registry::v1::ImportProvidersRequest* request,
                               registry::v1::ImportProvidersResponse* response) override {
    SeeCall(context, seen_);
    seen_->import_providers = *request;
    auto* outcome = response->mutable_outcome();
    const bool is_clean = request->file() == "clean";
    outcome->set_rows(is_clean ? 1 : 312);
    outcome->set_accepted(is_clean ? 1 : 311);
    outcome->set_refused(is_clean ? 0 : 1);
    auto* accepted = outcome->add_verdicts();
    accepted->set_line(2);
    accepted->set_accepted(true);
    accepted->set_key("980440001234");
    if (is_clean) return grpc::Status::OK;
    auto* refused = outcome->add_verdicts();
    refused->set_line(14);
    refused->set_key("010240000012");
    auto* bin = refused->add_violations();
    bin->set_field("bin");
    bin->set_reason("INVALID_BIN");
    bin->set_expected("12 digits with a right check digit");
    auto* iban = refused->add_violations();
    iban->set_field("iban");
    iban->set_reason("INVALID_IBAN");
    iban->set_expected("KZ and 18 characters, \"KZ86…\"");
    return grpc::Status::OK;
  }

  grpc::Status CreateSite(grpc::ServerContext* context,
                          const registry::v1::CreateSiteRequest* request,
                          registry::v1::CreateSiteResponse*) override {
    SeeCall(context, seen_);
    seen_->create_site = *request;
    return grpc::Status::OK;
  }

  grpc::Status CreateLicence(grpc::ServerContext* context,
                             const registry::v1::CreateLicenceRequest* request,
                             registry::v1::CreateLicenceResponse* response) override {
    SeeCall(context, seen_);
    seen_->create_licence = *request;
    *response->mutable_licence()->mutable_start_date() = request->start_date();
    return grpc::Status::OK;
  }

  grpc::Status ListSites(grpc::ServerContext* context,
                         const registry::v1::ListSitesRequest* request,
                         registry::v1::ListSitesResponse*) override {
    SeeCall(context, seen_);
    seen_->list_sites = *request;
    return grpc::Status::OK;
  }

  // Answers only when the caller has given up.
  grpc::Status GetSite(grpc::ServerContext* context, const registry::v1::GetSiteRequest*,
                       registry::v1::GetSiteResponse*) override {
    while (!context->IsCancelled()) std::this_thread::yield();
    return grpc::Status::CANCELLED;
  }

 private:
  Seen* seen_;
};

}  // namespace tirek::cli
