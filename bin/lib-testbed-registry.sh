# Sourced by bin/testbed: two real registries on loopback, one open, one with a user and a password.
# shellcheck shell=bash

AUTH_USER=archweave

registries_up() {
  have docker-registry || install_registry
  registry_up registry 5000
  registry_up registry-auth 5001
}

install_registry() {
  install_packages docker-registry
  disable_units docker-registry.service
}

registry_up() {
  local name=$1 port
  if ! registry_answers "$name"; then
    service_stop "$name" 10
    port=$(free_port "$(cat "$STATE/$name/port" 2>/dev/null || echo "$2")")
    mkdir -p "$STATE/$name/data"
    echo "$port" >"$STATE/$name/port"
    [ "$name" = registry ] || make_credentials "$STATE/$name"
    registry_config "$name" "$port" >"$STATE/$name/config.yml"
    service_start "$name" docker-registry serve "$STATE/$name/config.yml"
    wait_until 20 registry_answers "$name" || registry_failed "$name"
  fi
  say "$name: $(registry_address "$name")"
}

# The remembered port if it is free (images are known under it), else the next one that nobody has.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

registry_config() {
  cat <<YAML
version: 0.1
log: {level: warn}
storage:
  filesystem: {rootdirectory: $STATE/$1/data}
  delete: {enabled: true}
  maintenance: {uploadpurging: {enabled: false}}
http:
  addr: 127.0.0.1:$2
  secret: $(openssl rand -hex 16)
YAML
  [ "$1" = registry ] || printf 'auth:\n  htpasswd: {realm: archweave-testbed, path: %s}\n' "$STATE/$1/htpasswd"
}

# Kept across restarts, so that a shell that evaluated `env` once goes on working.
make_credentials() {
  [ ! -s "$1/htpasswd" ] || return 0
  (
    umask 077
    openssl rand -hex 12 >"$1/password"
    htpasswd -niB "$AUTH_USER" <"$1/password" >"$1/htpasswd.new"
  )
  mv "$1/htpasswd.new" "$1/htpasswd"
}

registry_address() { echo "127.0.0.1:$(cat "$STATE/$1/port" 2>/dev/null || echo none)"; }

# 200, or 401 where a password is asked for; and by our own process, as another may have the port.
registry_answers() {
  service_running "$1" || return 1
  local code
  code=$(curl -s --noproxy '*' --max-time 5 -o /dev/null -w '%{http_code}' "http://$(registry_address "$1")/v2/") || return 1
  [ "$code" = 200 ] || [ "$code" = 401 ]
}

registry_failed() {
  last_words "$1"
  die "$1 does not start (its last lines are above)" "see $STATE/log/$1.log"
}

registries_down() {
  service_stop registry-auth 10
  service_stop registry 10
}

registry_status() {
  local about
  if registry_answers "$1"; then
    about=$(registry_address "$1")
    [ "$1" = registry ] || about="$about, user $AUTH_USER"
    print_status "$1" up "$about"
  else
    print_status "$1" down "run: bin/testbed up"
    return 1
  fi
}
