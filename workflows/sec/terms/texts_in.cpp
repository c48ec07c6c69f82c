// Goes through a value by the tables of its kinds and stops at classified texts.
#include "workflows/sec/terms/texts_in.hpp"

namespace sec {

namespace {
namespace body = engine::body;

void look(const body::Kind& kind, const void* value, const body::Where& at, const VisitText& visit);

// The items of one list, as they are passed on by Kind::each.
struct Walk {
  const body::Kind& item;
  const body::Where& at;
  const VisitText& visit;
  std::size_t count = 0;
};

void look_into_list(const body::Kind& kind, const void* list, const body::Where& at, const VisitText& visit) {
  Walk walk{*kind.inner, at, visit};
  kind.each(list, &walk, [](void* to, const void* item) {
    auto& on = *static_cast<Walk*>(to);
    look(on.item, item, body::Where{&on.at, {}, ++on.count}, on.visit);
  });
}

void look(const body::Kind& kind, const void* value, const body::Where& at, const VisitText& visit) {
  if (&kind == &body::kind_of<Text>()) return visit(*static_cast<const Text*>(value), at.pointer());
  if (kind.form == body::Form::list) return look_into_list(kind, value, at, visit);
  if (kind.form == body::Form::optional) {
    if (const auto* held = kind.held(value)) look(*kind.inner, held, at, visit);
    return;
  }
  if (kind.form != body::Form::object) return;
  for (const auto& field : kind.fields)
    look(*field.kind, static_cast<const std::byte*>(value) + field.offset, body::Where{&at, field.name}, visit);
}
}  // namespace

void each_text(const body::Kind& kind, const void* value, const VisitText& visit) {
  look(kind, value, body::Where{}, visit);
}

}  // namespace sec
