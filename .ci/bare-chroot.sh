#!/usr/bin/env bash
# Proves that nothing beyond `npm ci` is needed: in a Debian with no fonts, no browser and no browser libraries, the
# project as it lies here is installed with the machine's own npm and run (`npm start`, or the command given).
# Where the host has printed the same bulletins (data/out), their bytes must be the same.
# Needs root, debootstrap and the network. Usage: bare-chroot.sh [COMMAND]
set -euo pipefail
cd "$(dirname "$0")/.."
command=${1:-npm start}
suite=${TONGBAO_CHROOT_SUITE:-bookworm}

room=$(mktemp -d /tmp/tongbao-chroot.XXXXXX)
leave() {
  if mountpoint -q "$room/proc"; then umount "$room/proc" || umount -l "$room/proc"; fi
  mountpoint -q "$room/proc" || rm -rf --one-file-system "$room"
}
trap leave EXIT

debootstrap --variant=minbase "$suite" "$room" >"$room.log" 2>&1 || { tail -n 20 "$room.log"; rm -f "$room.log"; exit 1; }
rm -f "$room.log"
mount -t proc proc "$room/proc"

# The machine's node and npm, not the ones of this project.
node=$(readlink -f "$(type -aP node | grep -v node_modules | head -n 1)")
npm=$(dirname "$(dirname "$(readlink -f "$(type -aP npm | grep -v node_modules | head -n 1)")")")
install -D "$node" "$room/usr/local/bin/node"
mkdir -p "$room/usr/local/lib/node_modules"
cp -a "$npm" "$room/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$room/usr/local/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$room/usr/local/bin/npx"

# The way to the registry: name servers, npm's settings and the certificates that these name.
bring() { if [ -f "$1" ]; then install -D -m 600 "$(readlink -f "$1")" "$room$2"; fi; }
bring /etc/resolv.conf /etc/resolv.conf
bring /etc/hosts /etc/hosts
bring "$(npm config get userconfig 2>/dev/null)" /root/.npmrc
bring "$(npm config get globalconfig 2>/dev/null)" /usr/local/etc/npmrc
for file in "$(npm config get cafile 2>/dev/null)" "${NODE_EXTRA_CA_CERTS:-}"; do bring "$file" "$file"; done

git ls-files -z --cached --others --exclude-standard |
  tar --null --ignore-failed-read -T - -cf - | tar -xf - --one-top-level="$room/tongbao" --no-same-owner

inside() {
  env -i HOME=/root PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"} \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} ${no_proxy:+no_proxy="$no_proxy"} \
    chroot "$room" /bin/bash -c "cd /tongbao && $1"
}

if find "$room/usr/share/fonts" "$room/usr/lib" -name '*.ttf' -o -name 'libnss3.so' 2>/dev/null | grep -q .; then
  echo 'the chroot is not bare'
  exit 1
fi
inside 'npm ci --no-audit --no-fund'
inside "$command"

hashes() { (cd "$1" 2>/dev/null && find . -name '*.pdf' -type f -print0 | sort -z | xargs -0 -r sha256sum) || true; }
there=$(hashes "$room/tongbao/data/out")
here=$(hashes data/out)
if [ -n "$there" ]; then printf '%s\n' "$there"; fi
if [ -n "$there" ] && [ -n "$here" ] && [ "$there" != "$here" ]; then
  printf 'the same bulletins on this machine:\n%s\n' "$here"
  exit 1
fi
