// The state of decoding: decode.cc fills typed holes, decode_raw.cc the untyped ones. Everything
// recurses no deeper than kMaxRawDepth. A name that must not be used where it stands (a binding
// that would need itself) stays in scope, hidden: it still shadows others of its name.
#pragma once

#include "fuzz/generator/generator.h"
#include "fuzz/generator/raw.h"

namespace fuzz {

struct Template;

class Decoder {
 public:
  explicit Decoder(std::span<const uint8_t> bytes);
  Program run();

 private:
  struct Binding {
    std::string name;
    char type;
    bool hidden;
  };
  static constexpr size_t kMaxText = 20'000;

  uint8_t next() { return at_ < bytes_.size() ? bytes_[at_++] : 0; }
  bool at_end() const { return at_ >= bytes_.size(); }
  void put(std::string_view s) { program_.text += s; }
  bool full() const { return program_.text.size() > kMaxText; }

  void hole(char type);

  // ---- decode.cc
  void leaf(char type, uint8_t b);
  const Binding* visible(char type, size_t which) const;
  bool hides_attributes() const;
  std::string fresh_name();
  bool is_on(unsigned group) const { return (off_ >> group & 1) == 0; }
  size_t count(char type) const;  // templates
  const Template& choice(char type, size_t which) const;
  void branch(char type, uint8_t b);
  bool focus_on(char type, unsigned which);
  void fill(std::string_view text);
  static bool is_binder(std::string_view text, size_t i);
  std::vector<size_t> permutation(size_t n);
  void hide_from(size_t first, const std::vector<size_t>& ranks, size_t rank);
  void show(size_t first);
  void traced(char type, uint8_t how);
  void let_scope(char type);
  void rec_set();
  void formals();
  void variable(char type);
  void imported_file(char type);

  // ---- decode_raw.cc
  std::string text();
  void path();
  bool resolves(std::string_view name) const;
  void bindings(bool scoped, bool dynamic_allowed);
  void raw_formals();
  void raw_leaf(Raw kind);
  void raw();

  std::span<const uint8_t> bytes_;
  size_t at_ = 0;
  Program program_;
  uint32_t off_ = 0;    // groups, a bit each
  uint32_t focus_ = 0;  // a group, which is on, or more than there are
  bool cyclic_ = false, few_names_ = false;
  uint32_t max_depth_ = 0, depth_ = 0;
  uint32_t names_ = 0, traces_ = 0, withs_ = 0;
  std::vector<Binding> scope_;
};

}  // namespace fuzz
