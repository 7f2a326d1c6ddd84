#!/usr/bin/env bash
# Install what the tests look at pages, documents and terminals with: a browser, an office, a PDF renderer, a terminal
# multiplexer, a Chinese font. Does nothing where all are there; says so, and goes on, where it may not install.
set -uo pipefail

missing=()
need() { command -v "$1" >/dev/null 2>&1 || missing+=("${@:2}"); }
need chromium chromium
need soffice libreoffice-writer libreoffice-calc
need pdftoppm poppler-utils
need tmux tmux
need fc-list fontconfig
fc-list :lang=zh 2>/dev/null | grep -q . || missing+=(fonts-noto-cjk)

if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    echo "没有装：${missing[*]}。用到它们的测试会跳过；请用本机的软件包管理器安装。" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
echo "正在安装：${missing[*]}" >&2
{ apt-get update -qq && apt-get install -qq -y --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 ||
    echo "没能装上：${missing[*]}。用到它们的测试会跳过。" >&2
