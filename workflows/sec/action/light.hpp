// The light of what an action says, and of what was said of it.
#pragma once

#include "workflows/sec/terms/words.hpp"

namespace sec::action {

Text within(Text text, Classification least);  // in that class, or a higher one that it has

}  // namespace sec::action
