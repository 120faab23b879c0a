# Nothing: what an evaluator costs before it evaluates. Shown by itself, and no part of the mean.
null
