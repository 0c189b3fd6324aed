#!/usr/bin/env bash
# Tries the promise of the README on a Debian 12 that has git and make and nothing else: `make demo` and `make test` on
# a clean clone of what is committed, with ../shared beside it where we have it. Needs root and debootstrap.
# Usage: tools/fresh_machine.sh [TARGET...]    (default: demo test; `ci` runs .ci/run)
# ROOT=FOLDER keeps the system there and starts from it next time, with all that was installed: good for a second look,
# but not a proof. Packages come from where this machine's apt gets them.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- demo test

mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^bookworm //p' | head -n 1)
[ -n "$mirror" ] || mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
root=${ROOT:-$(mktemp -d)}
[ -n "${ROOT:-}" ] || trap 'rm -rf --one-file-system "$root"' EXIT
chmod 755 "$root" # apt downloads as a user of its own

if [ ! -x "$root/usr/bin/git" ]; then
    echo "== A fresh Debian 12 with git and make"
    debootstrap --variant=minbase --include=git,make bookworm "$root" "$mirror" >"$root.log" 2>&1 ||
        { tail -n 20 "$root.log"; exit 1; }
    rm -f "$root.log"
    # It gets its packages the way this machine does: the same sources, keys and proxy settings.
    cp -rL /etc/apt/sources.list* /etc/apt/trusted.gpg* /etc/apt/keyrings "$root/etc/apt/" 2>/dev/null || true
    for conf in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
        ! grep -qs '^Acquire' "$conf" || cp "$conf" "$root/etc/apt/apt.conf.d/"
    done
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
fi

rm -rf "$root/home/cruce"
mkdir -p "$root/home/cruce"
git clone -q . "$root/home/cruce/main"
[ ! -d ../shared ] || cp -r ../shared "$root/home/cruce/shared"

# /proc and /dev live in a mount namespace of their own and go when the command ends.
inside() {
    unshare --mount --pid --fork sh -c '
        mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && mount --rbind /sys "$1/sys"
        exec chroot "$1" env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin CI="$3" sh -c "cd /home/cruce/main && $2"
        ' - "$root" "$1" "${CI:-}" </dev/null
}

failed=0
if [ -z "${ROOT:-}" ]; then
    echo "== Without apt or dpkg: the list of what is missing"
    # A path with all commands but these.
    inside 'mkdir /home/bin && ln -s /usr/bin/* /usr/sbin/* /home/bin/ && rm -f /home/bin/apt* /home/bin/dpkg*'
    # shellcheck disable=SC2016
    if inside 'PATH=/home/bin make'; then
        echo "make should have stopped" && failed=1
    fi
fi
for target in "$@"; do
    command="make $target"
    [ "$target" != ci ] || command='bash .ci/run'
    echo "== $command"
    start=$SECONDS
    if inside "$command"; then
        echo "== $command: fine, $((SECONDS - start)) s"
    else
        echo "== $command: FAILED, $((SECONDS - start)) s" && failed=1
    fi
done
exit $failed
