x: ''
    ${x}
      deeper ${''
   inner
  ''}
    ${x}   
  ''