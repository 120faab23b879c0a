{ a = 1; }.a + throw "t"
