throw "no"
