# Sourced by bin/testbed: the Docker Engine with the containerd image store, and buildx.
# shellcheck shell=bash

PUBLIC_SOCKET=/var/run/docker.sock
ENGINE_FLOOR=25
BUILDX_FLOOR=0.13

engine_up() {
  mkdir -p "$STATE/engine"
  if ! find_engine; then
    engine_installed || install_engine
    start_engine
  fi
  warn_plain_user
}

# The first Engine that has the containerd image store; its address is kept for `env`.
find_engine() {
  have docker || return 1
  local host about
  while read -r host; do
    about=$(describe_engine "$host") || continue
    printf '%s\n' "$host" >"$STATE/engine/host"
    printf '%s\n' "$about" >"$STATE/engine/about"
    say "engine: using $(engine_owner) at $host (${about%%|*})"
    return 0
  done < <(engine_candidates)
  return 1
}

# What the caller names, then ours, then where the docker command would look by itself.
engine_candidates() {
  {
    [ -z "${DOCKER_HOST:-}" ] || echo "$DOCKER_HOST"
    ! service_running engine || cat "$STATE/engine/own-host"
    docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null || true
    echo "unix://$PUBLIC_SOCKET"
  } | awk 'NF && !seen[$0]++'
}

# version|operating system, or failure where nobody answers or the image store is the old one
describe_engine() {
  local about
  case $1 in unix://*) [ -S "${1#unix://}" ] || return 1 ;; esac
  about=$(timeout 15 docker -H "$1" info --format '{{.ServerVersion}}|{{.OperatingSystem}}|{{json .DriverStatus}}' 2>/dev/null) || return 1
  case $about in *io.containerd.snapshotter.v1*) printf '%s\n' "${about%|*}" ;; *) return 1 ;; esac
}

engine_host() { cat "$STATE/engine/host" 2>/dev/null; }

engine_owner() {
  if service_running engine && [ "$(engine_host)" = "$(cat "$STATE/engine/own-host" 2>/dev/null)" ]; then
    echo "our own"
  else
    echo "the one"
  fi
}

# The machine's own kernel runs its containers, so QEMU has to be registered here.
engine_is_local() {
  case $(engine_host) in unix://* | '') ;; *) return 1 ;; esac
  case $(cat "$STATE/engine/about" 2>/dev/null) in *"Docker Desktop"*) return 1 ;; esac
  [ "$(uname -s)" = Linux ]
}

engine_installed() {
  local version
  have docker && have dockerd && have runc && have containerd && have iptables && have ip || return 1
  version=$(dockerd --version | sed -n 's/^Docker version \([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge "$ENGINE_FLOOR" ]
}

install_engine() {
  local wanted=(docker.io docker-buildx iptables iproute2)
  newer_docker_suite
  if package_known docker-cli; then wanted+=(docker-cli containerd runc); fi
  install_packages "${wanted[@]}"
  disable_units docker.service docker.socket containerd.service
  hash -r
  engine_installed || die "this distribution has no Docker Engine $ENGINE_FLOOR or newer" \
    "install a newer one with the containerd image store enabled, then run this again"
}

# Debian 12's Engine is too old for the containerd image store; the next suite's runs on it unchanged.
newer_docker_suite() {
  on_debian && [ "$(os_release VERSION_ID)" = 12 ] || return 0
  add_suite trixie docker.io docker-cli docker-buildx containerd ||
    die "cannot read Debian's suite trixie from where this machine gets its packages" "see $STATE/log/apt.log"
}

start_engine() {
  local dir=$STATE/engine public=()
  reap_engine
  if ! socket_served "$PUBLIC_SOCKET"; then public=(-H "unix://$PUBLIC_SOCKET"); fi
  choose_bridge
  engine_config >"$dir/daemon.json"
  say "engine: starting"
  service_start engine dockerd --config-file "$dir/daemon.json" --data-root "$dir/data" \
    --exec-root "$dir/exec" -p "$dir/dockerd.pid" -H "unix://$dir/docker.sock" "${public[@]}"
  # The public one is within reach of group docker, the private one perhaps in a folder that is not.
  if [ ${#public[@]} -gt 0 ]; then echo "${public[1]}"; else echo "unix://$dir/docker.sock"; fi >"$dir/own-host"
  wait_until 60 engine_answers || engine_failed
  find_engine || engine_failed
}

engine_answers() {
  service_running engine || return 0
  docker -H "$(cat "$STATE/engine/own-host")" version
}

engine_failed() {
  last_words engine
  die "the Docker Engine does not start (its last lines are above)" "see $STATE/log/engine.log"
}

socket_served() { [ -S "$1" ] && curl -fsS --max-time 5 --unix-socket "$1" http://engine/_ping >/dev/null 2>&1; }

engine_config() {
  local bridge
  bridge=$(bridge_name)
  case $bridge in
    archweave*) echo "{\"features\": {\"containerd-snapshotter\": true}, \"bridge\": \"$bridge\", \"iptables\": false, \"ip6tables\": false}" ;;
    *) echo '{"features": {"containerd-snapshotter": true}}' ;;
  esac
}

# Beside another Engine (one without the containerd image store) ours gets a bridge of its own: with docker0
# both would hand out the same addresses, and ours would rewrite the other's firewall rules on its start.
# The file remembers, as "boot name", what is ours to remove: docker0 only if it was not there before.
choose_bridge() {
  local n=0
  remove_bridge
  if another_engine; then
    while [ -d "/sys/class/net/archweave$n" ]; do n=$((n + 1)); done
    ip link add "archweave$n" type bridge
    echo "$(boot_id) archweave$n" >"$STATE/engine/bridge"
    ip address add "10.213.$n.1/24" dev "archweave$n"
    ip link set "archweave$n" up
    bridge_rules -I "archweave$n"
  elif [ ! -d /sys/class/net/docker0 ]; then
    echo "$(boot_id) docker0" >"$STATE/engine/bridge"
  fi
}

# The way out for containers, which dockerd sees to only where it owns the firewall. DOCKER-USER is there if it does elsewhere.
bridge_rules() {
  iptables -t nat "$1" POSTROUTING -s "10.213.${2#archweave}.0/24" ! -o "$2" -j MASQUERADE 2>/dev/null || true
  iptables "$1" DOCKER-USER -i "$2" -j ACCEPT 2>/dev/null || true
  iptables "$1" DOCKER-USER -o "$2" -j ACCEPT 2>/dev/null || true
}

remove_bridge() {
  local bridge
  bridge=$(bridge_name)
  case $bridge in
    docker0) another_engine || ip link delete docker0 2>/dev/null || true ;;
    archweave*)
      bridge_rules -D "$bridge"
      ip link delete "$bridge" 2>/dev/null || true
      ;;
  esac
  rm -f "$STATE/engine/bridge"
}

