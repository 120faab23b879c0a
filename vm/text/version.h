// Version strings: compareVersions, splitVersion, parseDrvName.
// A version is a list of components: runs of digits or of anything else, separated by "." and "-"
// (which are dropped).
#pragma once

#include <string_view>
#include <vector>

namespace vm {

// Takes the next component off the front of `rest`; empty at the end.
std::string_view next_version_component(std::string_view& rest);
std::vector<std::string_view> split_version(std::string_view version);

// -1, 0 or 1. Numbers that fit 32 bits compare as numbers; "pre" comes before everything, even the
// end; a number comes after other text.
int compare_versions(std::string_view a, std::string_view b);

struct DrvName {
  std::string_view name;
  std::string_view version;  // begins at the first "-" that is not followed by a letter
};
DrvName parse_drv_name(std::string_view text);

}  // namespace vm
