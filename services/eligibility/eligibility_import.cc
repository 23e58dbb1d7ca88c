#include "services/eligibility/eligibility_import.h"

#include "services/eligibility/person_gateway.h"

namespace tirek::eligibility {
namespace {

rpc::ReferenceColumn PersonColumn(rpc::Call& call) {
  return {
      "person",
      "person_id",
      {"person", "PERSON_NOT_FOUND", "the reference or ИИН of a registered person"},
      [&call](const std::vector<std::string>& keys) -> Result<std::map<std::string, std::string>> {
        return PersonGateway(call.work()).Resolve(keys);
      }};
}

}  // namespace

rpc::ImportShape PersonFile(rpc::Call&) {
  return {{{"reference", "iin", "full_name", "birth_date", "sex", "kato"}, {}}, "reference", {}};
}

rpc::ImportShape DecisionFile(rpc::Call& call) {
  return {{{"number", "person", "service", "ground", "category", "start_date", "end_date"}, {}},
          "number",
          {PersonColumn(call)}};
}

rpc::ImportShape CircumstanceFile(rpc::Call& call) {
  return {{{"person", "kind", "value", "start_date", "end_date"}, {}}, "", {PersonColumn(call)}};
}

}  // namespace tirek::eligibility
