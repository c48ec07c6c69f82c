// A report or a paper as plain values. Renderings add the form and nothing else, and all of them say the same.
#pragma once

#include "engine/picture.hpp"

namespace engine {

// A day that was counted over holidays that are expected and not published yet: it may still move.
struct ProvisionalDay {
  Date on{};
  Date from{};  // the first day of the years that are not published
};
inline constexpr std::string_view provisional_mark = " (provisional)";  // after such a day, wherever it is printed

// What stands in one place of a table. Nothing: it is not known.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Date, ProvisionalDay>;

inline Cell cell(const std::optional<Date>& day) { return day ? Cell(*day) : Cell(); }
inline Cell cell(const std::optional<int>& number) { return number ? Cell(std::int64_t{*number}) : Cell(); }
inline Cell cell(std::string text) { return text.empty() ? Cell() : Cell(std::move(text)); }
std::string text_of(const Cell& cell);  // 2019-03-15, 42, "" for what is not known

struct Report {
  struct Column {
    enum class Kind { text, number, date };
    std::string name;  // "planned_on", for programs; once in its section
    std::string heading;
    Kind kind = Kind::text;
  };
  static constexpr std::string_view point_mark = "- ";
  // A paragraph, or a point of a list: pieces of text, some of which stand out.
  struct Piece {
    std::string text;
    bool strong = false;
  };
  struct Paragraph {
    std::vector<Piece> pieces;
    bool point = false;

    std::string text() const;  // "- NOTED the report; and"
  };
  struct Section {
    std::string name;  // "refinement"; once in its report
    std::string heading;
    std::string lead;             // a paragraph before the table; may be empty
    std::vector<Column> columns;  // none: it is its heading and its paragraph
    std::vector<std::vector<Cell>> rows;
    std::string when_empty;  // what to print when there is no row; empty: it is named among those that have none
    bool on_paper = true;    // false: for programs and spreadsheets, too wide to be read on paper
    std::vector<Paragraph> prose = {};    // what its lead and its rows say, as people read it: papers have it instead
    bool told = false;                    // the prose of another section says what its rows say
    std::optional<Picture> picture = {};  // of its figures, before its table: in forms that people look at
  };

  // How far the journal had come: as many entries as there were, and the hash of the newest, in hex.
  struct Head {
    std::int64_t entries = 0;
    std::string hash;
  };

  std::string name;                      // "change-status": also of its file
  std::string title;                     // "Change Status Report - March 2019"
  std::string classification = "WHITE";  // in the running header of every page
  std::string handling;                  // a sentence: who may see it, what they may do with it
  bool confidential = false;             // not for everybody: the name of its file says its classification
  std::string file;                      // the name of its file, without its ending; empty: its name and day
  std::optional<Date> as_at, since;      // the days that it is about
  std::optional<Time> known_at;
  std::optional<Head> head;                                 // at known_at; papers that say no such instant have none
  bool simulated = false;                                   // made by a simulated clock
  std::vector<std::pair<std::string, std::string>> header;  // label, value
  std::vector<Section> sections;
  std::string main_table;  // the section that a CSV file is made of: one row a case; empty: the first with columns

  const Section* section(std::string_view wanted) const;  // nullptr: there is none
};

}  // namespace engine
