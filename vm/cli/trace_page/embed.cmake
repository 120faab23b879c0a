# Writes the files of the page as C++ string literals, the scripts joined to one:
#   cmake -D OUT=trace_page.inc -P embed.cmake
# A line is a literal of its own, since a compiler need not take more than 64 KiB in one.
set(here ${CMAKE_CURRENT_LIST_DIR})
set(text "")
foreach(name page.html page.css model.js graph.js page.js)
  file(READ ${here}/${name} content)
  string(REPLACE "\n" "\n)page\"\nR\"page(" content "${content}")
  string(APPEND text "R\"page(${content})page\"\n")
  if(NOT name MATCHES "^(model|graph)")
    string(APPEND text ",\n")
  endif()
endforeach()
file(WRITE ${OUT} "${text}")
