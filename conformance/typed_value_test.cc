// Typed values: reading each of the three texts, and what counts as the same value.
#include "conformance/typed_value.h"

#include <gtest/gtest.h>

namespace conformance {
namespace {

TypedValue wanted(std::string_view text) {
  ValueResult result = parse_printed_value(text, false);
  if (const ValueError* error = std::get_if<ValueError>(&result))
    ADD_FAILURE() << text << ": " << error->message << " at " << error->offset;
  return std::holds_alternative<TypedValue>(result) ? std::get<TypedValue>(result) : TypedValue{};
}
TypedValue printed(std::string_view text) {
  ValueResult result = parse_printed_value(text, true);
  EXPECT_TRUE(std::holds_alternative<TypedValue>(result)) << text;
  return std::holds_alternative<TypedValue>(result) ? std::get<TypedValue>(result) : TypedValue{};
}
TypedValue xml(const std::string& text) {
  ValueResult result =
      parse_xml_value("<?xml version='1.0' encoding='utf-8'?>\n<expr>" + text + "</expr>");
  if (const ValueError* error = std::get_if<ValueError>(&result))
    ADD_FAILURE() << text << ": " << error->message;
  return std::holds_alternative<TypedValue>(result) ? std::get<TypedValue>(result) : TypedValue{};
}
bool same(std::string_view a, const TypedValue& b) { return same_value(wanted(a), b, 6); }
bool refused(std::string_view text) {
  return std::holds_alternative<ValueError>(parse_printed_value(text, false));
}

TEST(PrintedValue, RoundTrips) {
  for (const char* text :
       {"1", "-9223372036854775808", "1.5", "1.0", "true", "null", "\"a\\n\\\"\\\\\\${b}\\t\\r\"",
        "[ ]", "{ }", "[ 1 [ 2 ] { } ]", "{ \"a b\" = 1; c = { d = [ ]; }; }", "<LAMBDA>",
        "<PRIMOP>", "<PRIMOP-APP>", "<CODE>", "[ /a/b /c ]", "{ a = /a/b; }", "«repeated»",
        "/a b"}) {
    std::string again = print_value(wanted(text));
    EXPECT_TRUE(same(text, wanted(again))) << text << " → " << again;
  }
  EXPECT_EQ(print_value(wanted("{b=1;a=[1.0 \"x\"];}")), "{ a = [ 1.0 \"x\" ]; b = 1; }");
}

TEST(PrintedValue, RefusesWhatNixDoesNotPrint) {
  for (const char* text :
       {"", "[ 1", "{ a = 1 }", "{ a 1; }", "1 2", "[ 1 ] ]", "\"a", "{ a = 1; a = 2; }",
        "9223372036854775808", "foo", "«lambda", "(1)", "[ (-1) ]", "{ = 1; }"})
    EXPECT_TRUE(refused(text)) << text;
}

TEST(PrintedValue, ReadsTheFormsOfOtherVersions) {
  EXPECT_TRUE(same("<LAMBDA>", printed("«lambda f @ /pwd/case.nix:1:1»")));
  EXPECT_TRUE(same("<PRIMOP>", printed("«primop add»")));
  EXPECT_TRUE(same("<PRIMOP-APP>", printed("«partially applied primop add»")));
  EXPECT_TRUE(same("<CODE>", printed("«thunk»")));
  EXPECT_TRUE(same("[ «error: «x» y» 1 ]", printed("[ «error: «x» y» 1 ]")));
  EXPECT_FALSE(same("«error: a»", printed("«error: b»")));
}

TEST(SameValue, TypesCount) {
  EXPECT_FALSE(same("1", printed("\"1\"")));
  EXPECT_FALSE(same("/a", printed("\"/a\"")));
  EXPECT_FALSE(same("[ ]", printed("{ }")));
  EXPECT_FALSE(same("null", printed("false")));
  EXPECT_FALSE(same("<LAMBDA>", printed("<PRIMOP>")));
  EXPECT_FALSE(same("<PRIMOP>", printed("<PRIMOP-APP>")));
  EXPECT_FALSE(same("<CODE>", printed("<LAMBDA>")));
}

TEST(SameValue, SetsAreUnorderedListsAreNot) {
  EXPECT_TRUE(same("{ a = 1; b = 2; }", printed("{ b = 2; a = 1; }")));
  EXPECT_FALSE(same("{ a = 1; b = 2; }", printed("{ a = 2; b = 1; }")));
  EXPECT_FALSE(same("{ a = 1; }", printed("{ b = 1; }")));
  EXPECT_FALSE(same("{ a = 1; }", printed("{ a = 1; b = 1; }")));
  EXPECT_FALSE(same("[ 1 2 ]", printed("[ 2 1 ]")));
  EXPECT_FALSE(same("[ 1 ]", printed("[ 1 1 ]")));
}

TEST(SameValue, FloatsCompareWithTheDigitsOfTheChannel) {
  EXPECT_TRUE(same("0.3333333333", printed("0.333333")));
  EXPECT_FALSE(same("0.33334", printed("0.333333")));
  EXPECT_FALSE(same_value(wanted("0.3333333333"), printed("0.333333"), 17));
  EXPECT_TRUE(same("1e+300", xml("<float value=\"1e+300\" />")));
  EXPECT_TRUE(same("nan", printed("-nan")));
  EXPECT_FALSE(same("inf", printed("-inf")));
}

TEST(SameValue, OnlyPrintedTextMayWriteAFloatAsAnInteger) {
  EXPECT_TRUE(same("1.0", printed("1")));
  EXPECT_TRUE(same("1", printed("1")));
  EXPECT_FALSE(same("2.0", printed("1")));
  EXPECT_FALSE(same("1", xml("<float value=\"1\" />")));
  EXPECT_FALSE(same("1.0", xml("<int value=\"1\" />")));
  EXPECT_TRUE(same("1.0", xml("<float value=\"1\" />")));
}

TEST(SameValue, RepeatedStandsForSomethingThatCameBefore) {
  EXPECT_TRUE(same("[ { a = 1; } { a = 1; } ]", printed("[ { a = 1; } «repeated» ]")));
  EXPECT_FALSE(same("[ { a = 1; } { a = 2; } ]", printed("[ { a = 1; } «repeated» ]")));
  EXPECT_FALSE(same("[ 1 1 ]", printed("[ 1 «repeated» ]")));
  EXPECT_TRUE(same("{ a = «repeated»; }", printed("{ a = «repeated»; }")));
  EXPECT_TRUE(same("[ [ 1 ] «repeated» ]", printed("[ [ 1 ] [ 1 ] ]")));
  EXPECT_FALSE(same("[ [ 1 ] «repeated» ]", printed("[ [ 1 ] 1 ]")));
}

TEST(XmlValue, ReadsWhatNixInstantiateWrites) {
  EXPECT_TRUE(same(
      "{ a = [ 1 \"<&\\\"\\n\" true null ]; \"x y\" = /p; }",
      xml("\n<attrs>\n  <attr name=\"a\">\n <list>\n <int value=\"1\" />\n"
          "<string value=\"&lt;&amp;&quot;&#xA;\" /><bool value=\"true\" /><null /></list></attr>"
          "<attr name=\"x y\"><path value=\"/p\" /></attr></attrs>")));
  EXPECT_TRUE(same(
      "[ <LAMBDA> <PRIMOP> <LAMBDA> 1 ]",
      xml("<list><function><attrspat name=\"c\"><attr name=\"a\" /></attrspat></function>"
          "<unevaluated /><function><varpat name=\"x\" /></function><int value=\"1\" /></list>")));
  EXPECT_TRUE(same("{ type = \"derivation\"; }",
                   xml("<derivation drvPath=\"/d\"><attr name=\"type\"><string "
                       "value=\"derivation\" /></attr></derivation>")));
  EXPECT_TRUE(same("[ { a = 1; } { a = 1; } ]",
                   xml("<list><attrs><attr name=\"a\"><int value=\"1\" /></attr></attrs>"
                       "<derivation drvPath=\"/d\"><repeated /></derivation></list>")));
  EXPECT_FALSE(same("<LAMBDA>", xml("<unevaluated />")));
}

TEST(XmlValue, RefusesWhatIsCutOff) {
  for (const char* text :
       {"", "<expr>", "<expr><list><int value=\"1\" />", "<expr><list></attrs></expr>",
        "<expr><int value=\"1\"", "<expr><int value=\"x\" /></expr>", "garbage",
        "<expr><int value=\"1\" /><int value=\"2\" /></expr>", "<expr></expr>"})
    EXPECT_TRUE(std::holds_alternative<ValueError>(parse_xml_value(text))) << text;
}

TEST(JsonValue, KeepsTypes) {
  ValueResult result = parse_json_value(R"({"b": [1, 1.0, "x", null, true], "a": {}})");
  ASSERT_TRUE(std::holds_alternative<TypedValue>(result));
  EXPECT_TRUE(same("{ a = { }; b = [ 1 1.0 \"x\" null true ]; }", std::get<TypedValue>(result)));
  EXPECT_FALSE(same("{ a = { }; b = [ 1 1 \"x\" null true ]; }", std::get<TypedValue>(result)));
  EXPECT_TRUE(std::holds_alternative<ValueError>(parse_json_value("{")));
}

TEST(Depth, IsBoundedByMemoryOnly) {
  constexpr int kDepth = 1'000'000;
  std::string text, document;
  for (int i = 0; i < kDepth; ++i) text += "[ ", document += "<list>";
  for (int i = 0; i < kDepth; ++i) text += "] ", document += "</list>";
  TypedValue a = wanted(text);
  EXPECT_TRUE(same_value(a, xml(document), 6));
  EXPECT_EQ(print_value(a).size(), 4U * kDepth - 1);
}

}  // namespace
}  // namespace conformance
