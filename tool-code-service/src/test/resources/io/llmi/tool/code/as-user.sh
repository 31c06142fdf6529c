# Runs a command as an ordinary user who can read some directories that lie in a home directory which is not theirs.
#
#   sh as-user.sh UID HOME COUNT DIR... COMMAND...
#
# To be run by root in a mount namespace of its own. HOME becomes an empty directory with each DIR in it.
set -eu
uid=$1 home=$2 count=$3
shift 3
mount -t tmpfs none /media
number=1
for dir in "$@"; do
    [ "$number" -le "$count" ] || break
    mkdir "/media/$number"
    mount --rbind "$dir" "/media/$number"
    number=$((number + 1))
done
mount -t tmpfs -o mode=0755 none "$home"
number=1
while [ "$number" -le "$count" ]; do
    mkdir -p "$1"
    mount --rbind "/media/$number" "$1"
    number=$((number + 1))
    shift
done
exec setpriv --reuid "$uid" --regid "$uid" --clear-groups --inh-caps=-all -- "$@"
