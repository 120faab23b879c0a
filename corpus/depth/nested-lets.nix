/* {
  "description": "Scopes nested a hundred deep find a variable of the outermost.",
  "expect": { "value": "101" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = 1; in let b0 = a + a; in let b1 = b0 + a; in let b2 = b1 + a; in let b3 = b2 + a; in let b4
= b3 + a; in let b5 = b4 + a; in let b6 = b5 + a; in let b7 = b6 + a; in let b8 = b7 + a; in let b9
= b8 + a; in let b10 = b9 + a; in let b11 = b10 + a; in let b12 = b11 + a; in let b13 = b12 + a; in
let b14 = b13 + a; in let b15 = b14 + a; in let b16 = b15 + a; in let b17 = b16 + a; in let b18 =
b17 + a; in let b19 = b18 + a; in let b20 = b19 + a; in let b21 = b20 + a; in let b22 = b21 + a; in
let b23 = b22 + a; in let b24 = b23 + a; in let b25 = b24 + a; in let b26 = b25 + a; in let b27 =
b26 + a; in let b28 = b27 + a; in let b29 = b28 + a; in let b30 = b29 + a; in let b31 = b30 + a; in
let b32 = b31 + a; in let b33 = b32 + a; in let b34 = b33 + a; in let b35 = b34 + a; in let b36 =
b35 + a; in let b37 = b36 + a; in let b38 = b37 + a; in let b39 = b38 + a; in let b40 = b39 + a; in
let b41 = b40 + a; in let b42 = b41 + a; in let b43 = b42 + a; in let b44 = b43 + a; in let b45 =
b44 + a; in let b46 = b45 + a; in let b47 = b46 + a; in let b48 = b47 + a; in let b49 = b48 + a; in
let b50 = b49 + a; in let b51 = b50 + a; in let b52 = b51 + a; in let b53 = b52 + a; in let b54 =
b53 + a; in let b55 = b54 + a; in let b56 = b55 + a; in let b57 = b56 + a; in let b58 = b57 + a; in
let b59 = b58 + a; in let b60 = b59 + a; in let b61 = b60 + a; in let b62 = b61 + a; in let b63 =
b62 + a; in let b64 = b63 + a; in let b65 = b64 + a; in let b66 = b65 + a; in let b67 = b66 + a; in
let b68 = b67 + a; in let b69 = b68 + a; in let b70 = b69 + a; in let b71 = b70 + a; in let b72 =
b71 + a; in let b73 = b72 + a; in let b74 = b73 + a; in let b75 = b74 + a; in let b76 = b75 + a; in
let b77 = b76 + a; in let b78 = b77 + a; in let b79 = b78 + a; in let b80 = b79 + a; in let b81 =
b80 + a; in let b82 = b81 + a; in let b83 = b82 + a; in let b84 = b83 + a; in let b85 = b84 + a; in
let b86 = b85 + a; in let b87 = b86 + a; in let b88 = b87 + a; in let b89 = b88 + a; in let b90 =
b89 + a; in let b91 = b90 + a; in let b92 = b91 + a; in let b93 = b92 + a; in let b94 = b93 + a; in
let b95 = b94 + a; in let b96 = b95 + a; in let b97 = b96 + a; in let b98 = b97 + a; in let b99 =
b98 + a; in b99
