#!/usr/bin/env bash
# Builds every image without reaching an image registry: llmi/base:local, llmi/kafka:local and the services'.
#
#   deploy/docker/local-images.sh [base] [kafka] [services]      (default: all three)
#
# For machines that can reach package mirrors but no image registry, and for checking the Dockerfile there. Everywhere
# else `docker compose build` is enough. Needs root, debootstrap, a JDK 25 (JAVA_HOME), Maven, Docker, and the services
# built by `./mvnw package -DskipTests`. Afterwards:
#   export LLMI_BASE_IMAGE=llmi/base:local LLMI_KAFKA_IMAGE=llmi/kafka:local
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
# What the runtime of a full JRE image holds, less the tools.
modules=java.se,jdk.accessibility,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.localedata,jdk.management
modules=$modules,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs

say() { printf 'local-images: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
need() { command -v "$1" >/dev/null || die "$1 is missing; install it (Debian, Ubuntu: apt-get install $2)"; }

case "${1:-}" in -h|--help) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
need docker docker.io
docker info >/dev/null 2>&1 || die "no Docker engine answers; start dockerd"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

base() {
  need debootstrap debootstrap
  [ "$(id -u)" = 0 ] || die "debootstrap needs root"
  local jdk=${JAVA_HOME:?set JAVA_HOME to a JDK 25}
  say "making a Debian base with a Java runtime"
  # fontconfig brings a font: Java draws no letter without one.
  debootstrap --variant=minbase --include=ca-certificates,fontconfig,tzdata bookworm "$work/base" >"$work/log" 2>&1 ||
    { tail -n 20 "$work/log" >&2; die "debootstrap failed; the lines above say why"; }
  rm -rf "$work"/base/var/cache/apt/archives/*.deb "$work"/base/var/lib/apt/lists/*
  # A network that signs TLS connections anew is trusted in the build as it is on this machine.
  cp /etc/ssl/certs/ca-certificates.crt "$work/base/etc/ssl/certs/ca-certificates.crt"
  "$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --generate-cds-archive \
    --output "$work/base/opt/java"
  tar -C "$work/base" -c . | docker import \
    --change 'ENV JAVA_HOME=/opt/java' \
    --change 'ENV PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    --change 'ENV LANG=C.UTF-8' --change 'ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt' \
    - llmi/base:local >/dev/null
  rm -rf "$work/base"
}

# Kafka from its published jars, configured by the environment as the apache/kafka image is.
kafka() {
  need mvn maven
  local version dir="$work/kafka"
  version=$(sed -n 's:.*<kafka.version>\(.*\)</kafka.version>.*:\1:p' "$root/pom.xml")
  say "making a Kafka $version image"
  mkdir -p "$dir"
  cp "$here/local-kafka.sh" "$dir/"
  cat >"$dir/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>io.llmi</groupId><artifactId>local-kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
  mvn -q -B -f "$dir/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$dir/lib"
  cat >"$dir/Dockerfile" <<'DOCKERFILE'
FROM llmi/base:local
RUN groupadd --gid 1000 appuser && useradd --uid 1000 --gid 1000 appuser && \
    install -d -o appuser -g appuser /opt/kafka/config /var/lib/kafka/data
COPY lib/ /opt/kafka/libs/
COPY local-kafka.sh /opt/kafka/
VOLUME /var/lib/kafka/data
USER appuser
CMD ["/opt/kafka/local-kafka.sh"]
DOCKERFILE
  docker build -q -t llmi/kafka:local "$dir" >/dev/null
}

services() {
  local module runtime
  for module in planner parser tool-search tool-diffusion tool-code tool-edit assembler judge gateway; do
    module=$module-service runtime=plain
    [ -f "$root/$module/target/quarkus-app/quarkus-run.jar" ] || die "$module is not built; run ./mvnw package -DskipTests"
    case $module in tool-code-service) runtime=python ;; esac
    say "making llmi/$module"
    docker build -q -f "$here/Dockerfile" --build-arg BASE_IMAGE="${LLMI_BASE_IMAGE:-llmi/base:local}" \
      --build-arg RUNTIME="$runtime" --build-arg SERVICE="$module" -t "llmi/$module:${LLMI_VERSION:-local}" "$root" \
      >/dev/null
  done
}

[ $# -gt 0 ] || set -- base kafka services
for part; do
  case $part in
    base|kafka|services) "$part" ;;
    *) die "$part: not one of base, kafka, services" ;;
  esac
done
say "done; export LLMI_BASE_IMAGE=llmi/base:local LLMI_KAFKA_IMAGE=llmi/kafka:local before docker compose"
