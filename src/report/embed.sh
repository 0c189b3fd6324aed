#!/bin/sh
# Writes an assembler file that holds other files byte by byte, for meson.build.
# Usage: src/report/embed.sh OUT.S FILE...      a/page.js becomes cri_asset_page_js, up to cri_asset_page_js_end
set -eu
out=$1
shift
{
    echo '/* Made by src/report/embed.sh. */'
    echo '    .section .rodata'
    for file in "$@"; do
        symbol=cri_asset_$(basename "$file" | tr .- __)
        printf '    .balign 16\n    .globl %s\n    .hidden %s\n    .type %s, %%object\n%s:\n' \
            "$symbol" "$symbol" "$symbol" "$symbol"
        printf '    .incbin "%s"\n    .size %s, . - %s\n' "$file" "$symbol" "$symbol"
        printf '    .globl %s_end\n    .hidden %s_end\n%s_end:\n    .byte 0\n' "$symbol" "$symbol" "$symbol"
    done
    echo '    .section .note.GNU-stack, "", %progbits'
} >"$out"
