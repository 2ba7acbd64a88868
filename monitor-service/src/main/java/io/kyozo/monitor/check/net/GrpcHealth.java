package io.kyozo.monitor.check.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The two messages of gRPC's health service (grpc/health/v1/health.proto), in their frames. */
final class GrpcHealth {
    /** The status of a service that is well. */
    static final String SERVING = "SERVING";

    private static final int FRAME_HEADER = 5;
    private static final int FIELD_1_TEXT = 0x0a;
    private static final int FIELD_1_NUMBER = 0x08;
    private static final int LONGEST_NAME = 127;

    private GrpcHealth() {}

    /** A HealthCheckRequest for {@code service}, at most 127 bytes long. */
    static io.vertx.core.buffer.Buffer request(String service) {
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a gRPC service has at most 127 bytes");
        }
        int length = name.length == 0 ? 0 : 2 + name.length;
        ByteBuffer frame =
                ByteBuffer.allocate(FRAME_HEADER + length).put((byte) 0).putInt(length);
        if (length > 0) {
            frame.put((byte) FIELD_1_TEXT).put((byte) name.length).put(name);
        }
        return io.vertx.core.buffer.Buffer.buffer(frame.array());
    }

    /** The status in a HealthCheckResponse; {@code UNREADABLE} where it is none. */
    static String status(byte[] frame) {
        if (frame.length < FRAME_HEADER || frame[0] != 0) {
            return "UNREADABLE";
        }
        int length = ByteBuffer.wrap(frame, 1, 4).getInt();
        if (length == 0) {
            // The field's default is left out.
            return name(0);
        }
        boolean one = length == 2 && frame.length >= FRAME_HEADER + 2 && frame[FRAME_HEADER] == FIELD_1_NUMBER;
        return one ? name(frame[FRAME_HEADER + 1]) : "UNREADABLE";
    }

    private static String name(int status) {
        return switch (status) {
            case 0 -> "UNKNOWN";
            case 1 -> SERVING;
            case 2 -> "NOT_SERVING";
            case 3 -> "SERVICE_UNKNOWN";
            default -> "UNREADABLE";
        };
    }
}
