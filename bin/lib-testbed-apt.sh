# Sourced by bin/testbed: packages. No host is named here: newer suites are read from wherever the
# machine's own Debian source points, and pinned so that nothing but the named packages comes from them.
# shellcheck shell=bash

APT_UPDATED=
APT_LOCK=(-o DPkg::Lock::Timeout=300)
POLICY=/usr/sbin/policy-rc.d

missing_tools() {
  local pair
  jdk_version_ok || echo jdk
  for pair in mvn:maven git:git curl:curl setpriv:util-linux flock:util-linux openssl:openssl \
    htpasswd:apache2-utils ip:iproute2; do
    have "${pair%%:*}" || echo "${pair#*:}"
  done
}

# The JDK's release file, because starting a JVM to ask takes longer than all other checks together.
jdk_version_ok() {
  local javac major
  have javac || return 1
  javac=$(readlink -f "$(command -v javac)")
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "${javac%/bin/javac}/release" 2>/dev/null)
  if [ -z "$major" ]; then major=$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'); fi
  [ "${major:-0}" -ge 17 ]
}

first_known() {
  local name
  for name in "$@"; do
    if package_known "$name"; then
      echo "$name"
      return 0
    fi
  done
  echo "$1"
}

# No `grep -q` on a pipe here or elsewhere: it stops reading, and pipefail takes the writer's SIGPIPE for a failure.
package_known() { apt-cache policy "$1" 2>/dev/null | grep 'Candidate: [^(]' >/dev/null; }

require_apt() {
  have apt-get || die "missing on this machine: $*" \
    "install it yourself (bin/testbed installs on Debian and Ubuntu only), then run this again"
}

apt_update_once() {
  [ -z "$APT_UPDATED" ] || return 0
  require_apt "a package manager"
  say "packages: refreshing the lists"
  apt-get "${APT_LOCK[@]}" update >>"$STATE/log/apt.log" 2>&1 </dev/null ||
    die "apt-get update failed: $(tail -n 1 "$STATE/log/apt.log")" "mend the machine's package sources, then run this again"
  APT_UPDATED=yes
}

install_packages() {
  require_apt "$*"
  mkdir -p "$STATE/log"
  apt_update_once
  say "packages: installing $*"
  try_install "$@" || die "cannot install $*: $(grep -m1 '^E:' "$STATE/log/apt.last")" "see $STATE/log/apt.log"
}

try_install() {
  local result=0
  forbid_services
  apt-get "${APT_LOCK[@]}" install -y --no-install-recommends -o Dpkg::Options::=--force-confold "$@" \
    >"$STATE/log/apt.last" 2>&1 </dev/null 9>&- || result=$?
  allow_services
  cat "$STATE/log/apt.last" >>"$STATE/log/apt.log"
  return "$result"
}

# Debian's packages start their daemons on installation. Ours have other settings and other ports.
forbid_services() {
  [ ! -e "$POLICY.archweave" ] || allow_services
  if [ -e "$POLICY" ]; then mv "$POLICY" "$POLICY.archweave"; fi
  printf '#!/bin/sh\n# archweave: bin/testbed is installing\nexit 101\n' >"$POLICY"
  chmod 755 "$POLICY"
  trap allow_services EXIT
}

allow_services() {
  if grep -qs 'archweave: bin/testbed' "$POLICY"; then rm -f "$POLICY"; fi
  if [ -e "$POLICY.archweave" ]; then mv "$POLICY.archweave" "$POLICY"; fi
  trap - EXIT
}

# Where systemd runs, the package's unit would start at the next boot and take our port or socket.
disable_units() {
  [ -d /run/systemd/system ] || return 0
  systemctl disable "$@" >>"$STATE/log/apt.log" 2>&1 || true
}

on_debian() { [ "$(os_release ID)" = debian ]; }

os_release() { sed -n "s/^$1=\"\\{0,1\\}\\([^\"]*\\)\"\\{0,1\\}\$/\\1/p" /etc/os-release 2>/dev/null; }

# The machine's own source of its own suite, as "URI keyring".
debian_source() {
  local line entry keyring
  # shellcheck disable=SC2016  # apt's own variables
  line=$(apt-get indextargets --no-release-info --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(SOURCESENTRY)' \
    'Created-By: Packages' | awk -v suite="$(os_release VERSION_CODENAME)" -F'|' '$2 == suite && $3 == "main" && !n++')
  [ -n "$line" ] || die "this machine's package sources have no suite '$(os_release VERSION_CODENAME)'" "add it, then run this again"
  entry=${line##*|}
  keyring=$(sed -n 's/^Signed-By:[[:space:]]*\(\/[^[:space:]]*\).*/\1/p; s/^deb .*signed-by=\(\/[^] ]*\).*/\1/p' \
    "${entry%:*}" 2>/dev/null | awk '!n++')
  [ -n "$keyring" ] || keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  printf '%s %s\n' "${line%%|*}" "$keyring"
}

# deb822 text of a source for a suite
source_stanza() {
  local uri keyring
  read -r uri keyring < <(debian_source)
  [ -n "$uri" ] || exit 1
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n' "$uri" "$1"
  [ ! -e "$keyring" ] || printf 'Signed-By: %s\n' "$keyring"
}

# Adds a newer suite beside the machine's own, of which only the named packages may be installed.
# Only its lists are fetched, so a suite that cannot be had breaks nothing else.
add_suite() {
  local suite=$1 list=/etc/apt/sources.list.d/archweave-$1.sources stanza
  shift
  stanza=$(source_stanza "$suite") || return 1
  printf '# Written by bin/testbed\n%s\n' "$stanza" >"$list"
  printf '# Written by bin/testbed\nPackage: *\nPin: release n=%s\nPin-Priority: -1\n\nPackage: %s\nPin: release n=%s\nPin-Priority: 700\n' \
    "$suite" "$*" "$suite" >"/etc/apt/preferences.d/archweave-$suite"
  say "packages: reading suite $suite (only for: $*)"
  apt-get "${APT_LOCK[@]}" update -o Dir::Etc::sourcelist="$list" -o Dir::Etc::sourceparts=/dev/null \
    -o APT::Get::List-Cleanup=0 >>"$STATE/log/apt.log" 2>&1 </dev/null
}

remove_suite() { rm -f "/etc/apt/sources.list.d/archweave-$1.sources" "/etc/apt/preferences.d/archweave-$1"; }

# Outside judges of what was pushed. Tests that want them skip without them, so none is a reason to fail.
judges_up() {
  local judge
  for judge in skopeo crane; do
    have "$judge" || install_judge "$judge" || say "note: no $judge, tests that use it will be skipped"
  done
}

# One failed attempt is remembered, or every run would try again.
install_judge() {
  have apt-get && [ ! -e "$STATE/$1.unavailable" ] || return 1
  if "install_$1"; then return 0; fi
  touch "$STATE/$1.unavailable"
  return 1
}

install_skopeo() {
  apt_update_once
  say "packages: installing skopeo"
  try_install skopeo
}

# crane is in sid only.
install_crane() {
  on_debian || return 1
  if add_suite sid crane && try_install crane; then return 0; fi
  remove_suite sid
  return 1
}
