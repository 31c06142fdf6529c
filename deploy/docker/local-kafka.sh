#!/bin/bash
# Starts the broker of llmi/kafka:local. KAFKA_A_B_C sets a.b.c, as in the apache/kafka image, and CLUSTER_ID names the
# cluster, so that one compose file serves both images.
set -euo pipefail
config=/opt/kafka/config/server.properties
env | sed -n 's/^KAFKA_\([A-Z_]*\)=\(.*\)$/\1 \2/p' | while read -r name value; do
  # Settings of the start script, not of the broker.
  case $name in HEAP_OPTS|OPTS|JVM_PERFORMANCE_OPTS) continue ;; esac
  name=${name,,}
  printf '%s=%s\n' "${name//_/.}" "$value"
done >"$config"
run() { java ${KAFKA_HEAP_OPTS:-} -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '/opt/kafka/libs/*' "$@"; }
run kafka.tools.StorageTool format --ignore-formatted --cluster-id "$CLUSTER_ID" --config "$config"
exec java ${KAFKA_HEAP_OPTS:-} ${KAFKA_JVM_PERFORMANCE_OPTS:-} -XX:+ExitOnOutOfMemoryError \
  -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '/opt/kafka/libs/*' kafka.Kafka "$config"
