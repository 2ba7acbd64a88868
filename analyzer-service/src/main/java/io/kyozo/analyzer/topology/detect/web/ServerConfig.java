package io.kyozo.analyzer.topology.detect.web;

import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.source.Ports;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an nginx.conf or a Caddyfile makes of requests.
 *
 * @param server nginx or caddy
 * @param root line that names the folder of files to serve; 0 for none
 * @param folder that it names
 * @param port where it listens; 0 where it does not say
 * @param portLine line that says so
 * @param proxy line of the first server that requests are passed on to; 0 for none
 * @param targets hosts that requests are passed on to, as written, in order
 */
record ServerConfig(String server, int root, String folder, int port, int portLine, int proxy, List<String> targets) {
    static final FileRule<ServerConfig> RULE =
            FileRule.of("web-server-config", FileRule.Result.FINDINGS, ServerConfig::read);

    private static final int MAX_TARGETS = 20;

    /** Whether a file of this name configures a web server. */
    static boolean isOne(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("caddyfile") || lower.equals("nginx.conf") || lower.equals("default.conf");
    }

    /** Whether it only passes requests on. */
    boolean isProxy() {
        return proxy > 0 && root == 0;
    }

    private static ServerConfig read(TextFile file) {
        boolean caddy = FolderPath.name(file.path()).equalsIgnoreCase("caddyfile");
        Set<String> targets = new LinkedHashSet<>();
        int root = 0;
        String folder = "";
        int port = 0;
        int portLine = 0;
        int proxy = 0;
        int number = 0;
        for (String raw : file.lines()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> words = words(line);
            int names = words.indexOf("root");
            if (root == 0 && names >= 0 && names + 1 < words.size()) {
                root = number;
                folder = words.get(names + 1);
            }
            int listens = port == 0 ? listens(caddy, words) : 0;
            port = port == 0 ? listens : port;
            portLine = listens > 0 ? number : portLine;
            int passes = passes(words);
            if (passes >= 0) {
                proxy = proxy == 0 ? number : proxy;
                words.subList(passes + 1, words.size()).stream()
                        .filter(word -> targets.size() < MAX_TARGETS && !word.startsWith("/") && !word.equals("{"))
                        .forEach(targets::add);
            }
        }
        return new ServerConfig(
                caddy ? "caddy" : "nginx", root, folder, port, portLine, proxy, List.copyOf(new ArrayList<>(targets)));
    }

    private static List<String> words(String line) {
        return List.of(line.replace(';', ' ')
                .replace('}', ' ')
                .replace("{", " { ")
                .strip()
                .split("\\s+", 40));
    }

    /** Where the word stands that passes requests on; negative where none does. */
    private static int passes(List<String> words) {
        for (String word : List.of("proxy_pass", "fastcgi_pass", "uwsgi_pass", "grpc_pass", "reverse_proxy")) {
            int at = words.indexOf(word);
            if (at >= 0 && at + 1 < words.size()) {
                return at;
            }
        }
        return -1;
    }

    /** Of {@code listen 8080;} or of a Caddyfile's site address such as {@code :8080 {}. */
    private static int listens(boolean caddy, List<String> words) {
        if (caddy) {
            String address = words.get(0);
            boolean site = words.get(words.size() - 1).equals("{") || words.size() == 1;
            int colon = address.lastIndexOf(':');
            return site && colon >= 0 ? Math.max(0, Ports.number(address.substring(colon + 1))) : 0;
        }
        if (!words.get(0).equals("listen") || words.size() < 2) {
            return 0;
        }
        String address = words.get(1);
        return Math.max(0, Ports.number(address.substring(address.lastIndexOf(':') + 1)));
    }
}
