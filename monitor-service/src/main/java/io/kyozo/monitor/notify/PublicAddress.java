package io.kyozo.monitor.notify;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Whether an address belongs to the public internet (IANA's special-purpose registries, RFC 6890 and its successors).
 * Addresses that carry another one inside (NAT64, 6to4, Teredo, IPv4-compatible) are refused: who needs them is not here.
 */
public final class PublicAddress {
    private static final List<Block> SPECIAL = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10),
            Block.of("127.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("172.16.0.0", 12),
            Block.of("192.0.0.0", 24),
            Block.of("192.0.2.0", 24),
            Block.of("192.88.99.0", 24),
            Block.of("192.168.0.0", 16),
            Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24),
            Block.of("203.0.113.0", 24),
            Block.of("224.0.0.0", 3));
    private static final Block GLOBAL_UNICAST = Block.of("2000::", 3);
    private static final List<Block> SPECIAL_6 =
            List.of(Block.of("2001::", 23), Block.of("2001:db8::", 32), Block.of("2002::", 16), Block.of("3fff::", 20));

    private PublicAddress() {}

    /** Whether {@code address} may be connected to on behalf of a user. */
    public static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return SPECIAL.stream().noneMatch(block -> block.holds(address));
        }
        return GLOBAL_UNICAST.holds(address) && SPECIAL_6.stream().noneMatch(block -> block.holds(address));
    }

    private record Block(byte[] prefix, int bits) {
        static Block of(String literal, int bits) {
            try {
                return new Block(InetAddress.getByName(literal).getAddress(), bits);
            } catch (java.net.UnknownHostException e) {
                throw new IllegalStateException(literal + " is no address", e);
            }
        }

        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            int mask = 0xff << (8 - bits % 8) & 0xff;
            boolean same = Arrays.equals(bytes, 0, whole, prefix, 0, whole);
            return same && (bits % 8 == 0 || (bytes[whole] & mask) == (prefix[whole] & mask));
        }
    }
}