# Nothing if there is none of ours, or if it went with a reboot.
bridge_name() { sed -n "s/^$(boot_id) //p" "$STATE/engine/bridge" 2>/dev/null || true; }

boot_id() { cat /proc/sys/kernel/random/boot_id; }

engine_down() {
  service_stop engine 60
  reap_engine
  remove_bridge
  rm -f "$STATE/engine/host" "$STATE/engine/own-host" "$STATE/engine/about"
}

another_engine() { [ -n "$(pids_of dockerd)" ]; }

# Living processes of a program; zombies keep their name until somebody reaps them.
pids_of() {
  local comm pid
  while read -r comm; do
    pid=${comm#/proc/}
    pid=${pid%/comm}
    process_gone "$pid" || echo "$pid"
  done < <(grep -lsxE "$1" /proc/[0-9]*/comm)
}

# After a crash: containerd and the shims of our Engine, their containers, mounts and pid files.
reap_engine() {
  local pid mounted
  service_stop engine 60
  for pid in $(engine_leftovers); do
    # shellcheck disable=SC2046  # a list of process ids
    kill -9 "$pid" $(cat "/proc/$pid/task/"*/children 2>/dev/null) 2>/dev/null || true
  done
  while read -r mounted; do umount -l "$mounted" || true; done < <(mounts_below "$STATE/engine")
  rm -f "$STATE/engine/dockerd.pid" "$STATE/engine/exec/containerd/containerd.pid" "$STATE/engine/docker.sock"
}

# Found by program and folder together: a `tail` of our log is nobody to kill.
engine_leftovers() {
  local pid
  for pid in $(pids_of 'containerd|containerd-shim.*'); do
    ! command_line_names "$pid" "$STATE/engine/" || echo "$pid"
  done
}

warn_plain_user() {
  [ -n "${SUDO_USER:-}" ] && [ "$(engine_owner)" = "our own" ] || return 0
  case " $(id -nG "$SUDO_USER") " in *" docker "*) return 0 ;; esac
  say "note: $SUDO_USER is not in group docker; use sudo, or: usermod -aG docker $SUDO_USER"
}

engine_status() {
  local host about
  if host=$(engine_host) && about=$(describe_engine "$host"); then
    print_status engine up "${about%%|*} at $host, $(engine_owner | sed 's/the one/not started by this script/')"
  else
    print_status engine down "run: bin/testbed up"
    return 1
  fi
}

buildx_version() { timeout 15 docker buildx version 2>/dev/null | sed -n 's/^[^ ]* v\{0,1\}\([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p'; }

buildx_ok() {
  local version
  version=$(buildx_version)
  [ -n "$version" ] && printf '%s\n%s\n' "$BUILDX_FLOOR" "$version" | sort -V -C
}

buildx_up() {
  if ! buildx_ok; then
    newer_docker_suite
    apt_update_once
    if package_known docker-buildx; then install_packages docker-buildx; else install_packages docker-buildx-plugin; fi
    buildx_ok || die "$(command -v docker) does not find buildx $BUILDX_FLOOR or newer" \
      "put it into ~/.docker/cli-plugins, or take that docker command off the PATH"
  fi
  say "buildx: $(buildx_version) of $(command -v docker)"
}

buildx_status() {
  if buildx_ok; then
    print_status buildx up "$(buildx_version) of $(command -v docker)"
  else
    print_status buildx down "run: bin/testbed up"
    return 1
  fi
}
