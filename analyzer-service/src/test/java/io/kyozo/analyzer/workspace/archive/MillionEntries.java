package io.kyozo.analyzer.workspace.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A zip with a million empty entries, written by hand because libraries keep all of them in memory. */
final class MillionEntries {
    private static final int COUNT = 1_000_000;
    private static final int NAME = 7;

    byte[] bytes() {
        int locals = COUNT * (30 + NAME);
        int directory = COUNT * (46 + NAME);
        ByteBuffer zip = ByteBuffer.allocate(locals + directory + 56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < COUNT; i++) {
            zip.putInt(0x04034b50)
                    .putShort((short) 20)
                    .put(new byte[20])
                    .putShort((short) NAME)
                    .putShort((short) 0);
            zip.put(name(i));
        }
        for (int i = 0; i < COUNT; i++) {
            zip.putInt(0x02014b50).putShort((short) 20).putShort((short) 20).put(new byte[20]);
            zip.putShort((short) NAME).put(new byte[12]).putInt(i * (30 + NAME));
            zip.put(name(i));
        }
        end(zip, locals, directory);
        return zip.array();
    }

    private static void end(ByteBuffer zip, int locals, int directory) {
        long end64 = zip.position();
        zip.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        zip.putLong(COUNT).putLong(COUNT).putLong(directory).putLong(locals);
        zip.putInt(0x07064b50).putInt(0).putLong(end64).putInt(1);
        zip.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1);
        zip.putShort((short) 0);
    }

    private static byte[] name(int i) {
        return "%07d".formatted(i).getBytes(StandardCharsets.US_ASCII);
    }
}
