#!/usr/bin/env bash
# Sets up what the tests need, runs them all, and ends with 'N passed, N failed[, N skipped]'.
# Exits 0 only if everything was built, ran and passed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null
export CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DEBIAN_FRONTEND=noninteractive

out="$PWD/tests/out"
rm -rf "$out"
mkdir -p "$out"

# The closing line, and the exit code that goes with it.
finish() {
  local line="$1 passed, $2 failed"
  [ "$3" -eq 0 ] || line="$line, $3 skipped"
  echo "$line"
  [ "$2" -eq 0 ]
  exit
}

fail() {
  echo "$1" >&2
  finish 0 1 0
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Debian packages for the programs that are missing, if any.
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v npm >/dev/null || missing+=(nodejs npm)
PATH="$PATH:/usr/sbin" command -v nginx >/dev/null || missing+=(nginx)
if [ "${#missing[@]}" -gt 0 ]; then
  { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null \
    || fail "Missing and not to be installed: ${missing[*]}. The tests need them."
fi

if [ -f tests/contract/package-lock.json ]; then
  npm ci --prefix tests/contract --no-audit --no-fund --loglevel=error || fail "The packages of tests/contract could not be installed."
fi

# Databases, keys and browsers' profiles of the tests lie in memory where there is room: their thousands of commits need not wait for a disk.
room="$(df --output=avail -B1M /dev/shm 2>/dev/null | tail -1)"
if [ -z "${TMPDIR:-}" ] && [ "${room:-0}" -ge 4096 ]; then
  TMPDIR="$(mktemp -d /dev/shm/portal-tests.XXXXXX)"
  export TMPDIR
  trap 'rm -rf "$TMPDIR"' EXIT
fi

dotnet build Portal.sln -c Release -v q -clp:ErrorsOnly || fail "The build failed."

# One project after the other: they start servers and browsers of their own.
dotnet test --solution Portal.sln -c Release --no-build --max-parallel-test-modules 1 --no-progress --no-ansi --results-directory "$out" --report-xunit
code=$?

# The sum of one attribute over all reports; one report for each test project that ran to its end.
sum() {
  cat "$out"/*.xunit 2>/dev/null | grep -o '<assembly [^>]*>' | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'
}

passed=$(sum passed)
failed=$(($(sum failed) + $(sum errors)))
skipped=$(($(sum skipped) + $(sum not-run)))
projects=$(grep -l 'Include="xunit.v3"' tests/*/*.csproj | wc -l)
reports=$(find "$out" -name '*.xunit' | wc -l)
if [ "$reports" -lt "$projects" ]; then
  echo "$((projects - reports)) of $projects test projects ended without a report." >&2
  failed=$((failed + projects - reports))
elif [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then
  echo "The test run ended with exit code $code." >&2
  failed=1
fi

finish "$passed" "$failed" "$skipped"
