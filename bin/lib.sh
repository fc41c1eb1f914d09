# Shared by bin/serve, bin/test and bin/bench: sourced, never run. Plain POSIX sh.
# shellcheck shell=sh

say() { printf '%s\n' "holdfast: $*" >&2; }

# Says what is wrong and what to do, and ends.
give_up() {
    say "$*"
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# --- Packages ---------------------------------------------------------------

# The system's way to install packages, or nothing if we know none.
packager() {
    for tool in apt-get dnf brew; do
        if has "$tool"; then
            echo "$tool"
            return
        fi
    done
}

# The prefix that lets us install: empty as root, sudo where it asks no questions. Fails where neither holds.
become_root() {
    if [ "$(id -u)" -eq 0 ]; then
        echo ""
    elif has sudo && sudo -n true 2>/dev/null; then
        echo "sudo"
    else
        return 1
    fi
}

# What is missing and may not be installed by whoever runs this: have_all names it in one go.
MISSING=""
WANTED=""

# install REASON DEBIAN-PACKAGES FEDORA-PACKAGES BREW-PACKAGES
# Says what it installs and why. Where it may not, it notes what is wanted.
install() {
    packager=$(packager)
    if [ "$packager" = brew ]; then
        say "$1 is missing; installing it: brew install $4"
        # shellcheck disable=SC2086 # a list of packages is meant to become several words
        brew install $4 >&2 || give_up "brew could not install: $4"
        return
    fi
    case $packager in
    apt-get) packages=$2 ;;
    dnf) packages=$3 ;;
    *) give_up "$1 is missing, and this system's package tool is not one we know. On Debian the packages are: $2" ;;
    esac
    if ! as_root=$(become_root); then
        MISSING="${MISSING:+$MISSING, }$1"
        WANTED="$WANTED $packages"
        return
    fi
    say "$1 is missing; installing it: $packager install $packages"
    # The lists of packages may be absent or too old to be found on the mirror, so a failure is tried once more after an update.
    if [ "$packager" = dnf ]; then
        # shellcheck disable=SC2086
        $as_root dnf install -y $packages >&2
    elif ! debian_once 2>/dev/null; then
        $as_root apt-get -q update >&2 || say "apt-get update failed; going on with what is known"
        debian_once
    fi || give_up "$packager could not install: $packages"
}

debian_once() {
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $packages >&2
}

# Ends with what to type, where something is missing that whoever runs this may not install.
have_all() {
    [ -n "$MISSING" ] || return 0
    sudo=""
    type="As root, type"
    if has sudo; then
        sudo="sudo "
        type="Type"
    fi
    line="${sudo}dnf install -y$WANTED"
    [ "$(packager)" = apt-get ] && line="${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends$WANTED"
    give_up "Missing: $MISSING. $type:
  $line"
}

# Debian's package makes a server of its own and starts it. Holdfast runs its own, so that one is not wanted; where the
# file is there already, somebody has decided.
no_debian_cluster() {
    conf=/etc/postgresql-common/createcluster.conf
    if [ "$(packager)" = apt-get ] && [ ! -e $conf ] && as_root=$(become_root); then
        say "telling Debian's postgresql package to start no server of its own ($conf)"
        # shellcheck disable=SC2086
        $as_root sh -c "mkdir -p ${conf%/*} && echo 'create_main_cluster = false' >$conf"
    fi
}

# --- What is needed ---------------------------------------------------------

# At least this Rust, as Cargo.toml says.
need_rust() {
    if ! has cargo && [ -f "${HOME:-/root}/.cargo/env" ]; then
        # shellcheck disable=SC1091
        . "${HOME:-/root}/.cargo/env"
    fi
    has cargo || give_up "Rust is missing. Install it with:
  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y
then run this again."
    wanted=$(sed -n 's/^rust-version *= *"\([0-9.]*\)".*/\1/p' Cargo.toml)
    there=$(rustc --version | sed 's/^rustc \([0-9.]*\).*/\1/')
    at_least "$there" "${wanted:-1.0}" || give_up "Rust $there is too old; $wanted or newer is needed. Type: rustup update"
}

# at_least 1.95.0 1.94: compares the first two numbers.
at_least() {
    [ "$(number "$1")" -ge "$(number "$2")" ]
}

number() { echo "$1" | awk -F. '{ print $1 * 1000 + $2 }'; }

# Rust calls the C compiler to link, and a few crates hold C code.
need_cc() {
    has cc && return
    if [ "$(uname)" = Darwin ]; then
        give_up "A C compiler is missing. Type: xcode-select --install"
    fi
    install "A C compiler" "gcc libc6-dev" "gcc glibc-devel" "gcc"
}

# Sets PG to the folder of Postgres' programs: the newest from 15 up. Holdfast itself looks in the same places.
find_postgres() {
    PG=""
    best=0
    for folder in "${HOLDFAST_POSTGRES_PROGRAMS:-}" /usr/lib/postgresql/*/bin /usr/local/lib/postgresql/*/bin \
        /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
        /Applications/Postgres.app/Contents/Versions/*/bin /usr/libexec/postgresql* \
        "$(dirname "$(command -v postgres || echo /nowhere/postgres)")"; do
        [ -x "$folder/initdb" ] || continue
        major=$("$folder/postgres" --version 2>/dev/null | sed 's/.*) \([0-9]*\).*/\1/')
        if [ "${major:-0}" -ge 15 ] && [ "$major" -gt "$best" ]; then
            PG=$folder
            best=$major
        fi
    done
    [ -n "$PG" ]
}

