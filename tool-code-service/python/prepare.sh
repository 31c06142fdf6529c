#!/bin/sh
# Makes the Python environment that the code tool runs programs in.
#
#   prepare.sh [DIR]
#
# DIR defaults to ${XDG_CACHE_HOME:-$HOME/.cache}/llmi/python-<hash of requirements.txt>. Does nothing if it is there
# already; several invocations at once wait for the first. LLMI_PREPARE_PYTHON names the interpreter to start from.
# The last line on stdout is the path of the environment's python; everything else goes to stderr.
set -eu
umask 022

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
requirements=$here/requirements.txt

say() { printf '%s\n' "prepare.sh: $*" >&2; }
fail() { say "$*"; exit 1; }

sha256() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi | cut -c1-12
}

default_dir() {
    cache=${XDG_CACHE_HOME:-${HOME:?set HOME, or pass the directory as the first argument}/.cache}
    printf '%s\n' "$cache/llmi/python-$(sha256 <"$requirements")"
}

case ${1:-} in
    -h|--help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac
dir=${1:-$(default_dir)}
case $dir in /*) ;; *) dir=$PWD/$dir ;; esac
python=$dir/bin/python
stamp=$dir/llmi-ready

# The stamp is written last, so an environment that was cut off while it was made is made again.
ready() {
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(sha256 <"$requirements")" ] &&
        "$python" -I -c 'import matplotlib' >/dev/null 2>&1
}

if ready; then printf '%s\n' "$python"; exit 0; fi

find_python() {
    for candidate in "${LLMI_PREPARE_PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python3.10 /usr/bin/python3; do
        [ -n "$candidate" ] || continue
        if "$candidate" -I -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 15))' >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

base=$(find_python) || fail "no Python 3.10 to 3.14 was found. Install one (Debian, Ubuntu: apt-get install python3 python3-venv; Fedora: dnf install python3), or name it in LLMI_PREPARE_PYTHON."
"$base" -I -c 'import venv, ensurepip' >/dev/null 2>&1 ||
    fail "$base cannot make virtual environments. Install the missing part (Debian, Ubuntu: apt-get install python3-venv)."

mkdir -p "$(dirname "$dir")" || fail "cannot create $(dirname "$dir"); pass a directory that you may write to."

# Python's own flock: not every system has the flock command, and a lock that dies with its holder needs no cleaning up.
if [ -z "${LLMI_PREPARE_LOCKED:-}" ]; then
    LLMI_PREPARE_LOCKED=1
    export LLMI_PREPARE_LOCKED
    exec "$base" -I -c '
import fcntl, os, sys
lock = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o644)
os.set_inheritable(lock, True)
fcntl.flock(lock, fcntl.LOCK_EX)
os.execvp("sh", ["sh"] + sys.argv[2:])
' "$dir.lock" "$0" "$dir"
fi

say "making the Python environment in $dir (once, about a minute)"
if [ -e "$dir" ] && [ ! -f "$dir/pyvenv.cfg" ] && [ -n "$(ls -A "$dir")" ]; then
    fail "$dir holds something else than a Python environment; pass another directory."
fi
rm -rf -- "$dir"
"$base" -I -m venv "$dir" >&2 || fail "$base could not make a virtual environment in $dir."
"$python" -I -m pip --disable-pip-version-check install --quiet --no-input --only-binary :all: -r "$requirements" >&2 ||
    fail "pip could not install what requirements.txt lists. It needs the Python package index once: check the network and the proxy settings (HTTPS_PROXY, PIP_INDEX_URL), then run this again."
"$python" -I -m pip uninstall --quiet --yes pip >&2 || say "pip stays in the environment; that does no harm."

# Programs see system fonts only: a font from the home directory would be in the cache and missing in the sandbox.
mkdir -p "$dir/matplotlib"
HOME=/nonexistent MPLCONFIGDIR=$dir/matplotlib MPLBACKEND=Agg \
    "$python" -I -c 'import matplotlib.pyplot, pandas, seaborn' >&2 ||
    fail "the environment in $dir does not work; the lines above say why."
"$python" -I -m compileall -q "$dir/lib" >&2 || say "some files were not byte-compiled; programs start a little slower."
sha256 <"$requirements" >"$stamp"
say "done"
printf '%s\n' "$python"
