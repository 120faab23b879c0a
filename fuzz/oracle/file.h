// A file that programs may import: what both sides of a comparison are given instead of a disk.
#pragma once

#include <string>

namespace fuzz {

struct File {
  std::string path;  // absolute
  std::string text;
};

}  // namespace fuzz