need_postgres() {
    find_postgres && return
    no_debian_cluster
    install "Postgres 15 or later" "postgresql" "postgresql-server postgresql-contrib" "postgresql@17"
    [ -n "$MISSING" ] || find_postgres ||
        give_up "The system's packages hold no Postgres 15 or later. Install one, or set HOLDFAST_DATABASE_URL to a server's URL."
}

# Node, npm and a browser for the browser stories. CHROMIUM names the browser.
need_browser() {
    has node || install "Node" "nodejs" "nodejs" "node"
    has npm || install "npm" "npm" "nodejs-npm" "node"
    if has node; then
        there=$(node --version | sed 's/^v//')
        at_least "$there" 18.0 || give_up "Node $there is too old for the browser stories; 18 or newer is needed."
    fi
    find_chromium && return
    install "Chromium" "chromium" "chromium" "--cask chromium"
    [ -n "$MISSING" ] || find_chromium || give_up "No Chromium was found after installing it. Set CHROMIUM to the path of one."
}

find_chromium() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        if [ -n "$name" ] && has "$name"; then
            CHROMIUM=$(command -v "$name")
            export CHROMIUM
            return
        fi
    done
    return 1
}

# --- A Postgres for tests ---------------------------------------------------

# Brings a throw-away server up and sets DATABASE_URL; stop_postgres takes it away. Nothing in it survives, so it may be
# fast. It listens on a socket only, in a folder that only its user may enter; root hands it to the user postgres or nobody.
start_postgres() {
    sweep_postgres
    SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-test.XXXXXX")
    # The kernel allows no socket path over 103 bytes.
    if [ "${#SCRATCH}" -gt 80 ]; then
        rmdir "$SCRATCH"
        SCRATCH=$(mktemp -d /tmp/holdfast-test.XXXXXX)
    fi
    echo $$ >"$SCRATCH/owner"
    server=$(server_of "$SCRATCH")
    chown "$server" "$SCRATCH"
    locale=C.UTF-8
    [ "$(uname)" = Darwin ] && locale=C
    as_server "$PG/initdb" -D "$SCRATCH/data" -U postgres --auth=trust --encoding=UTF8 --locale=$locale --no-sync \
        --no-instructions >"$SCRATCH/initdb.log" 2>&1 || give_up "initdb failed: $(cat "$SCRATCH/initdb.log")"
    options="-c listen_addresses= -c unix_socket_directories=$SCRATCH -c fsync=off -c full_page_writes=off"
    options="$options -c synchronous_commit=off -c max_connections=300 -c autovacuum=off -c log_min_messages=fatal"
    as_server "$PG/pg_ctl" -D "$SCRATCH/data" -w -t 60 -s -l "$SCRATCH/log" -o "$options" start ||
        give_up "Postgres did not start: $(cat "$SCRATCH/log")"
    new_database holdfast
}

# new_database NAME: makes it and points DATABASE_URL at it.
new_database() {
    "$PG/createdb" -h "$SCRATCH" -U postgres "$1"
    export DATABASE_URL="postgres://postgres@localhost/$1?host=$SCRATCH"
}

# Brings the database at DATABASE_URL to the newest schema. With psql, because the program cannot be built while its
# queries wait for that schema.
migrate() {
    for file in migrations/*.sql; do
        [ -e "$file" ] || return 0
        once=-1
        head -n 1 "$file" | grep -q '^-- no-transaction' && once=""
        # shellcheck disable=SC2086
        "$PG/psql" -X -q -v ON_ERROR_STOP=1 $once -f "$file" "$DATABASE_URL" >/dev/null || return 1
    done
}

stop_postgres() {
    [ -n "${SCRATCH:-}" ] || return 0
    take_away "$SCRATCH"
    SCRATCH=""
}

# Takes away what runs killed with -9 left.
sweep_postgres() {
    for left in "${TMPDIR:-/tmp}"/holdfast-test.??????; do
        # Others' leftovers cannot be read, and are not ours to take.
        if owner=$(cat "$left/owner" 2>/dev/null) && ! kill -0 "$owner" 2>/dev/null; then
            take_away "$left"
        fi
    done
}

take_away() {
    server=$(server_of "$1")
    as_server "$PG/pg_ctl" -D "$1/data" -m immediate -w -s stop >/dev/null 2>&1 || true
    rm -rf "$1"
}

# Who a test server runs as: ourselves, or, since Postgres refuses root, another.
server_of() {
    if [ "$(id -u)" -ne 0 ]; then
        id -un
    elif id postgres >/dev/null 2>&1; then
        echo postgres
    else
        echo nobody
    fi
}

# Runs a command as $server, from a folder that user can enter.
as_server() {
    if [ "$(id -u)" -ne 0 ]; then
        (cd / && "$@")
    elif has setpriv; then
        (cd / && setpriv --reuid="$server" --regid="$(id -g "$server")" --clear-groups "$@")
    else
        # su hands the words to a shell: quoted one by one, they arrive as they are.
        line=""
        for word in "$@"; do
            line="$line '$(printf %s "$word" | sed "s/'/'\\\\''/g")'"
        done
        (cd / && su "$server" -s /bin/sh -c "$line")
    fi
}

# --- Building ---------------------------------------------------------------

# The same everywhere, since other flags mean building everything again. A fast linker is used where there is one.
build_settings() {
    export SQLX_OFFLINE=true
    if [ -z "${RUSTFLAGS:-}" ] && [ "$(uname)" = Linux ]; then
        if has mold; then
            export RUSTFLAGS="-C link-arg=-fuse-ld=mold"
        elif has ld.lld; then
            export RUSTFLAGS="-C link-arg=-fuse-ld=lld"
        fi
    fi
}
