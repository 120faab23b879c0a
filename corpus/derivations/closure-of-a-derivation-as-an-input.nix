/* {
  "description": "A `drvPath` as it is makes inputs of the derivation with all that it refers to, and of every derivation among them all outputs.",
  "expect": {"value": "[ \"/nix/store/9jkl9fsbzdhn07zvszgj1xp7yrq9lawv-a.drv\" \"Derive([(\\\"out\\\",\\\"/nix/store/lsvfnqy6ryxjcrncxnx4kvrfk1by5497-a\\\",\\\"\\\",\\\"\\\")],[(\\\"/nix/store/mgmv8bym9yc0lj5jcd28419dchk1wbrr-dep.drv\\\",[\\\"dev\\\",\\\"out\\\"]),(\\\"/nix/store/v89iwmnp0m4v3brbsc9ivja0mr0bm80x-user.drv\\\",[\\\"out\\\"])],[\\\"/nix/store/8q3hxapa40yhs43l5gpbzfq4phdkfwn9-u\\\",\\\"/nix/store/cxg88q9v9x6yqdx8p8imyrjk58krl3cx-t\\\",\\\"/nix/store/mgmv8bym9yc0lj5jcd28419dchk1wbrr-dep.drv\\\",\\\"/nix/store/v89iwmnp0m4v3brbsc9ivja0mr0bm80x-user.drv\\\"],\\\"x86_64-linux\\\",\\\"/bin/sh\\\",[],[(\\\"builder\\\",\\\"/bin/sh\\\"),(\\\"name\\\",\\\"a\\\"),(\\\"out\\\",\\\"/nix/store/lsvfnqy6ryxjcrncxnx4kvrfk1by5497-a\\\"),(\\\"system\\\",\\\"x86_64-linux\\\"),(\\\"v\\\",\\\"/nix/store/v89iwmnp0m4v3brbsc9ivja0mr0bm80x-user.drv\\\")])\" ]"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  dep = derivation { name = "dep"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" "dev" ]; };
  user = derivation {
    name = "user"; system = "x86_64-linux"; builder = "/bin/sh"; v = dep; w = builtins.toFile "t" (builtins.toFile "u" "text");
  };
  d = derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; v = user.drvPath; };
in [ d.drvPath (builtins.readFile d.drvPath) ]
