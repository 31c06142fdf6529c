#!/bin/sh
# Checks that programs can be run in a sandbox here, and installs bubblewrap where that is possible.
#
#   sandbox.sh [--check]
#
# --check installs nothing. LLMI_CODE_BWRAP names the bwrap to use. Exit code 0 means that a sandbox really started.
set -eu

say() { printf '%s\n' "sandbox.sh: $*" >&2; }
fail() { say "$*"; exit 1; }

case ${1:-} in
    -h|--help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac

bwrap=${LLMI_CODE_BWRAP:-bwrap}

[ "$(uname -s)" = Linux ] || fail "the sandbox needs Linux; run the code tool in a Linux virtual machine or container."

if ! command -v "$bwrap" >/dev/null 2>&1; then
    if [ "${1:-}" != --check ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing bubblewrap"
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends bubblewrap; } >&2 ||
            fail "apt-get could not install bubblewrap; install it by hand: apt-get install bubblewrap"
    else
        fail "bubblewrap is missing. Install it: apt-get install bubblewrap (Debian, Ubuntu), dnf install bubblewrap (Fedora, RHEL), apk add bubblewrap (Alpine), pacman -S bubblewrap (Arch)."
    fi
fi
for command in unshare setpriv mount; do
    command -v "$command" >/dev/null 2>&1 || fail "$command is missing; install util-linux (apt-get, dnf or apk)."
done

probe() {
    "$bwrap" --unshare-all --unshare-user --die-with-parent --new-session --cap-drop ALL --ro-bind / / true 2>&1
}
stage() {
    if [ "$(id -u)" = 0 ]; then
        unshare --mount --propagation private sh -c 'mount -t tmpfs none /mnt && setpriv --reuid 65530 --regid 65530 --clear-groups true' 2>&1
    else
        unshare --user --map-root-user --mount --propagation private sh -c 'mount -t tmpfs none /mnt' 2>&1
    fi
}

if reason=$(probe) && reason=$(stage); then
    say "a sandbox starts here ($("$bwrap" --version))"
    exit 0
fi
say "no sandbox can be started: $reason"
setting() { cat "/proc/sys/$1" 2>/dev/null || printf '%s' "$2"; }
if [ "$(setting kernel/unprivileged_userns_clone 1)" = 0 ]; then
    say "user namespaces are off for ordinary users; an administrator turns them on: sysctl -w kernel.unprivileged_userns_clone=1"
fi
if [ "$(setting user/max_user_namespaces 1)" = 0 ]; then
    say "user namespaces are limited to none; an administrator allows them: sysctl -w user.max_user_namespaces=10000"
fi
if [ "$(setting kernel/apparmor_restrict_unprivileged_userns 0)" = 1 ]; then
    say "AppArmor restricts user namespaces; an administrator allows them: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 (or an AppArmor profile for bwrap and unshare)"
fi
if [ -f /.dockerenv ] || [ -f /run/.containerenv ]; then
    say "this is a container: it has to allow user namespaces and mounts, for example: docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined"
fi
exit 1
