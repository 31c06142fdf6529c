package io.llmi.toolkit.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

import org.apache.hc.client5.http.DnsResolver;

/**
 * The only way from a name to an address that the HTTP client has. It asks once for each connection, and what it gets
 * was vetted in that moment, so a name that changes its mind afterwards gains nothing.
 */
final class VettingDns implements DnsResolver {
    private final Resolver resolver;
    private final AddressRules rules;

    VettingDns(Resolver resolver, AddressRules rules) {
        this.resolver = resolver;
        this.rules = rules;
    }

    /** Carries the verdict through the HTTP client, which lets nothing else pass here. */
    static final class BlockedHostException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private final BlockedUrlException verdict;

        BlockedHostException(BlockedUrlException verdict) {
            super(verdict.getMessage());
            this.verdict = verdict;
        }

        BlockedUrlException verdict() {
            return verdict;
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Optional<InetAddress> literal = Literals.parse(host);
        List<InetAddress> addresses = literal.isPresent() ? List.of(literal.get()) : resolver.resolve(host);
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        try {
            rules.vet(host, addresses);
        } catch (BlockedUrlException e) {
            throw new BlockedHostException(e);
        }
        return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
