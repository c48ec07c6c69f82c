-- What pandoc does to a report's page on its way to a Word document: the title is the document's title, headings move
-- up by one, the header becomes a table, the contents lines that lead to their sections, tables keep their widths, and
-- what serves a screen alone goes.

local function styled(blocks, name)
  return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = name }))
end

-- The header: a list for each of its lines, so that none is torn on paper; here they are one table.
local function facts(div)
  if not div.classes:includes("facts") then return nil end
  local rows = {}
  for _, list in ipairs(div.content) do
    for _, item in ipairs(list.content) do
      local blocks = {}
      for _, one in ipairs(item[2]) do
        for _, block in ipairs(one) do table.insert(blocks, block) end
      end
      table.insert(rows, { { pandoc.Plain({ pandoc.Strong(item[1]) }) }, blocks })
    end
  end
  return pandoc.utils.from_simple_table(
    pandoc.SimpleTable({}, { pandoc.AlignLeft, pandoc.AlignLeft }, { 0.2, 0.6 }, {}, rows))
end

-- The page's own share of the paper, numbers to the right, the names of the rows in bold.
local function table_of_ours(tab)
  local share = tonumber(string.match(tab.attr.attributes.style or "", "width: (%d+)%%"))
  if share == nil then return nil end
  local names = tab.head.rows[1] and tab.head.rows[1].cells or {}
  for i, spec in ipairs(tab.colspecs) do
    if type(spec[2]) == "number" then spec[2] = spec[2] * share / 100 end
    if names[i] and names[i].attr.classes:includes("n") then spec[1] = pandoc.AlignRight end
  end
  for _, body in ipairs(tab.bodies) do
    for _, row in ipairs(body.body) do
      local first = row.cells[1]
      if first and first.attr.attributes.scope == "row" then
        for _, block in ipairs(first.contents) do block.content = { pandoc.Strong(block.content) } end
      end
    end
  end
  return tab
end

-- What leads to a table stays on its page.
local function section(div)
  if not div.classes:includes("section") or div.classes:includes("prose") then return nil end
  for i = 2, #div.content - 1 do
    if div.content[i].t == "Para" then
      div.content[i] = styled({ div.content[i] }, "Lead")
    end
  end
  return div
end

return {
  { Table = table_of_ours },
  { Link = function(link) if link.classes:includes("skip") then return {} end end, Div = facts },
  {
    Header = function(header)
      if header.level == 1 then return {} end
      if header.identifier == "contents" then return styled({ pandoc.Para({ pandoc.Strong(header.content) }) }, "Lead") end
      header.level = header.level - 1
      return header
    end,
    Para = function(para) if #para.content == 0 then return {} end end,
    OrderedList = function(list)
      local lines = {}
      for _, item in ipairs(list.content) do table.insert(lines, pandoc.Para(item[1].content)) end
      return styled(lines, "Contents")
    end,
    Div = section,
  },
}
