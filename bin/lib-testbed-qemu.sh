# Sourced by bin/testbed: QEMU for other architectures, registered with the kernel by binfmt_misc.
# Flag F makes the kernel keep the interpreter open, so that containers need none inside.
# shellcheck shell=bash

BINFMT=/proc/sys/fs/binfmt_misc

# The machine's own architecture needs no emulator.
qemu_handlers() {
  local name
  for name in x86_64 aarch64 arm ppc64le s390x riscv64; do
    [ "$name" = "$(uname -m)" ] || echo "qemu-$name"
  done
}

qemu_up() {
  if ! engine_is_local; then
    say "qemu: left to the Engine, which does not run on this kernel"
    return 0
  fi
  mount_binfmt
  # shellcheck disable=SC2046  # a list of packages
  qemu_installed || install_packages qemu-user-static binfmt-support
  local handler
  for handler in $(qemu_handlers); do
    handler_ok "$handler" || repair_handler "$handler" ||
      die "cannot register $handler with the kernel" "see: update-binfmts --display $handler; dmesg | tail"
  done
  say "qemu: $(qemu_handlers | sed 's/qemu-//' | paste -sd' ')"
}

qemu_installed() {
  local handler
  for handler in $(qemu_handlers); do
    handler_ok "$handler" || have "$handler-static" || have "$handler" || return 1
  done
}

mount_binfmt() {
  [ ! -e "$BINFMT/register" ] || return 0
  modprobe binfmt_misc 2>/dev/null || true
  mount -t binfmt_misc binfmt_misc "$BINFMT" ||
    die "cannot mount binfmt_misc" "the kernel lacks it, or this is a container: run with --privileged"
  # shellcheck disable=SC2153  # STATE is the script's
  boot_id >"$STATE/binfmt.mounted"
}

# enabled, and with flag F
handler_ok() {
  local line state='' flags=''
  [ -r "$BINFMT/$1" ] || return 1
  while read -r line; do
    case $line in
      enabled | disabled) state=$line ;;
      flags:*) flags=${line#flags:} ;;
    esac
  done <"$BINFMT/$1"
  case $state$flags in enabled*F*) return 0 ;; *) return 1 ;; esac
}

# A handler can be switched off (echo 0), gone (echo -1), or registered by somebody without flag F.
repair_handler() {
  say "qemu: repairing $1"
  if [ -e "$BINFMT/$1" ]; then
    echo 1 >"$BINFMT/$1"
    ! handler_ok "$1" || return 0
    echo -1 >"$BINFMT/$1"
  fi
  ! have update-binfmts || update-binfmts --enable "$1" >/dev/null 2>&1 || true
  handler_ok "$1" || register_from_file "$1"
}

# What systemd-binfmt would do with the files that Debian's QEMU packages bring along.
register_from_file() {
  local file
  [ ! -e "$BINFMT/$1" ] || echo -1 >"$BINFMT/$1"
  for file in "/usr/lib/binfmt.d/$1.conf" "/usr/lib/binfmt.d/$1-static.conf"; do
    [ -r "$file" ] || continue
    grep -m1 "^:$1:" "$file" >"$BINFMT/register" || return 1
    handler_ok "$1"
    return
  done
  return 1
}

qemu_down() {
  if [ "$(cat "$STATE/binfmt.mounted" 2>/dev/null)" = "$(boot_id)" ] && [ -e "$BINFMT/register" ]; then
    umount "$BINFMT" 2>/dev/null || say "note: $BINFMT is in use and stays mounted"
  fi
  rm -f "$STATE/binfmt.mounted"
}

qemu_status() {
  local handler missing=()
  if ! engine_is_local; then
    print_status qemu up "left to the Engine"
    return 0
  fi
  for handler in $(qemu_handlers); do
    handler_ok "$handler" || missing+=("${handler#qemu-}")
  done
  if [ ${#missing[@]} -eq 0 ]; then
    print_status qemu up "$(qemu_handlers | sed 's/qemu-//' | paste -sd' ')"
  else
    print_status qemu down "not registered: ${missing[*]}; run: bin/testbed up"
    return 1
  fi
}
