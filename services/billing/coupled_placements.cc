#include "services/billing/coupled_placements.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace tirek::billing {
namespace {

void Append(std::vector<PlacementSpan>& all, std::vector<PlacementSpan> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// The discharge day may count, so it is one of the placement's here.
int MostAtOnce(const std::vector<const PlacementSpan*>& spans, Period month) {
  int most = 0;
  for (CivilDate date = month.start; date < month.end; date = date + 1) {
    const auto present = std::count_if(spans.begin(), spans.end(), [date](const auto* span) {
      return span->period.start <= date && date <= span->period.end;
    });
    most = std::max(most, static_cast<int>(present));
  }
  return most;
}

class Closure {
 public:
  // All placements of `whole`, providers, are among the first that it is run with.
  Closure(LateFactGateway& gateway, const Month& month, const std::set<std::string>& whole)
      : gateway_(gateway), month_(month), whole_(whole) {}

  std::vector<PlacementSpan> Run(std::vector<PlacementSpan> fresh) {
    while (!fresh.empty()) {
      std::set<std::string> persons;
      std::set<std::string> places;
      for (PlacementSpan& span : fresh) {
        if (persons_.insert(span.person_id).second) persons.insert(span.person_id);
        // A place is of one provider: whoever else is at it is found already.
        const bool is_whole = whole_.contains(span.provider_id);
        if (!is_whole && places_.insert(span.place_id).second) places.insert(span.place_id);
        const std::string id = span.placement_id;
        found_.emplace(id, std::move(span));
      }
      fresh = gateway_.Spans(month_, SpanKey::kPerson, persons, whole_);
      Append(fresh, OfFullPlaces(places));
      std::erase_if(fresh, [this](const auto& span) { return found_.contains(span.placement_id); });
    }
    std::vector<PlacementSpan> spans;
    spans.reserve(found_.size());
    for (auto& [id, span] : found_) spans.push_back(std::move(span));
    return spans;
  }

 private:
  std::vector<PlacementSpan> OfFullPlaces(const std::set<std::string>& places) {
    const std::map<std::string, int> capacities = gateway_.Capacities(places);
    std::set<std::string> with_walls;
    for (const auto& [place_id, capacity] : capacities) with_walls.insert(place_id);
    std::vector<PlacementSpan> all = gateway_.Spans(month_, SpanKey::kPlace, with_walls);
    std::map<std::string, std::vector<const PlacementSpan*>> of_place;
    for (const PlacementSpan& span : all) of_place[span.place_id].push_back(&span);
    std::set<std::string> full;
    for (const auto& [place_id, spans] : of_place) {
      if (MostAtOnce(spans, month_.period()) > capacities.at(place_id)) full.insert(place_id);
    }
    std::erase_if(all, [&full](const auto& span) { return !full.contains(span.place_id); });
    return all;
  }

  LateFactGateway& gateway_;
  const Month& month_;
  const std::set<std::string>& whole_;
  std::map<std::string, PlacementSpan> found_;
  std::set<std::string> persons_;
  std::set<std::string> places_;
};

}  // namespace

std::vector<PlacementSpan> CoupledPlacements(LateFactGateway& gateway, const Month& month,
                                             const std::set<std::string>& of_placements,
                                             const std::set<std::string>& of_providers) {
  std::vector<PlacementSpan> seeds = gateway.Spans(month, SpanKey::kPlacement, of_placements);
  Append(seeds, gateway.Spans(month, SpanKey::kProvider, of_providers));
  return Closure(gateway, month, of_providers).Run(std::move(seeds));
}

}  // namespace tirek::billing
