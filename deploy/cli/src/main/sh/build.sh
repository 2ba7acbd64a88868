# Sourced by the wrapper script: builds the programs when they are missing or older than their sources.

target_dir=$KYOZO_REPOSITORY/target
stamp=$target_dir/kyozo-build.stamp
build_log=$target_dir/kyozo-build.log
java_flags="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx256m"
quiet_archive="-Xlog:cds=off -Xlog:cds+dynamic=off"

program_version=$(sed -n '/^  <version>/{s/^  <version>\(.*\)<\/version>$/\1/p;q;}' "$KYOZO_REPOSITORY/pom.xml")
program=$KYOZO_REPOSITORY/deploy/cli/target/kyozo-cli-$program_version.jar

# Every file that goes into the programs.
sources() {
    cd "$KYOZO_REPOSITORY" && find pom.xml common analyzer-service deployer-service monitor-service metrics-service \
        deploy/pom.xml deploy/home deploy/local deploy/cli \
        \( -name target -o -name test -o -name node_modules \) -prune -o -type f "$@" -print
}

# Added and removed files show in the list of names; a file of a later time than the stamp is listed twice, so that one
# look at the tree is enough.
is_fresh() {
    [ -f "$stamp" ] && [ -f "$program" ] || return 1
    [ "$(sources \( -newer "$stamp" -print -o -name '*' \) | LC_ALL=C sort | cksum)" = "$(cat "$stamp")" ]
}

build_if_stale() {
    # Set by who has just built everything.
    [ -z "${KYOZO_BUILT:-}" ] || return 0
    is_fresh && return
    if ! mkdir -p "$target_dir" 2>/dev/null || ! [ -w "$target_dir" ]; then
        lack "Kyozo has to be built, but $KYOZO_REPOSITORY can't be written to." \
            "Run it once as the owner of that folder, or make a clone of your own."
    fi
    find_maven
    take_build_lock
    if ! is_fresh; then
        build
    fi
    release_build_lock
}

build() {
    say "building (the first time takes some minutes; the log is $build_log)"
    began=$(date +%s)
    touch "$stamp.new"
    names=$(sources | LC_ALL=C sort | cksum)
    # Not the quality gates: those are for './kyozo check'.
    if ! (cd "$KYOZO_REPOSITORY" && mvn -B -Dquick -Dmaven.test.skip=true -Dstyle.color=never package \
        -pl analyzer-service,deployer-service,monitor-service,metrics-service,deploy/local,deploy/cli -am \
        2>&1; echo "exit code $?") | tee "$build_log" | sed -n -u \
        's/^\[INFO\] Building Kyozo :: \(.*[^ ]\) [^ ][^ ]*  *\(\[[0-9]*\/[0-9]*\]\)$/kyozo:   \2 \1/p' \
        >&2 \
        || ! tail -n 1 "$build_log" | grep -q 'exit code 0$'; then
        grep -E '^\[ERROR\]' "$build_log" | head -n 15 >&2 || true
        release_build_lock
        say "the build failed; its log is $build_log"
        exit 1
    fi
    printf '%s\n' "$names" >"$stamp.new.names"
    # The stamp's time is the build's start: what was edited meanwhile is built the next time.
    touch -r "$stamp.new" "$stamp.new.names"
    mv "$stamp.new.names" "$stamp"
    rm -f "$stamp.new"
    archive_classes
    archive_services
    say "built in $(($(date +%s) - began)) s"
}

# Loaded classes of the command line kept from one run to the next: takes half of the time out of its start. A JVM that
# the archive does not fit ignores it. Made from a list of them, not at a run's end, which would leave out all that is
# compiled for a Java before 6, as the parser of commands is.
class_archive=$KYOZO_REPOSITORY/deploy/cli/target/kyozo-cli.jsa

archive_classes() {
    rm -f "$class_archive"
    classes=$target_dir/kyozo-cli.classes
    { "$JAVA_HOME/bin/java" $java_flags "-XX:DumpLoadedClassList=$classes" $quiet_archive \
        -jar "$program" rehearse "$KYOZO_REPOSITORY/deploy/samples/todo" "$target_dir/rehearsal" \
        && "$JAVA_HOME/bin/java" $java_flags -Xshare:dump "-XX:SharedClassListFile=$classes" \
            "-XX:SharedArchiveFile=$class_archive" -jar "$program"; } >/dev/null 2>&1 || rm -f "$class_archive"
    rm -rf "$target_dir/rehearsal" "$classes"
}

# The same of the services, with what they load until they find that there is no database: most of it. Written by a run
# that ends in earnest, it would take its time while somebody waits for 'kyozo down'. Flags as the launcher gives them.
archive_services() {
    for service in analyzer deployer monitor metrics; do
        app=$KYOZO_REPOSITORY/$service-service/target/quarkus-app
        rm -f "$app/classes.jsa"
        "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError \
            "-XX:ArchiveClassesAtExit=$app/classes.jsa" $quiet_archive \
            -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
            -Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:1/none -Dquarkus.flyway.connect-retries=0 \
            -jar "$app/quarkus-run.jar" >/dev/null 2>&1 &
    done
    wait
}

# One build at a time; the lock of a builder that is gone does not count.
take_build_lock() {
    lock=$target_dir/kyozo-build.lock
    told=
    while ! mkdir "$lock" 2>/dev/null; do
        holder=$(cat "$lock/pid" 2>/dev/null || true)
        if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
            rm -rf "$lock"
            continue
        fi
        [ -n "$told" ] || say "waiting for another build (process ${holder:-unknown})"
        told=yes
        sleep 1
    done
    printf '%s\n' "$$" >"$lock/pid"
    trap release_build_lock EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

release_build_lock() {
    rm -rf "$lock"
    trap - EXIT INT TERM
}
