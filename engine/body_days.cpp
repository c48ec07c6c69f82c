// Goes through a value by the tables of its kinds and stops at days.
#include "engine/body_days.hpp"

namespace engine::body {

namespace {
void look(const Kind& kind, const void* value, const Where& at, const VisitDay& visit);

// The items of one list, as they are passed on by Kind::each.
struct Walk {
  const Kind& item;
  const Where& at;
  const VisitDay& visit;
  std::size_t count = 0;
};

void look_into_list(const Kind& kind, const void* list, const Where& at, const VisitDay& visit) {
  Walk walk{*kind.inner, at, visit};
  kind.each(list, &walk, [](void* to, const void* item) {
    auto& on = *static_cast<Walk*>(to);
    look(on.item, item, Where{&on.at, {}, ++on.count}, on.visit);
  });
}

void look(const Kind& kind, const void* value, const Where& at, const VisitDay& visit) {
  switch (kind.form) {
    case Form::date:
      return visit(*static_cast<const Date*>(value), at.pointer());
    case Form::time:
      return visit(london_date(*static_cast<const Time*>(value)), at.pointer());
    case Form::optional:
      if (const auto* held = kind.held(value)) look(*kind.inner, held, at, visit);
      return;
    case Form::list:
      return look_into_list(kind, value, at, visit);
    case Form::object:
      for (const auto& field : kind.fields)
        look(*field.kind, static_cast<const std::byte*>(value) + field.offset, Where{&at, field.name}, visit);
      return;
    default:
      return;
  }
}
}  // namespace

void each_day(const Kind& kind, const void* value, const VisitDay& visit) { look(kind, value, Where{}, visit); }

}  // namespace engine::body
