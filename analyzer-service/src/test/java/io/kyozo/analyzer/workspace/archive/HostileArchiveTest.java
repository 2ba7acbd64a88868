package io.kyozo.analyzer.workspace.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kyozo.analyzer.workspace.RejectedArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every archive here is refused as a whole: nothing is stored, no temporary file stays, the entry is named. */
class HostileArchiveTest {
    private final MemoryStore store = new MemoryStore();
    private final ArchiveIntake intake = new ArchiveIntake(ArchiveIntakeTest.LIMITS, store, store);
    private long spooledBefore;

    @BeforeEach
    void countSpools() throws IOException {
        spooledBefore = spools();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(store.blobs).isEmpty();
        assertThat(store.trees).isEmpty();
        assertThat(spools()).isEqualTo(spooledBefore);
    }

    private static long spools() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("kyozo-upload-"))
                    .count();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "a/..",
                "..",
                "/etc/passwd",
                "C:/windows",
                "c:evil",
                "a\\b",
                "..\\evil",
                "a\\..\\..\\b",
                "a//b",
                "a/./b",
                "new\nline",
                "esc\u001b[31m",
                "del\u007f",
                "a/\u0001"
            })
    void refusesNamesThatLeadOutsideOrForge(String name) {
        assertRejected(new Archives.Tar().file("ok", "ok").file(name, "x").bytes(), null);
        // Backslashes are tried below: the library that makes the zip would turn them.
        if (!name.contains("\\")) {
            assertRejected(new Archives.Zip().file("ok", "ok").file(name, "x").bytes(), null);
        }
    }

    @Test
    void namesTheEntryAndTheReason() {
        RejectedArchive rejected = assertRejected(
                new Archives.Tar().file("ok", "ok").file("a/../../evil", "x").bytes(), "leads out");
        assertThat(rejected.fields()).containsEntry("entry", "a/../../evil");
        assertThat(assertRejected(new Archives.Tar().file("new\nline", "x").bytes(), null)
                        .detail())
                .contains("new\\u000aline");
    }

    @Test
    void refusesBackslashAndNulInAZip() {
        assertRejected(zipNamed((byte) '\\'), "backslash");
        assertRejected(zipNamed((byte) 0), "control character");
    }

    private static byte[] zipNamed(byte middle) {
        byte[] zip = new Archives.Zip().file("aXb", "x").bytes();
        for (int i = 0; i < zip.length - 2; i++) {
            if (zip[i] == 'a' && zip[i + 1] == 'X' && zip[i + 2] == 'b') {
                zip[i + 1] = middle;
            }
        }
        return zip;
    }

    @Test
    void refusesTooLongNamesAndTooDeepFolders() {
        assertRejected(new Archives.Tar().file("x".repeat(256), "x").bytes(), "longer than 255");
        assertRejected(new Archives.Zip().file("ä".repeat(128), "x").bytes(), "longer than 255");
        String deep = "d/".repeat(100) + "x";
        assertRejected(new Archives.Tar().file(deep, "x").bytes(), "deeper than 100");
        String longPath = ("x".repeat(200) + "/").repeat(21) + "x";
        assertRejected(new Archives.Tar().file(longPath, "x").bytes(), "longer than 4096");
    }

    static Stream<Arguments> specials() {
        return Stream.of(
                Arguments.of(TarConstants.LF_SYMLINK, "symbolic link"),
                Arguments.of(TarConstants.LF_LINK, "hard link"),
                Arguments.of(TarConstants.LF_CHR, "device"),
                Arguments.of(TarConstants.LF_BLK, "device"),
                Arguments.of(TarConstants.LF_FIFO, "named pipe"),
                Arguments.of((byte) 'S', ""),
                Arguments.of((byte) 'V', "neither a file nor a folder"),
                Arguments.of((byte) 'M', "neither a file nor a folder"));
    }

    @ParameterizedTest
    @MethodSource("specials")
    void refusesWhatIsNeitherFileNorFolder(byte type, String why) {
        assertRejected(new Archives.Tar().file("ok", "ok").special("odd", type).bytes(), why);
    }

    @Test
    void refusesLinksAndDevicesInZips() {
        byte[] target = "/etc/passwd".getBytes(StandardCharsets.UTF_8);
        assertRejected(new Archives.Zip().file("link", target, 0120777).bytes(), "symbolic link");
        assertRejected(new Archives.Zip().file("fifo", new byte[0], 0010644).bytes(), "device or a named pipe");
        assertRejected(new Archives.Zip().file("disk", new byte[0], 0060644).bytes(), "device or a named pipe");
    }

    static Stream<Arguments> collisions() {
        return Stream.of(
                Arguments.of("a.txt", "a.txt"),
                Arguments.of("Readme", "README"),
                Arguments.of("é", "e\u0301"),
                Arguments.of("straße", "STRASSE"),
                Arguments.of("Dir/a", "dir/b"),
                Arguments.of("a", "a/b"),
                Arguments.of("A", "a/b"),
                Arguments.of("K", "\u212a"));
    }

    @ParameterizedTest
    @MethodSource("collisions")
    void refusesNamesThatCollideInEitherOrder(String one, String other) {
        assertRejected(new Archives.Tar().file(one, "1").file(other, "2").bytes(), null);
        assertRejected(new Archives.Tar().file(other, "2").file(one, "1").bytes(), null);
        assertRejected(new Archives.Zip().file(one, "1").file(other, "2").bytes(), null);
        assertRejected(new Archives.Zip().file(other, "2").file(one, "1").bytes(), null);
    }

    @Test
    void refusesAFolderWhereAFileIs() {
        assertRejected(new Archives.Tar().file("a", "1").folder("a/").bytes(), "a folder and a file");
        assertRejected(new Archives.Tar().folder("a/").file("a", "1").bytes(), "a folder and a file");
    }

    @Test
    void refusesABombWithoutUnpackingIt() {
        byte[] zip = Archives.zipOfZeros(200 * ArchiveIntakeTest.MB);
        byte[] tarGz = Archives.tarGzOfZeros(200 * ArchiveIntakeTest.MB);
        assertThat(zip.length).isLessThan(300_000);
        assertQuick(() -> assertRejected(zip, "times larger"));
        assertQuick(() -> assertRejected(tarGz, "times larger"));
    }

    @Test
    void refusesAMillionEntriesQuickly() {
        byte[] million = new MillionEntries().bytes();
        assertQuick(() -> assertRejected(million, "100000 entries allowed"));
    }

    @Test
    void refusesAnEndlessHeader() {
        byte[] pax = new Archives.Tar().file("x".repeat(150), "x").bytes();
        // A POSIX header that claims to be as long as the archive may be; zeros follow for ever.
        System.arraycopy("01777777777\0".getBytes(StandardCharsets.US_ASCII), 0, pax, 124, 12);
        repairChecksum(pax);
        InputStream endless = new java.io.SequenceInputStream(new ByteArrayInputStream(pax), new Zeros());
        assertQuick(() -> {
            RejectedArchive rejected = catchThrowableOfType(RejectedArchive.class, () -> intake.receive(endless));
            assertThat(rejected).isNotNull();
        });
    }

    @Test
    void refusesMoreThanTheUploadLimit() {
        var small = new ArchiveIntake(
                new io.kyozo.analyzer.workspace.ArchiveLimits(10_000, 1 << 20, 1 << 20, 100, 10, 100, 1 << 20),
                store,
                store);
        byte[] tar = new Archives.Tar().file("big", new byte[20_000], 0644).bytes();
        RejectedArchive rejected =
                catchThrowableOfType(RejectedArchive.class, () -> small.receive(new ByteArrayInputStream(tar)));
        assertThat(rejected.detail()).contains("larger than the 10000 bytes");
    }

    @Test
    void refusesEncryptedAndDamagedZips() {
        byte[] encrypted = new Archives.Zip().file("secret", "secret").bytes();
        setBit(encrypted, new byte[] {'P', 'K', 1, 2}, 8);
        assertRejected(encrypted, "encrypted");

        byte[] corrupt =
                new Archives.Zip().file("a", "some content to be spoilt").bytes();
        int data = 30 + 1 + 2;
        corrupt[data] ^= 0x55;
        assertRejected(corrupt, null);

        byte[] whole = new Archives.Zip().file("a", "a").file("b", "b").bytes();
        assertRejected(Arrays.copyOf(whole, whole.length - 30), null);
    }

    @Test
    void refusesDamagedTars() {
        byte[] whole = new Archives.Tar().file("a", new byte[5000], 0644).bytes();
        assertRejected(Arrays.copyOf(whole, 3000), "damaged");
        byte[] gz = Archives.gzip(whole);
        assertRejected(Arrays.copyOf(gz, gz.length - 10), "damaged");
        byte[] header = whole.clone();
        for (int block = 0; block < header.length; block += 512) {
            if (header[block] == 'a' && header[block + 1] == 0) {
                header[block] = 'b';
            }
        }
        assertRejected(header, "damaged");
    }

    @Test
    void refusesWhatIsNoArchive() {
        assertRejected(new byte[0], "neither a tar nor a zip");
        assertRejected("hello".getBytes(StandardCharsets.UTF_8), null);
        assertRejected("<html>".repeat(500).getBytes(StandardCharsets.UTF_8), null);
    }

    private RejectedArchive assertRejected(byte[] archive, String why) {
        RejectedArchive rejected =
                catchThrowableOfType(RejectedArchive.class, () -> intake.receive(new ByteArrayInputStream(archive)));
        assertThat(rejected).isNotNull();
        if (why != null) {
            assertThat(rejected.detail()).contains(why);
        }
        return rejected;
    }

    private static void assertQuick(Runnable work) {
        System.gc();
        long start = System.nanoTime();
        work.run();
        long millis = (System.nanoTime() - start) / 1_000_000;
        // A second is the promise; a loaded test machine gets some grace.
        assertThat(millis).isLessThan(3000);
    }

    private static void repairChecksum(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += header[i] & 0xff;
        }
        byte[] text = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, 148, text.length);
    }

    private static void setBit(byte[] zip, byte[] signature, int offset) {
        for (int i = 0; i < zip.length - signature.length; i++) {
            if (Arrays.equals(Arrays.copyOfRange(zip, i, i + signature.length), signature)) {
                zip[i + offset] |= 1;
            }
        }
    }

    /** Never ends. */
    private static final class Zeros extends InputStream {
        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) 0);
            return length;
        }
    }
}
