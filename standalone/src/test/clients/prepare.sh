#!/bin/sh
# Installs what tests need from other registries than Maven's, once, into DIR: prepare.sh python|node|axe DIR
set -eu
dir=$2
case $1 in
    python)
        [ -f "$dir/ready" ] && exit 0
        python3 -m venv "$dir"
        "$dir/bin/python" -m pip --disable-pip-version-check install --quiet --no-input openai==3.57.0
        ;;
    node)
        [ -f "$dir/ready" ] && exit 0
        mkdir -p "$dir"
        npm install --prefix "$dir" --silent --no-audit --no-fund --no-save --no-package-lock openai@7.57.0
        ;;
    axe)
        [ -f "$dir/ready" ] && exit 0
        mkdir -p "$dir"
        npm install --prefix "$dir" --silent --no-audit --no-fund --no-save --no-package-lock axe-core@4.10.3
        ;;
    *) echo "usage: prepare.sh python|node|axe DIR" >&2; exit 2 ;;
esac
touch "$dir/ready"
