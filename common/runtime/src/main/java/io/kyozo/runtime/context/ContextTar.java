package io.kyozo.runtime.context;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * A context as a tar, made while it is read: no temporary file, and never more than one buffer in memory. Extra entries
 * come last and win over files of the same name. Reading fails after {@link #abort}.
 */
public final class ContextTar extends InputStream {
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final Iterator<Path> files;
    private final Map<String, byte[]> extras;
    private final Iterator<Map.Entry<String, byte[]>> extraEntries;
    private final Buffer buffer = new Buffer();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(buffer, "UTF-8");
    private final byte[] chunk = new byte[CHUNK];
    private @Nullable InputStream content;
    private long contentLeft;
    private boolean finished;
    private volatile boolean aborted;

    /** @param extras content by name, added to the folder's files */
    public ContextTar(Path folder, Map<String, byte[]> extras) throws IOException {
        this.folder = folder;
        this.files = ContextFiles.of(folder).iterator();
        this.extras = new TreeMap<>(extras);
        this.extraEntries = this.extras.entrySet().iterator();
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /** Makes a read that is under way, or the next one, fail. */
    public void abort() {
        aborted = true;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (buffer.unread() == 0) {
            if (aborted) {
                throw new InterruptedIOException("the build was cancelled");
            }
            if (!fill()) {
                return -1;
            }
        }
        return buffer.take(into, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
        }
    }

    private boolean fill() throws IOException {
        if (content != null) {
            copyChunk(content);
        } else if (files.hasNext()) {
            add(files.next());
        } else if (extraEntries.hasNext()) {
            addExtra(extraEntries.next());
        } else if (!finished) {
            finished = true;
            tar.finish();
            tar.flush();
        } else {
            return false;
        }
        return true;
    }

    private void add(Path relative) throws IOException {
        var name = relative.toString().replace('\\', '/');
        var file = folder.resolve(relative);
        if (extras.containsKey(name)) {
            return;
        }
        if (Files.isSymbolicLink(file)) {
            var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(file).toString());
            putHeader(entry, file, 0777);
            tar.closeArchiveEntry();
        } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            putHeader(new TarArchiveEntry(name + "/"), file, 0755);
            tar.closeArchiveEntry();
        } else {
            var entry = new TarArchiveEntry(name);
            contentLeft = Files.size(file);
            entry.setSize(contentLeft);
            putHeader(entry, file, mode(file));
            content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private void addExtra(Map.Entry<String, byte[]> extra) throws IOException {
        var entry = new TarArchiveEntry(extra.getKey());
        entry.setSize(extra.getValue().length);
        entry.setModTime(0);
        entry.setMode(0644);
        tar.putArchiveEntry(entry);
        tar.write(extra.getValue());
        tar.closeArchiveEntry();
    }

    private void putHeader(TarArchiveEntry entry, Path file, int mode) throws IOException {
        entry.setMode(mode);
        entry.setModTime(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
        entry.setIds(0, 0);
        tar.putArchiveEntry(entry);
    }

    private void copyChunk(InputStream from) throws IOException {
        var count = contentLeft == 0 ? -1 : from.read(chunk, 0, (int) Math.min(CHUNK, contentLeft));
        if (count > 0) {
            tar.write(chunk, 0, count);
            contentLeft -= count;
        } else if (contentLeft > 0) {
            throw new IOException("a file of the folder became shorter while it was read");
        } else {
            from.close();
            content = null;
            tar.closeArchiveEntry();
            tar.flush();
        }
    }

    /** Owners read and write; whether a file can be executed is all that a build needs to know of its mode. */
    private static int mode(Path file) throws IOException {
        var executable = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                        .contains(PosixFilePermission.OWNER_EXECUTE);
        return executable ? 0755 : 0644;
    }

    /** Bytes of text, as entries want them. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Buffer extends ByteArrayOutputStream {
        private int position;

        int unread() {
            return count - position;
        }

        int take(byte[] into, int offset, int length) {
            var size = Math.min(length, unread());
            System.arraycopy(buf, position, into, offset, size);
            position += size;
            if (position == count) {
                reset();
                position = 0;
            }
            return size;
        }
    }
}
