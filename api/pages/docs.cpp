// Shows the OpenAPI document to people: each operation with its parameters, its body and its answers.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/pages/files.hpp"
#include "api/pages/frame.hpp"
#include "engine/text.hpp"

namespace api::pages {
namespace {

using Json = nlohmann::ordered_json;
using kainjow::mustache::data;

std::string text_of(const Json& from, const char* member) { return from.value(member, std::string()); }

// What an object has under a name, or nothing.
const Json& member_of(const Json& from, const char* name) {
  static const Json nothing = Json::object();
  const auto found = from.find(name);
  return found == from.end() ? nothing : *found;
}

std::string last_of(const std::string& reference) { return reference.substr(reference.rfind('/') + 1); }

std::string joined_texts(const Json& list, const char* between) {
  std::string all;
  for (const auto& one : list) {
    if (one.is_null()) continue;
    all += (all.empty() ? "" : between) + (one.is_string() ? one.get<std::string>() : one.dump());
  }
  return all;
}

// The HTML of "text", "list of Event", "white, green or red": in a few words, with links to other shapes.
std::string shape_of(const Json& schema);

std::string either_of(const Json& choices) {
  std::string all;
  for (const auto& one : choices)
    if (const auto shape = shape_of(one); !shape.empty() && shape != "null")
      all += (all.empty() ? "" : ", or ") + shape;
  return all;
}

// Of an object that has no name: its members.
std::string members_of(const Json& schema) {
  std::string all;
  for (const auto& [name, one] : member_of(schema, "properties").items())
    all += (all.empty() ? "" : ", ") + engine::xml_escaped(name) + ": " + shape_of(one);
  return all.empty() ? "object" : "{" + all + "}";
}

std::string shape_of(const Json& schema) {
  if (!schema.is_object()) return "";
  if (schema.contains("$ref")) {
    const auto name = engine::xml_escaped(last_of(schema["$ref"]));
    return fmt::format("<a href=\"#shape-{0}\">{0}</a>", name);
  }
  if (schema.contains("enum")) return "one of " + engine::xml_escaped(joined_texts(schema["enum"], ", "));
  for (const char* either : {"oneOf", "anyOf"})
    if (schema.contains(either) && !schema.contains("properties")) return either_of(schema[either]);
  if (!schema.contains("type")) return "";
  const auto type = schema["type"].is_array() ? joined_texts(schema["type"], " or ") : text_of(schema, "type");
  if (type.starts_with("array") && schema.contains("items")) return "list of " + shape_of(schema["items"]);
  if (type.starts_with("object")) return members_of(schema);
  return engine::xml_escaped(schema.contains("format") ? text_of(schema, "format") : type);
}

data member(const std::string& name, const std::string& in, const Json& schema, const std::string& what,
            bool required) {
  data row;
  row["name"] = name;
  row["in"] = in;
  row["shape"] = shape_of(schema);
  row["what"] = what;
  row["required"] = data{required};
  return row;
}

bool names(const Json& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

void add_body(const Json& schema, data& rows, bool& some) {
  for (const auto& [name, one] : member_of(schema, "properties").items()) {
    const auto title = text_of(one, "title"), hint = text_of(one, "description");
    rows.push_back(member(name, "body", one, title.empty() ? hint : title + ". " + hint,
                          names(member_of(schema, "required"), name)));
    some = true;
  }
  if (some) return;
  for (const auto& one : member_of(schema, "anyOf")) add_body(one, rows, some);
}

void add_members(const Json& operation, data& into) {
  data rows{data::type::list};
  bool some = false;
  for (const auto& one : member_of(operation, "parameters")) {
    rows.push_back(member(text_of(one, "name"), text_of(one, "in"), member_of(one, "schema"),
                          text_of(one, "description"), one.value("required", false)));
    some = true;
  }
  const Json& content = member_of(member_of(operation, "requestBody"), "content");
  add_body(member_of(member_of(content, "application/json"), "schema"), rows, some);
  into["has_members"] = data{some};
  into["members"] = std::move(rows);
}

data answers(const Json& operation, const Json& document) {
  data rows{data::type::list};
  for (const auto& [status, answer] : member_of(operation, "responses").items()) {
    const Json& whole = answer.contains("$ref") ? document["components"]["responses"][last_of(answer["$ref"])] : answer;
    std::string shapes;
    for (const auto& [media, one] : member_of(whole, "content").items())
      shapes += (shapes.empty() ? "" : "; ") + media + ": " + shape_of(member_of(one, "schema"));
    data row;
    row["status"] = status;
    row["shape"] = shapes;
    row["what"] = text_of(whole, "description");
    rows.push_back(row);
  }
  return rows;
}

data operation_of(const std::string& path, const std::string& method, const Json& operation, const Json& document) {
  data item;
  std::string verb = method;
  for (char& c : verb) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  item["id"] = text_of(operation, "operationId");
  item["verb"] = verb;
  item["path"] = path;
  item["summary"] = text_of(operation, "summary");
  data detail;
  add_members(operation, detail);
  detail["answers"] = answers(operation, document);
  data one{data::type::list};
  one.push_back(detail);
  item["detailed"] = std::move(one);
  return item;
}

// A tag, and what is done under it.
struct Chapter {
  std::string name;
  data operations{data::type::list};
};

std::vector<Chapter> chapters_of(const Json& document) {
  std::vector<Chapter> all;
  for (const auto& [path, methods] : member_of(document, "paths").items())
    for (const auto& [method, operation] : methods.items()) {
      const std::string name = member_of(operation, "tags").front();
      auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
      if (found == all.end()) found = all.insert(all.end(), Chapter{name});
      found->operations.push_back(operation_of(path, method, operation, document));
    }
  return all;
}

data shapes_in(const Json& document) {
  data all{data::type::list};
  for (const auto& [name, schema] : document["components"]["schemas"].items()) {
    data rows{data::type::list};
    for (const auto& [member, one] : member_of(schema, "properties").items()) {
      data row;
      row["name"] = member;
      row["shape"] = shape_of(one);
      row["required"] = data{names(member_of(schema, "required"), member)};
      rows.push_back(row);
    }
    data shape;
    shape["name"] = name;
    shape["members"] = std::move(rows);
    all.push_back(shape);
  }
  return all;
}

}  // namespace

std::string docs_main(const Site& site, const std::string& openapi) {
  const Json document = Json::parse(openapi);
  data tags{data::type::list};
  for (const auto& chapter : chapters_of(document)) {
    std::string id = "tag-" + chapter.name;
    std::replace(id.begin(), id.end(), ' ', '-');
    data tag;
    tag["name"] = chapter.name;
    tag["id"] = id;
    tag["operations"] = data{chapter.operations};
    tags.push_back(tag);
  }
  data values;
  values["tags"] = std::move(tags);
  values["shapes"] = shapes_in(document);
  values["problems"] = named_list(site.problems);
  values["collection"] = site.collections.empty() ? "" : site.collections.front();
  return filled(files::docs_html, values);
}

}  // namespace api::pages
