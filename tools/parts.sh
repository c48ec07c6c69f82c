# Runs the parts of a long test one after the other, within a time that may not be exceeded. To be sourced.
#
# TEST_DEADLINE (seconds since 1970; none: no limit) is when everything has to be done; TEST_TIMES (a file) collects how
# long each part took. What does not fit in the time fails: nothing is left out.

part() {  # NAME COMMAND...
  local name=$1 begun=$SECONDS left code=0
  shift
  left=$((${TEST_DEADLINE:-0} > 0 ? TEST_DEADLINE - $(date +%s) : 0))
  if [ -n "${TEST_DEADLINE:-}" ] && [ "$left" -le 0 ]; then
    echo "FAILED: the time is over, so '$name' and all that comes after it did not run" >&2
    exit 1
  fi
  echo "== $name" >&2
  timeout --kill-after=10 "$left" "$@" || code=$?  # a time of 0 is no limit
  printf '%6d s  %s\n' "$((SECONDS - begun))" "$name" | tee -a "${TEST_TIMES:-/dev/null}" >&2
  if [ -n "${TEST_DEADLINE:-}" ] && { [ "$code" -eq 124 ] || [ "$code" -eq 137 ]; }; then
    echo "FAILED: '$name' was not done when the time was over, and all that comes after it did not run" >&2
  elif [ "$code" -ne 0 ]; then
    echo "FAILED: $name" >&2
  fi
  [ "$code" -eq 0 ] || exit "$code"
}
