''
  first
    second

  third
''