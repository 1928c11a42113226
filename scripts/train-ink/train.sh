#!/usr/bin/env bash
# The whole training, from nothing or from where it stopped: README.md beside this. Options go to train.py.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
cache=${INK_CACHE:-.cache/ink}
mkdir -p "$cache"
if [ ! -x "$cache/venv/bin/python" ]; then
  python3 -m venv "$cache/venv"
  "$cache/venv/bin/pip" install --quiet -r "$here/requirements.txt"
fi
if [ ! -f "$cache/fonts-installed" ] && command -v apt-get > /dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -q > /dev/null
  # shellcheck disable=SC2046
  apt-get install -y -q --no-install-recommends $(cat "$here/fonts.txt") > /dev/null
  touch "$cache/fonts-installed"
fi
[ -f dist/cli.js ] || node scripts/build.mjs
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1} OPENBLAS_NUM_THREADS=1
nice -n 5 "$cache/venv/bin/python" "$here/train.py" --cache "$cache" "$@"
"$cache/venv/bin/python" "$here/export.py" --cache "$cache" --out "${INK_OUT:-data/models/ink.onnx}"
