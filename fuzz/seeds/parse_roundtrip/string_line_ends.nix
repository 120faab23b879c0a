"one
twothree
four\
"