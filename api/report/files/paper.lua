-- What pandoc does to a report's page on its way to a Word document: the title is the document's title, headings move
-- up by one, the header becomes a table, tables keep their widths, and what serves a screen alone goes.

local function facts(list)
  local rows = {}
  for _, item in ipairs(list.content) do
    local blocks = {}
    for _, one in ipairs(item[2]) do
      for _, block in ipairs(one) do table.insert(blocks, block) end
    end
    table.insert(rows, { { pandoc.Plain({ pandoc.Strong(item[1]) }) }, blocks })
  end
  return pandoc.utils.from_simple_table(
    pandoc.SimpleTable({}, { pandoc.AlignLeft, pandoc.AlignLeft }, { 0.2, 0.6 }, {}, rows))
end

local function with_its_width(tab)
  local share = tonumber(string.match(tab.attr.attributes.style or "", "width: (%d+)%%"))
  if share == nil then return nil end
  for _, spec in ipairs(tab.colspecs) do
    if type(spec[2]) == "number" then spec[2] = spec[2] * share / 100 end
  end
  return tab
end

return {
  { Table = with_its_width },
  { Link = function(link) if link.classes:includes("skip") then return {} end end },
  {
    Header = function(header)
      if header.level == 1 or header.identifier == "contents" then return {} end
      header.level = header.level - 1
      return header
    end,
    Para = function(para) if #para.content == 0 then return {} end end,
    OrderedList = function() return {} end,
    DefinitionList = facts,
  },
}
