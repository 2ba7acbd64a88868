package io.kyozo.runtime.docker;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * What containers on our networks may not reach: the host itself on any of its addresses (its databases, its engine,
 * ports that other containers publish), other networks of the engine, link-local addresses such as a cloud's metadata
 * service. The rules name our bridges by their common prefix, so that they are made once for all networks, and hold
 * before a network's first container starts. They are needed beside the engine's own: a port published on the host is
 * reached through INPUT, which the engine leaves open, and a second engine on the host drops the first one's isolation.
 */
final class FirewallRules {
    /** Of our bridges' names; the engine's own begin with {@code br-} and {@code docker}. */
    private static final String PREFIX = "kyw";

    private static final int NAME_LENGTH = 15;
    private static final String BRIDGES = PREFIX + "+";
    static final String INPUT = "KYOZO-INPUT";
    static final String FORWARD = "KYOZO-FORWARD";

    /** For {@code iptables-restore --noflush}: both chains anew, in one go. */
    static final String CHAINS = String.join(
            "\n",
            "*filter",
            ":" + INPUT + " - [0:0]",
            ":" + FORWARD + " - [0:0]",
            "-A " + INPUT + " -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN",
            "-A " + INPUT + " -j DROP",
            // Neighbours of one network: the kernel shows their packets here too.
            "-A " + FORWARD + " -m physdev --physdev-is-bridged -j RETURN",
            "-A " + FORWARD + " -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN",
            "-A " + FORWARD + " -o " + BRIDGES + " -j DROP",
            // Whatever the host passes on from a port of its own: what other containers publish.
            "-A " + FORWARD + " -m conntrack --ctstate DNAT -j DROP",
            "-A " + FORWARD + " -o docker0 -j DROP",
            "-A " + FORWARD + " -d 169.254.0.0/16 -j DROP",
            "COMMIT",
            "");

    /** The way into the chains; each is put first where it is missing. DOCKER-USER is the engine's place for such rules. */
    static final List<List<String>> ENTRIES = List.of(
            List.of("INPUT", "-i", BRIDGES, "-j", INPUT),
            List.of("DOCKER-USER", "-i", BRIDGES, "-j", FORWARD),
            List.of("DOCKER-USER", "-o", BRIDGES, "-j", FORWARD));

    private FirewallRules() {}

    /** The bridge of an engine's network: its name is as long as the kernel allows, and follows from both. */
    static String bridge(URI engine, String network) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((engine + " " + network).getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH - PREFIX.length());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
