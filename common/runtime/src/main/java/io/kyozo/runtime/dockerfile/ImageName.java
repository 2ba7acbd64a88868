package io.kyozo.runtime.dockerfile;

import java.util.regex.Pattern;

/**
 * An image's name as given, checked against the grammar of the distribution project's {@code reference} package, so that
 * nothing else ever reaches a script or an engine.
 *
 * @param text such as {@code node:20-bookworm-slim} or {@code registry.example:5000/team/app:1}
 */
public record ImageName(String text) {
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern NAME = Pattern.compile("(?:(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[0-9]{1,5})?)/)?"
            + COMPONENT + "(?:/" + COMPONENT + ")*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[a-f0-9]{64})?");

    public ImageName {
        if (text.length() > 255 || !NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an image's name, such as node:20-bookworm-slim");
        }
    }

    /** Whether it names a registry itself, so that no mirror stands in for it. */
    public boolean hasRegistry() {
        var slash = text.indexOf('/');
        var first = slash < 0 ? "" : text.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    /** The registry that it names; {@code docker.io} where it names none. */
    public String registry() {
        return hasRegistry() ? text.substring(0, text.indexOf('/')) : "docker.io";
    }

    /** All of it but tag and digest. */
    public String repository() {
        var withoutDigest = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
        var colon = withoutDigest.indexOf(':', withoutDigest.lastIndexOf('/') + 1);
        return colon < 0 ? withoutDigest : withoutDigest.substring(0, colon);
    }

    /** Its last component without tag and digest, such as {@code postgres}. */
    public String shortName() {
        var withoutDigest = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
        var last = withoutDigest.substring(withoutDigest.lastIndexOf('/') + 1);
        return last.contains(":") ? last.substring(0, last.indexOf(':')) : last;
    }

    /** Its tag; {@code latest} where none is given. */
    public String tag() {
        var withoutDigest = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
        var last = withoutDigest.substring(withoutDigest.lastIndexOf('/') + 1);
        return last.contains(":") ? last.substring(last.indexOf(':') + 1) : "latest";
    }
}
