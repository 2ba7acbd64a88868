package io.kyozo.analyzer.workspace.archive;

import io.kyozo.analyzer.workspace.ArchiveLimits;
import io.kyozo.analyzer.workspace.RejectedArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Reads a zip by its directory, which is what every unpacker goes by, after {@link ZipDirectory} has measured that. */
final class ZipReader {
    private static final int KIND = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;
    private static final int LINK = 0120000;
    private static final int OWNER_EXECUTES = 0100;

    private ZipReader() {}

    static void read(Path archive, ArchiveLimits limits, Contents contents) throws IOException {
        ZipDirectory.check(archive, limits.entries());
        try (ZipFile zip = ZipFile.builder()
                .setPath(archive)
                .setCharset(StandardCharsets.UTF_8)
                .setUseUnicodeExtraFields(false)
                .setIgnoreLocalFileHeader(true)
                .get()) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
            while (entries.hasMoreElements()) {
                take(zip, entries.nextElement(), contents);
            }
        }
    }

    private static void take(ZipFile zip, ZipArchiveEntry entry, Contents contents) throws IOException {
        String name = name(entry);
        int mode = entry.getUnixMode();
        int kind = mode & KIND;
        if (kind == LINK) {
            throw new RejectedArchive(name, "is a symbolic link");
        }
        if (kind != 0 && kind != REGULAR && kind != FOLDER) {
            throw new RejectedArchive(name, "is a device or a named pipe");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new RejectedArchive(name, "is encrypted");
        }
        if (name.endsWith("/") != (kind == FOLDER) && kind != 0) {
            throw new RejectedArchive(name, "is a folder and a file at once");
        }
        if (name.endsWith("/")) {
            contents.folder(name);
        } else {
            file(zip, entry, name, contents);
        }
    }

    private static void file(ZipFile zip, ZipArchiveEntry entry, String name, Contents contents) throws IOException {
        if (!zip.canReadEntryData(entry)) {
            throw new RejectedArchive(name, "is packed by a method that is not supported; use deflate");
        }
        boolean executable = (entry.getUnixMode() & OWNER_EXECUTES) != 0;
        CRC32 checksum = new CRC32();
        try (InputStream in = zip.getInputStream(entry)) {
            contents.file(name, executable, new CheckedInputStream(in, checksum));
        }
        if (checksum.getValue() != entry.getCrc()) {
            throw new RejectedArchive(name, "is damaged: its checksum is wrong");
        }
    }

    private static String name(ZipArchiveEntry entry) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(entry.getRawName()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RejectedArchive(entry.getName(), "has a name that is not valid UTF-8");
        }
    }
}
