# Captures that are bound later: of a `let`, and of formals whose defaults refer to each other. The
# first call takes both defaults, the second only that of `a`, whose capture is then what was passed.
let
  late = early + 1;
  early = 1 + 0;
  f = { a ? [ b 1 ], b ? late * builtins.length a }: builtins.head a;
in
[ (f { }) (f { b = 10; }) ]
