''
	tabs are
	  text
''