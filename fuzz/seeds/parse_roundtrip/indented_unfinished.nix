''
  open ${ { } 