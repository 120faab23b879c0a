{ lib, stdenv, fetchurl, zlib ? null, ... }@args:

let
  version = "1.2";
in
stdenv.mkDerivation rec {
  pname = "demo";
  inherit version;
  src = fetchurl {
    url = "https://example.org/${pname}-${version}.tar.gz";
    sha256 = lib.fakeSha256;
  };
  buildInputs = lib.optional (zlib != null) zlib ++ [ ./local.patch ];
  postInstall = ''
    mkdir -p $out/bin
    ln -s ${src} $out/bin/''${name}
  '';
  meta = with lib; {
    description = "A demo";
    license = licenses.mit or null;
    broken = !(args ? zlib) -> false;
  };
}
