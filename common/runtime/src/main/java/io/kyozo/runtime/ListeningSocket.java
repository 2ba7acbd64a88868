package io.kyozo.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * A TCP port that a process listens on, as the kernel's tables tell it ({@code /proc/PID/net/tcp} and {@code tcp6}, see
 * proc(5)).
 *
 * @param port 1 to 65535
 * @param loopbackOnly whether nobody outside the container can reach it
 * @param inode of the socket
 */
public record ListeningSocket(int port, boolean loopbackOnly, long inode) {
    private static final String LISTEN = "0A";
    private static final String ESTABLISHED = "01";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEX = 16;

    /** The listening sockets in a table; lines that are none of its own are passed over. */
    public static List<ListeningSocket> parse(List<String> table) {
        List<ListeningSocket> found = new ArrayList<>();
        for (String line : table) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > INODE && fields[STATE].equals(LISTEN) && fields[ADDRESS].contains(":")) {
                found.add(of(fields));
            }
        }
        return found;
    }

    /** How many connections to {@code port} a table holds. */
    public static int connections(List<String> table, int port) {
        String local = String.format(":%04X", port);
        return (int) table.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields ->
                        fields.length > INODE && fields[STATE].equals(ESTABLISHED) && fields[ADDRESS].endsWith(local))
                .count();
    }

    private static ListeningSocket of(String[] fields) {
        String[] address = fields[ADDRESS].split(":");
        return new ListeningSocket(
                Integer.parseInt(address[1], HEX), isLoopback(address[0]), Long.parseLong(fields[INODE]));
    }

    /** Words of four bytes, each in the host's order, which is little-endian on all that we run on. */
    private static boolean isLoopback(String hex) {
        boolean six = hex.equals("00000000000000000000000001000000");
        boolean mapped = hex.startsWith("0000000000000000FFFF0000") && hex.endsWith("7F");
        return six || mapped || (hex.length() == 8 && hex.endsWith("7F"));
    }
}
