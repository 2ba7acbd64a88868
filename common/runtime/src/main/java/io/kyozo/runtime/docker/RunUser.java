package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Who a container's processes are.
 *
 * @param uid of the user
 * @param gid of its group
 */
record RunUser(int uid, int gid) {
    private static final RunUser ROOT = new RunUser(0, 0);

    /** Names are looked up in the container's own list of users, which is read while it does not run. */
    static RunUser of(DockerClient client, String container) throws IOException {
        var user = client.inspectContainerCmd(container).exec().getConfig().getUser();
        if (user == null || user.isBlank()) {
            return ROOT;
        }
        var parts = user.split(":", 2);
        return parse(parts[0], parts.length > 1 ? parts[1] : "", users(client, container));
    }

    private static String users(DockerClient client, String container) throws IOException {
        try (var tar = new TarArchiveInputStream(
                client.copyArchiveFromContainerCmd(container, "/etc/passwd").exec())) {
            return tar.getNextEntry() == null ? "" : new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        } catch (NotFoundException none) {
            return "";
        }
    }

    /** {@code passwd} is in the format of passwd(5); a user that it does not know is taken for root. */
    static RunUser parse(String user, String group, String passwd) {
        for (var line : passwd.lines().toList()) {
            var fields = line.split(":");
            if (fields.length > 3 && (fields[0].equals(user) || fields[2].equals(user))) {
                return new RunUser(number(fields[2], 0), number(group, number(fields[3], 0)));
            }
        }
        var uid = number(user, 0);
        return new RunUser(uid, number(group, 0));
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
