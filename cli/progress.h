// What a watched operation says of itself: a bar on a terminal, else one line a change.
#pragma once

#include <iosfwd>
#include <string>

#include "cli/schema.h"

namespace tirek::cli {

class Progress {
 public:
  enum class Style { kNone, kLines, kBar };

  Progress(std::ostream& err, Style style) : err_(err), style_(style) {}

  // Reads "<what>_done" and "<what>_total", and "state", wherever they stand in `message`.
  void Show(const pb::Message& message);
  // Takes the bar away, so that the result stands alone.
  void End();

 private:
  std::ostream& err_;
  Style style_;
  std::string shown_;
};

// The operation's state says that it ended in failure ("…_FAILED").
bool HasFailed(const pb::Message& message);

}  // namespace tirek::cli
