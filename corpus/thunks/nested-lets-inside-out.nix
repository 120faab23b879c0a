/* {
  "description": "Thunks nested in thunks run when demanded, the outermost first, each once.",
  "expect": { "value": "16", "trace": ["x", "y", "z"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  x = builtins.trace "x" (let y = builtins.trace "y" (let z = builtins.trace "z" 2; in z * z); in y + y);
in
x + x
