#!/bin/sh
# Makes scan.wasm.ts of scan.c again. Debian: apt-get install clang-14 lld-14; other versions give other bytes of the same behaviour.
set -eu
cd "$(dirname "$0")"
"${CC:-clang-14}" --target=wasm32 -O3 -msimd128 -matomics -mbulk-memory -ffreestanding -fno-builtin -nostdlib -Wall -Wextra -Werror \
  -Wl,--no-entry,--import-memory,--shared-memory,--max-memory=4294967296,--export=__heap_base,--strip-all,-z,stack-size=16384 \
  -o scan.wasm scan.c
printf "/** scan.c, built by build.sh. */\nexport const SCAN =\n  '%s';\n" "$(base64 -w0 scan.wasm)" > scan.wasm.ts
rm scan.wasm
