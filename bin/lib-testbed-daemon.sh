# Sourced by bin/testbed: processes that outlive the script, and how to be sure that they are ours.
# A service NAME has the folder $STATE/NAME with its pid file; every command line names that folder,
# so a pid that was handed to another process meanwhile is never mistaken for ours.
# shellcheck shell=bash

service_running() {
  local name=$1 pid
  pid=$(cat "$STATE/$name/pid" 2>/dev/null) || return 1
  command_line_names "$pid" "$STATE/$name/"
}

command_line_names() {
  local pid=$1 text=$2 line
  [ -n "$pid" ] && [ -r "/proc/$pid/cmdline" ] || return 1
  line=$(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null) || return 1
  case " $line" in *" $text"* | *"=$text"* | *"://$text"*) return 0 ;; *) return 1 ;; esac
}

# A session of its own, no terminal, no lock: nothing of the caller's holds on to it, nor it to the caller.
# A fresh log for each start, and the one before it, in case that one tells why.
service_start() {
  local name=$1
  shift
  mkdir -p "$STATE/$name" "$STATE/log"
  [ ! -e "$STATE/log/$name.log" ] || mv -f "$STATE/log/$name.log" "$STATE/log/$name.log.old"
  setsid nohup "$@" >"$STATE/log/$name.log" 2>&1 </dev/null 9>&- &
  echo $! >"$STATE/$name/pid"
}

service_stop() {
  local name=$1 seconds=$2 pid
  if service_running "$name"; then
    pid=$(cat "$STATE/$name/pid")
    kill "$pid" 2>/dev/null || true
    wait_until "$seconds" process_gone "$pid" || kill -9 "$pid" 2>/dev/null || true
    wait_until 5 process_gone "$pid" || true
    say "$name: stopped"
  fi
  rm -f "$STATE/$name/pid"
}

# A zombie has no command line: it is gone for our purposes. (Files of /proc have no size to ask for.)
process_gone() { ! grep -qs . "/proc/$1/cmdline"; }

# Polls a command ten times a second.
wait_until() {
  local tries=$(($1 * 10))
  shift
  while ! "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.1
  done
}

last_words() { tail -n 3 "$STATE/log/$1.log" 2>/dev/null | cut -c1-300 | sed 's/^/           /' >&2 || true; }

# Mount points below a folder, the deepest first, so that they can be unmounted in that order.
mounts_below() { awk -v below="$1/" 'index($5, below) == 1 { print $5 }' /proc/self/mountinfo | sort -r; }
