# Sourced by ../../../../../kyozo: finds Java, Maven and Node, and says how to get what is missing.

say() { printf '%s\n' "kyozo: $*" >&2; }

# Exit code 3: something that this machine lacks.
lack() {
    say "$1"
    shift
    for line in "$@"; do printf '       %s\n' "$line" >&2; done
    exit 3
}

# The major version of a Java home: 17 for "17.0.15", 8 for "1.8.0"; nothing where there is no compiler.
java_major() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    if [ -r "$1/release" ]; then
        version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/release")
    else
        version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p;q')
    fi
    case $version in
        1.*) version=${version#1.} ;;
    esac
    printf '%s' "${version%%[!0-9]*}"
}

is_new_enough() {
    major=$(java_major "$1") || return 1
    [ -n "$major" ] && [ "$major" -ge 17 ]
}

# Sets JAVA_HOME to a JDK 17 or later: the one that is set, the one on the PATH, the usual places.
find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        is_new_enough "$JAVA_HOME" && { export JAVA_HOME; return; }
        say "JAVA_HOME is $JAVA_HOME, which is no JDK 17 or later; looking elsewhere"
    fi
    on_path=$(command -v javac || true)
    if [ -n "$on_path" ]; then
        JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")")")
        is_new_enough "$JAVA_HOME" && { export JAVA_HOME; return; }
    fi
    for JAVA_HOME in /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/openjdk-* /usr/java/* \
        "$HOME"/.sdkman/candidates/java/current "$HOME"/.jdks/* /opt/homebrew/opt/openjdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        is_new_enough "$JAVA_HOME" && { export JAVA_HOME; return; }
    done
    unset JAVA_HOME
    lack "A JDK 17 or later is needed, and none was found." \
        "Debian, Ubuntu: sudo apt-get install openjdk-17-jdk-headless" \
        "Fedora:         sudo dnf install java-17-openjdk-devel" \
        "macOS:          brew install openjdk@17" \
        "Where it is installed already, set JAVA_HOME to its folder."
}

find_maven() {
    if ! command -v mvn >/dev/null 2>&1; then
        lack "Maven 3.8 or later is needed to build Kyozo, and 'mvn' is not on the PATH." \
            "Debian, Ubuntu: sudo apt-get install maven" \
            "macOS:          brew install maven"
    fi
    maven_version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
    maven_minor=${maven_version#*.}
    if [ "${maven_version%%.*}" -lt 3 ] || { [ "${maven_version%%.*}" -eq 3 ] && [ "${maven_minor%%.*}" -lt 8 ]; }; then
        lack "Maven 3.8 or later is needed; 'mvn' is $maven_version." "See https://maven.apache.org/install.html"
    fi
}

# Node runs the Node services of people without a container engine; it is not needed otherwise.
has_node() {
    command -v node >/dev/null 2>&1 || return 1
    node_major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    [ "$node_major" -ge 20 ]
}

# A machine whose TLS trust is its own (a corporate proxy, a closed site) says so in one of these; builds in
# containers need it too.
trust_host_certificates() {
    for bundle in "${KYOZO_CA_BUNDLE:-}" "${SSL_CERT_FILE:-}" "${NODE_EXTRA_CA_CERTS:-}" "${CURL_CA_BUNDLE:-}"; do
        if [ -n "$bundle" ] && [ -r "$bundle" ]; then
            KYOZO_CA_BUNDLE=$bundle
            export KYOZO_CA_BUNDLE
            return
        fi
    done
}
