/* {
  "description": "A name that cannot be in the store is refused before any other attribute is evaluated; older versions refuse it when all others are.",
  "expect": [{"when": ["derivation-names-checked-first"], "error": "value"}, {"value": "false"}],
  "level": "implementation-defined",
  "requires": ["store"],
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "invalid derivation name: %s. Please pass a different '%s'. (raised by checkDerivationName, the first thing that derivationStrictInternal does)", "url": "https://github.com/NixOS/nix/blob/master/src/libexpr/primops.cc"}]
} */
(builtins.tryEval (derivation { name = "a b"; builder = throw "b"; system = "s"; }).drvPath).success
