#!/bin/sh
# Installs OpenAI's own clients for the tests, once, into DIR: prepare.sh python|node DIR
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
    *) echo "usage: prepare.sh python|node DIR" >&2; exit 2 ;;
esac
touch "$dir/ready"
