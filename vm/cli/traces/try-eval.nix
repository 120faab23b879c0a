# An error that is caught: the contexts above tryEval are dropped, the thunk keeps its failure, and
# fails again without running.
let bad = throw "bad"; in [ (builtins.tryEval bad).success (builtins.tryEval bad).value ]
