# Sourced by bin/testbed: a multi-platform base image without a hub, made of Debian's static busybox.
# shellcheck shell=bash

BASE_NAME=archweave/busybox:1
# Debian's name of an architecture, and Docker's
BASE_PLATFORMS='amd64:amd64 arm64:arm64 armhf:arm/v7 ppc64el:ppc64le s390x:s390x'

base_up() {
  if ! base_complete; then
    say "base image: building $BASE_NAME"
    if on_debian; then base_from_debian; else base_from_hub; fi
  fi
  say "base image: $(registry_address registry)/$BASE_NAME"
}

# The tag's list has every platform.
base_complete() {
  local list pair arch
  list=$(curl -fsS --noproxy '*' --max-time 10 -H 'Accept: application/vnd.oci.image.index.v1+json' \
    -H 'Accept: application/vnd.docker.distribution.manifest.list.v2+json' \
    "http://$(registry_address registry)/v2/${BASE_NAME%:*}/manifests/${BASE_NAME#*:}" 2>/dev/null | tr -d ' \t\n') || return 1
  for pair in $BASE_PLATFORMS; do
    arch=${pair#*:}
    case $list in *"\"architecture\":\"${arch%/*}\""*) ;; *) return 1 ;; esac
  done
}

base_from_debian() {
  local context=$STATE/base/context
  [ -e "$STATE/base/complete" ] || fetch_busybox "$context"
  cp "$TESTBED_FILES/base/passwd" "$TESTBED_FILES/base/group" "$context/"
  push_base "$context" -f "$TESTBED_FILES/base/Dockerfile"
}

# Other distributions carry no binaries of foreign architectures in one place, but reach a hub.
base_from_hub() {
  mkdir -p "$STATE/base/hub"
  echo 'FROM docker.io/library/busybox:1.37-musl' >"$STATE/base/hub/Dockerfile"
  push_base "$STATE/base/hub"
}

# Engine 26 pushes the children at the same time under the tag, on which registry 2.8 answers 500 now and then.
push_base() {
  local context=$1 try platforms
  shift
  platforms=$(base_platform_list)
  for try in 1 2 3 4 5; do
    if DOCKER_HOST=$(engine_host) docker buildx build --builder default --provenance=false --platform "$platforms" \
      --output "type=image,name=$(registry_address registry)/$BASE_NAME,push=true,oci-mediatypes=true" \
      "$@" "$context" >"$STATE/log/base.log" 2>&1 </dev/null 9>&- && base_complete; then
      return 0
    fi
    say "base image: try $try failed: $(grep -m1 -E '^(ERROR|error)' "$STATE/log/base.log" | cut -c1-200)"
    sleep 1
  done
  last_words base
  die "the base image cannot be built or pushed (its last lines are above)" "see $STATE/log/base.log"
}

base_platform_list() {
  local pair
  for pair in $BASE_PLATFORMS; do echo "linux/${pair#*:}"; done | paste -sd,
}

# Packages of foreign architectures through an apt of our own: the machine's dpkg is not told of them.
fetch_busybox() {
  local context=$1 dir=$STATE/base/apt pair target
  rm -rf "$dir" "$context"
  mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial" "$dir/sources" "$context"
  : >"$dir/status"
  source_stanza "$(os_release VERSION_CODENAME)" >"$dir/sources/base.sources"
  private_apt_config "$dir" >"$dir/apt.conf"
  say "base image: fetching busybox-static for $(base_platform_list)"
  # shellcheck disable=SC2046  # a list of packages
  (cd "$dir" && APT_CONFIG=$dir/apt.conf apt-get update && APT_CONFIG=$dir/apt.conf apt-get download $(busybox_packages)) \
    >"$STATE/log/base-apt.log" 2>&1 </dev/null ||
    die "cannot fetch busybox-static: $(grep -m1 '^E:' "$STATE/log/base-apt.log")" "see $STATE/log/base-apt.log"
  for pair in $BASE_PLATFORMS; do
    target=$context/$(echo "${pair#*:}" | tr -d /)
    mkdir -p "$target"
    unpack_busybox "$dir"/busybox-static_*_"${pair%%:*}".deb "$target/busybox"
  done
  rm -rf "$dir"
  touch "$STATE/base/complete"
}

busybox_packages() {
  local pair
  for pair in $BASE_PLATFORMS; do echo "busybox-static:${pair%%:*}"; done
}

private_apt_config() {
  local pair
  cat <<CONF
Dir::State "$1";
Dir::State::status "$1/status";
Dir::State::lists "$1/lists";
Dir::Cache "$1/cache";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$1/sources";
Dir::Etc::preferencesparts "/dev/null";
Acquire::Languages "none";
APT::Sandbox::User "root";
CONF
  for pair in $BASE_PLATFORMS; do echo "APT::Architectures:: \"${pair%%:*}\";"; done
}

# It is in /bin, or in /usr/bin where those are one.
unpack_busybox() {
  local member
  member=$(dpkg-deb --fsys-tarfile "$1" | tar -t | grep -E '^\./(usr/)?bin/busybox$') || true
  [ -n "$member" ] || die "no busybox in $1" "report it: the package's layout has changed"
  dpkg-deb --fsys-tarfile "$1" | tar -xO "$member" >"$2"
}

base_status() {
  if base_complete; then
    print_status "base image" up "$(registry_address registry)/$BASE_NAME ($(base_platform_list))"
  else
    print_status "base image" down "run: bin/testbed up"
    return 1
  fi
}
