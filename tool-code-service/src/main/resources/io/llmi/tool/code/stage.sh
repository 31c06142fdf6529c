# First stage of a sandbox, run in a mount namespace of its own with the right to mount; ends by becoming bwrap.
#
#   sh stage.sh DIR TMPFS_OPTIONS UID FILTER COUNT SOURCE... COMMAND...
#
# Mounts a scratch file system on DIR with a limit on the number of files, which bwrap cannot set, and binds each SOURCE
# to DIR/1, DIR/2, ... so that it stays readable after the change to UID (- for none). FILTER (- for none) is opened
# as descriptor 9 for bwrap.
set -eu
dir=$1 options=$2 uid=$3 filter=$4 count=$5
shift 5
mount -t tmpfs -o "mode=0755,nosuid,nodev,$options" llmi-scratch "$dir"
mkdir -m 1777 "$dir/scratch" "$dir/scratch/shm"
number=1
while [ "$number" -le "$count" ]; do
    if [ -d "$1" ]; then mkdir "$dir/$number"; else : >"$dir/$number"; fi
    mount --rbind "$1" "$dir/$number"
    number=$((number + 1))
    shift
done
if [ "$filter" != - ]; then exec 9<"$filter"; fi
if [ "$uid" != - ]; then
    exec setpriv --reuid "$uid" --regid "$uid" --clear-groups --inh-caps=-all --no-new-privs -- "$@"
fi
exec "$@"
