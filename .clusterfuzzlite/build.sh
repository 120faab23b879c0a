#!/bin/bash -eu
# Builds the fuzz targets where OSS-Fuzz or ClusterFuzzLite says how: with its compiler and flags
# (CC, CXX, CFLAGS, CXXFLAGS), its engine (LIB_FUZZING_ENGINE), from SRC through WORK into OUT. Both
# run this file, and ci/oss-fuzz-check does so without docker.
#
# The list of targets and of what lies beside them is fuzz/CMakeLists.txt. WORK begins anew each
# time: the flags differ from one sanitizer to the next.

build=$WORK/assay
rm -rf "$build"
# CMake takes compilers and flags from the environment; without a build type it adds none.
cmake -S "$SRC/assay" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE= \
  -DASSAY_FUZZ_ENGINE="$LIB_FUZZING_ENGINE"
cmake --build "$build"
cmake --install "$build" --prefix "$OUT"
