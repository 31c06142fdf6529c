package io.llmi.toolkit.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which IP addresses may be connected to on behalf of somebody else: public ones only.
 *
 * <p>Everything that the IANA registries of special-purpose addresses list is blocked (RFC 6890 and its updates), and
 * of IPv6 everything but 2000::/3, the only part that was ever handed out. An IPv4 address inside an IPv6 address
 * (mapped, NAT64, 6to4) has to pass as well, so that allowing a translator's network does not open what lies behind
 * it. Immutable.
 */
public final class AddressRules {
    private static final List<Network> BLOCKED = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared by carriers
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, metadata of clouds
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.31.196.0/24", // AS112
                    "192.52.193.0/24", // AMT
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "192.175.48.0/24", // AS112
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, broadcast
                    "::/3", // loopback, embedded IPv4, NAT64, discard
                    "4000::/2",
                    "8000::/1", // unique local, link-local, site-local, multicast
                    "2001::/23", // protocol assignments, Teredo
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "2620:4f:8000::/48", // AS112
                    "3fff::/20") // documentation
            .map(Network::parse)
            .toList();

    /** IPv6 networks whose addresses carry an IPv4 address, and at which byte. */
    private record Embedding(Network network, int offset) {}

    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(Network.parse("::/96"), 12),
            new Embedding(Network.parse("64:ff9b::/96"), 12),
            new Embedding(Network.parse("2002::/16"), 2));

    private final List<Network> allowed;
    private final List<Network> own;

    /**
     * @param allowed networks that may be reached although they are not public, such as that of a picture server
     * @param own our own public addresses: from inside they lead past our firewall; blocked even if allowed
     */
    public AddressRules(List<Network> allowed, List<Network> own) {
        this.allowed = List.copyOf(allowed);
        this.own = List.copyOf(own);
    }

    /** Whether a connection to the address may be made. */
    public boolean isAllowed(InetAddress address) {
        return views(address).stream().allMatch(this::passes);
    }

    /**
     * Vets all addresses of a host. One that is not allowed blocks the host: who answers with a public and a private
     * address is after the private one.
     *
     * @param host its name, for the message
     */
    public void vet(String host, List<InetAddress> addresses) throws BlockedUrlException {
        if (!addresses.stream().allMatch(this::isAllowed)) {
            throw new BlockedUrlException(
                    "%s is not on the public internet, so nothing is fetched from it.".formatted(host));
        }
    }

    private boolean passes(InetAddress address) {
        return !in(own, address) && (!in(BLOCKED, address) || in(allowed, address));
    }

    private static boolean in(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** The address and those inside it. A mapped address is an IPv4 address to Java already. */
    private static List<InetAddress> views(InetAddress address) {
        List<InetAddress> views = new ArrayList<>();
        views.add(address);
        if (!(address instanceof Inet4Address)) {
            for (Embedding embedding : EMBEDDINGS) {
                if (embedding.network().contains(address)) {
                    int from = embedding.offset();
                    views.add(ipv4(Arrays.copyOfRange(address.getAddress(), from, from + 4)));
                }
            }
        }
        return views;
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not four bytes", e);
        }
    }
}
