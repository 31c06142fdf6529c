package io.llmi.toolkit.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. May block, may be called by several threads at once. */
@FunctionalInterface
public interface Resolver {
    /**
     * @param host a name in ASCII, never an address
     * @return all its addresses, IPv4 and IPv6, in the order in which to try them
     * @throws UnknownHostException if it has none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The one of the operating system. */
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
