# Writes the source file ${OUT} that says which code makes projections: a hash over every source that may have a part in it.
# Called by the build; ${TOP} is the top of the tree.
file(GLOB_RECURSE files RELATIVE ${TOP}
     ${TOP}/engine/*.hpp ${TOP}/engine/*.cpp ${TOP}/workflows/*.hpp ${TOP}/workflows/*.cpp ${TOP}/workflows/*.json
     ${TOP}/store/*.hpp ${TOP}/store/*.cpp)
list(SORT files)
set(all "")
foreach(file ${files})
  file(SHA256 ${TOP}/${file} hash)
  string(APPEND all "${file} ${hash}\n")
endforeach()
string(SHA256 code "${all}")
set(text "// Made by the build.\n#include \"store/up_to_date.hpp\"\nstd::string_view store::projections_code() { return \"${code}\"; }\n")
set(before "")
if(EXISTS ${OUT})
  file(READ ${OUT} before)
endif()
if(text STREQUAL before)
  file(TOUCH ${OUT})
else()
  file(WRITE ${OUT} "${text}")
endif()
