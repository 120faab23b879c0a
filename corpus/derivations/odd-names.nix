/* {
  "description": "The name of a derivation may hold `+ - . _ ? =`.",
  "expect": {"value": "[ \"/nix/store/v8pipzn71r4dfd6p3735z3rbnfcchqfq-a+b-c.d_e?f=g\" \"/nix/store/qmhmwwg816an9nfklk7lr9cx9czhchwz-=\" \"/nix/store/4s4b4xz205bpamhnk0fbv4miya3fpfim--x\" \"/nix/store/y56bndkfj6ww863lakrhwjxb10g8q84k-?\" \"/nix/store/mfmgp8mahcg9if4x8rd6lmw5z8nmgg4r-1\" ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
map (name: (derivation { inherit name; system = "x86_64-linux"; builder = "/bin/sh"; }).outPath)
  [ "a+b-c.d_e?f=g" "=" "-x" "?" "1" ]
