x: ''
  two ''' quotes, ''${x}, ''$ and ''\n and ''\\ and ''\x
  $${x} $ ' '$
''