''   
   dropped line before
  ''