#!/bin/bash
# Exit code 0 if the service in this container is ready. In plain bash: the image has no HTTP client, and starting a JVM
# every few seconds for one request would cost more than the service's idling.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${QUARKUS_HTTP_PORT:-8080}"
printf 'GET /q/health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 3 _ status _ <&3
if [ "$status" != 200 ]; then
  # Shown by `docker inspect`: the body names the components that are not up.
  cat <&3
  exit 1
fi
