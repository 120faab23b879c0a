/* {
  "description": "An output cannot be named `drvPath`, which older versions allow.",
  "expect": [{"when": ["output-named-drv"], "error": "value"}, {"value": "true"}],
  "level": "implementation-defined",
  "requires": ["store"],
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
derivationStrict { name = "n"; builder = "b"; system = "s"; outputs = [ "drvPath" ]; } ? drvPath
