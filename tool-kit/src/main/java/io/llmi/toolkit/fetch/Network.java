package io.llmi.toolkit.fetch;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A block of IP addresses.
 *
 * @param prefix the first address of the block
 * @param bits length of the prefix: 0..32 for IPv4, 0..128 for IPv6
 */
public record Network(InetAddress prefix, int bits) {
    public Network {
        byte[] address = prefix.getAddress();
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("%s has no prefix of %d bits; give 0 to %d"
                    .formatted(prefix.getHostAddress(), bits, address.length * 8));
        }
        if (!Arrays.equals(address, masked(address, bits))) {
            throw new IllegalArgumentException("%s/%d names an address inside a network, not a network; clear the bits"
                            .formatted(prefix.getHostAddress(), bits)
                    + " after the prefix");
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Network parse(CharSequence text) {
        String[] parts = text.toString().strip().split("/", -1);
        InetAddress prefix = Literals.parse(parts[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is no network; write it like 10.1.0.0/16 or fd00:1::/32".formatted(text)));
        if (parts.length == 1) {
            return new Network(prefix, prefix.getAddress().length * 8);
        }
        if (parts.length > 2 || !parts[1].matches("\\d{1,3}")) {
            throw new IllegalArgumentException(
                    "'%s' is no network; write it like 10.1.0.0/16 or fd00:1::/32".formatted(text));
        }
        return new Network(prefix, Integer.parseInt(parts[1]));
    }

    /** Whether the address is in the block; an address of the other family never is. */
    public boolean contains(InetAddress address) {
        byte[] own = prefix.getAddress();
        byte[] other = address.getAddress();
        return own.length == other.length && Arrays.equals(own, masked(other, bits));
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = new byte[address.length];
        System.arraycopy(address, 0, masked, 0, bits / 8);
        if (bits % 8 != 0) {
            masked[bits / 8] = (byte) (address[bits / 8] & (0xff << (8 - bits % 8)));
        }
        return masked;
    }

    @Override
    public String toString() {
        return prefix.getHostAddress() + "/" + bits;
    }
}
