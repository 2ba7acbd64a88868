package io.kyozo.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small tar archives for tests. */
public final class Archives {
    /** Of a user that is nobody here. */
    private static final int OWNER = 4321;

    private Archives() {}

    /** Of files that only their owner may read, by path. */
    public static byte[] of(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var file : new TreeMap<>(files).entrySet()) {
                var content = file.getValue().getBytes(StandardCharsets.UTF_8);
                var slash = file.getKey().lastIndexOf('/');
                if (slash > 0) {
                    put(tar, new TarArchiveEntry(file.getKey().substring(0, slash + 1)), 0750, new byte[0]);
                }
                put(tar, new TarArchiveEntry(file.getKey()), 0600, content);
            }
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode, byte[] content)
            throws IOException {
        entry.setMode(mode);
        entry.setIds(OWNER, OWNER);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** What is in it, by path: mode in octal, owner where {@code owners}, and content. */
    public static Map<String, String> entries(byte[] archive, boolean owners) throws IOException {
        var found = new TreeMap<String, String>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = entry.getName().replaceFirst("^\\./", "");
                if (!name.isEmpty()) {
                    var owner = owners ? " " + entry.getLongUserId() : "";
                    var content = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                    found.put(name, Integer.toOctalString(entry.getMode() & 0777) + owner + " " + content);
                }
            }
        }
        return found;
    }
}
