// A real gRPC server on a unix socket, whose answers are made up, and the client run against it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tirek/access/v1/access.pb.h"
#include "tirek/billing/v1/billing.pb.h"
#include "tirek/contracts/v1/contracts.pb.h"
#include "tirek/eligibility/v1/eligibility.pb.h"
#include "tirek/registry/v1/registry.pb.h"

namespace tirek::cli {

// What a run of the program left behind.
struct Ran {
  int code = -1;
  std::string out;
  std::string err;
};

struct Surroundings {
  std::string input = "";
  bool is_terminal = false;
  std::string token = "tirek_secret";
  std::string token_file = "";
};

// The ids that the server knows.
inline const std::string kFirstId = "prv_00000000000000000000000001";
inline const std::string kSecondId = "prv_00000000000000000000000002";
inline const std::string kCompletedRun = "run_00000000000000000000000001";
inline const std::string kFailedRun = "run_00000000000000000000000002";
inline const std::string kBrokenRun = "run_00000000000000000000000003";
inline const std::string kPaymentRun = "pmr_00000000000000000000000001";
inline const std::string kHostilePaymentRun = "pmr_00000000000000000000000002";

// The requests that the server saw last.
struct Seen {
  std::string authorization;
  int calls = 0;
  registry::v1::CreateProviderRequest create_provider;
  registry::v1::CreateSiteRequest create_site;
  registry::v1::CreateLicenceRequest create_licence;
  registry::v1::ListProvidersRequest list_providers;
  registry::v1::ListSitesRequest list_sites;
  registry::v1::ImportProvidersRequest import_providers;
  contracts::v1::CreateOrderRequest create_order;
  contracts::v1::CreateContractRequest create_contract;
  eligibility::v1::ResolvePersonsRequest resolve_persons;
  eligibility::v1::CheckEligibilityRequest check_eligibility;
};

class FakeServer {
 public:
  FakeServer();
  ~FakeServer();

  Ran Run(const std::vector<std::string>& args, const Surroundings& surroundings = {}) const;

  Seen& seen();
  // A folder for the test's own files, gone with the server.
  const std::string& folder() const { return folder_; }
  std::string address() const { return "unix:" + folder_ + "/socket"; }

 private:
  struct Parts;
  std::string folder_;
  std::unique_ptr<Parts> parts_;
};

// Runs without any server: address "unix:/nowhere".
Ran RunAlone(const std::vector<std::string>& args, const Surroundings& surroundings = {});

void WriteTo(const std::string& path, const std::string& text);
std::string ReadFrom(const std::string& path);

}  // namespace tirek::cli
