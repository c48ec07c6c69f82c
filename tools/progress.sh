# Shows how far something long is: on a terminal one line that changes, elsewhere a line at each tenth. To be sourced.

# progress WHAT: reads one percentage a line and says how far WHAT is, for how long, and about how much longer.
progress() {
  local what=$1 begun=$SECONDS shown=-1 percent passed left
  while read -r percent; do
    [[ "$percent" =~ ^[0-9]+$ ]] || continue
    passed=$((SECONDS - begun)) left=""
    if [ "$percent" -ge 5 ] && [ "$percent" -lt 100 ] && [ "$passed" -ge 5 ]; then
      left=", about $(in_words $((passed * (100 - percent) / percent))) more"
    fi
    if [ -t 2 ]; then
      printf '\r\033[K%s: %d %%, %s%s' "$what" "$percent" "$(in_words "$passed")" "$left" >&2
    elif [ $((percent / 10)) -gt "$shown" ]; then
      shown=$((percent / 10))
      printf '%s: %d %%, %s%s\n' "$what" "$percent" "$(in_words "$passed")" "$left" >&2
    fi
  done
  if [ -t 2 ]; then printf '\r\033[K' >&2; fi
  printf '%s: %s\n' "$what" "$(in_words $((SECONDS - begun)))" >&2
}

in_words() {  # SECONDS
  if [ "$1" -lt 100 ]; then echo "$1 s"; else echo "$((($1 + 30) / 60)) min"; fi
}

# ninja_percent: reads what ninja says ("[12/230] Building ...") and writes percentages.
ninja_percent() {
  local line
  while read -r line; do
    if [[ "$line" =~ ^\[([0-9]+)/([0-9]+)\] ]]; then echo $((100 * BASH_REMATCH[1] / BASH_REMATCH[2])); fi
  done
}

# apt_percent: reads what apt says on its status file descriptor and writes percentages; the download is the first half.
apt_percent() {
  local kind name percent rest
  while IFS=: read -r kind name percent rest; do
    percent=${percent%.*}
    case "$kind" in
      dlstatus) echo $((percent / 2)) ;;
      pmstatus) echo $((50 + percent / 2)) ;;
    esac
  done
}
