#!/bin/sh
# Takes the given version of Leaflet from the npm registry into wwwroot/lib/leaflet: docs/decisions/0032-maps.md says why it lies there.
set -eu
version=${1:?which version, for example 1.9.4}
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm pack --silent "leaflet@$version" >/dev/null
tar -xzf "leaflet-$version.tgz"
for file in dist/leaflet.js dist/leaflet.css LICENSE; do
  tr -d '\r' <"package/$file" >"$root/wwwroot/lib/leaflet/$(basename "$file")"
done
