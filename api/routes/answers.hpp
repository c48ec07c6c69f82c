// What routes answer with, as the OpenAPI document shows it: the shapes that are written in this folder.
#pragma once

#include "api/routes/context.hpp"

namespace api {

// Every shape there is: those of the workflows and those of the routes.
std::vector<engine::Shape> all_shapes(const Read& read);

// The shape of what a workflow writes, by its place (engine::Answers::of); empty: nobody has said.
std::string shape_of(const Read& read, std::string_view what);
// The name of a page of such items.
std::string page_name(std::string_view shape);

}  // namespace api
