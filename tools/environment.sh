#!/bin/sh
# Fills .venv from the locks, for the Makefile: `environment.sh new` makes it with what the site needs,
# `environment.sh project` puts the engine on its path, `environment.sh dev` adds what tests and lint need,
# `environment.sh mutation` adds what changes the engine to try its tests, `environment.sh theme` fetches the linters
# of styles and scripts.
# Only files named by the locks are fetched, each checked by its hash, and none outside this folder is written.
set -eu

stop() {
    printf 'masthead: %s\n' "$@" >&2
    exit 1
}

suits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# A name may be on the path and yet not run (a version manager's shim), so each is tried.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3.11 python3.12 python3.13 python3.14 python3 python
    fi
    for name; do
        if suits "$name"; then
            command -v "$name"
            return
        fi
    done
    stop "${PYTHON:-Python} is not a Python 3.11 or later that runs." \
        "Install one (Debian, Ubuntu: apt-get install python3 python3-venv), or name it: make PYTHON=/path/to/python3"
}

pip() {
    [ -t 1 ] || set -- "$@" --quiet
    .venv/bin/python -m pip --disable-pip-version-check --cache-dir .cache/pip "$@" ||
        stop "could not fill .venv; what pip reports above says why. Run the same command again to go on."
}

install_lock() {
    count=$(grep -c '==' "requirements/$1.txt")
    echo "Installing $count locked packages for $2 into .venv; the first time takes a minute or two."
    pip install --require-hashes --only-binary :all: --requirement "requirements/$1.txt"
}

make_new() {
    python=$(find_python)
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        stop "$python cannot make virtual environments (no venv or ensurepip)." \
            "Install them (Debian, Ubuntu: apt-get install python3-venv)."
    "$python" -m venv --clear .venv
    install_lock runtime "the site"
    pwd -P >.venv/place
}

# npm and Node.js come with the lock, so that the linters run on the same ones everywhere.
install_theme_linters() {
    echo "Installing the locked linters of styles and scripts into node_modules."
    PATH=$PWD/.venv/bin:$PATH npm ci --cache .cache/npm --loglevel error --no-progress >/dev/null ||
        stop "could not fill node_modules; what npm reports above says why."
}

cd "$(dirname "$0")/.."
case "${1:-}" in
    new) make_new ;;
    project) pip install --no-deps --no-build-isolation --editable . ;;
    dev) install_lock dev "tests and lint" ;;
    mutation) install_lock mutation "mutation tests" ;;
    theme) install_theme_linters ;;
    *) stop "usage: environment.sh new|project|dev|mutation|theme" ;;
esac
