#!/usr/bin/env bash
# Starts the containers of docker-compose.yml in a project of their own, passes one job through them and removes them.
#
#   deploy/docker/smoke.sh [--keep]
#
# Exit code 0 only if every service got ready and the job's document has pictures, all of them ready and fetched whole.
# --keep leaves the containers and their volumes. Needs Docker with Compose, python3, and images: `docker compose build`,
# or local-images.sh and its variables. LLMI_PORT (default 18080) is published on loopback; LLMI_SMOKE_TIMEOUT (default
# 240) is how many seconds the services, and then the job, may take; LLMI_SMOKE_PROMPT is the job.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
project=llmi-smoke
seconds=${LLMI_SMOKE_TIMEOUT:-240}
export LLMI_PORT=${LLMI_PORT:-18080}

say() { printf 'smoke: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

keep=
case ${1:-} in
  '') ;;
  --keep) keep=1 ;;
  -h|--help) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
  *) die "unknown option $1; see --help" ;;
esac

command -v python3 >/dev/null || die "python3 is missing; install it"
if docker compose version >/dev/null 2>&1; then compose=(docker compose)
elif command -v docker-compose >/dev/null; then compose=(docker-compose)
else die "neither docker compose nor docker-compose is installed"; fi
# Named here, so that a COMPOSE_FILE in the environment does not start something else.
compose+=(-f "$root/docker-compose.yml" --project-directory "$root" -p "$project")

finish() {
  status=$?
  trap - EXIT
  if [ "$status" != 0 ]; then
    "${compose[@]}" ps >&2 || true
    "${compose[@]}" logs --tail=30 >&2 || true
  fi
  if [ -z "$keep" ]; then
    "${compose[@]}" down -v --remove-orphans >/dev/null 2>&1 || { say "the containers could not be removed"; status=1; }
  fi
  if [ "$status" = 0 ]; then say passed; else say FAILED; fi
  exit "$status"
}
trap finish EXIT
# So that a signal, too, takes the containers down.
trap 'exit 130' INT TERM

# Not `up --wait`: Compose 1 does not know it, and this says which service is late.
wait_ready() {
  local deadline=$((SECONDS + seconds)) ids late
  while :; do
    ids=$("${compose[@]}" ps -q)
    # shellcheck disable=SC2086 — one word per container
    late=$(docker inspect -f '{{.Name}} {{.State.Health.Status}} {{.RestartCount}}' $ids | awk '$2 != "healthy"')
    [ -n "$late" ] || return 0
    [ "$SECONDS" -lt "$deadline" ] || die "not ready after $seconds s:
$late"
    sleep 2
  done
}

say "starting the services"
"${compose[@]}" up -d --no-build
wait_ready
say "all services are ready after $SECONDS s"

python3 - "http://127.0.0.1:$LLMI_PORT" "$seconds" <<'PYTHON'
import hashlib, json, os, sys, time, urllib.error, urllib.request

server, seconds = sys.argv[1], int(sys.argv[2])
prompt = os.environ.get("LLMI_SMOKE_PROMPT") or (
    "Write a short illustrated article about lighthouses, with a photo of a lighthouse, a painting of a lighthouse at "
    "night, the same painting edited to black and white, and a bar chart of the heights of five lighthouses.")
# A proxy of the environment is for the outside.
http = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def call(path, body=None):
    request = urllib.request.Request(
        server + path, json.dumps(body).encode() if body else None, {"Content-Type": "application/json"})
    try:
        with http.open(request, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as e:
        sys.exit(f"smoke: {request.get_method()} {path} answered {e.code}: {e.read().decode(errors='replace')[:1000]}")


begin = time.monotonic()
job = json.loads(call("/v1/jobs", {"prompt": prompt, "deadline_seconds": max(5, seconds)}))["id"]
while (status := json.loads(call(f"/v1/jobs/{job}"))["status"]) in ("queued", "running"):
    if time.monotonic() - begin > seconds:
        sys.exit(f"smoke: job {job} is still {status} after {seconds} s")
    time.sleep(0.5)
print(f"smoke: job {job} {status} after {time.monotonic() - begin:.1f} s", file=sys.stderr)

document = json.loads(call(f"/v1/jobs/{job}/document.json"))
pictures = [part for part in document["parts"] if part["type"] == "image"]
faults = []
for picture in pictures:
    line = f"smoke: picture {picture['index']} {picture['tool']} {picture['status']}"
    if picture["status"] == "ready":
        blob = picture["blob"]
        data = call(f"/v1/blobs/{blob['sha256']}")
        line += f" {blob['media_type']} {blob['width']}x{blob['height']} {len(data)} bytes"
        if hashlib.sha256(data).hexdigest() != blob["sha256"]:
            faults.append(f"picture {picture['index']} is not what its hash says")
    else:
        line += f" {picture.get('error')}"
        faults.append(f"picture {picture['index']} is {picture['status']}")
    print(line, file=sys.stderr)
if status != "completed":
    faults.append(f"the job ended {status}")
if not pictures:
    faults.append("the document has no picture")
if not any(part["type"] == "text" and part["text"].strip() for part in document["parts"]):
    faults.append("the document has no text")
if faults:
    sys.exit("smoke: " + "; ".join(faults))
PYTHON
