package io.llmi.toolkit.fetch;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressRulesTest {
    private static final AddressRules PUBLIC_ONLY = new AddressRules(List.of(), List.of());

    private static final List<String> BLOCKED_V4 = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.175.48.0/24");

    private static final List<String> BLOCKED_V6 = List.of(
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "100:0:0:1::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "2620:4f:8000::/48",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    @Provide
    Arbitrary<byte[]> blockedV4() {
        return inside(BLOCKED_V4);
    }

    @Provide
    Arbitrary<byte[]> blockedV6() {
        return inside(BLOCKED_V6);
    }

    /** Any address of any of the networks, put together here rather than by the code under test. */
    private static Arbitrary<byte[]> inside(List<String> networks) {
        return Arbitraries.of(networks).flatMap(network -> {
            String[] parts = network.split("/");
            byte[] prefix = Literals.parse(parts[0]).orElseThrow().getAddress();
            BigInteger hosts = BigInteger.TWO.pow(prefix.length * 8 - Integer.parseInt(parts[1]));
            return Arbitraries.bigIntegers()
                    .between(BigInteger.ZERO, hosts.subtract(BigInteger.ONE))
                    .map(host -> bytes(new BigInteger(1, prefix).or(host), prefix.length));
        });
    }

    private static byte[] bytes(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        byte[] big = number.toByteArray();
        int size = Math.min(length, big.length);
        System.arraycopy(big, big.length - size, bytes, length - size, size);
        return bytes;
    }

    @Property
    void shouldBlockWhenTheAddressIsInASpecialIpv4Network(@ForAll("blockedV4") byte[] v4) throws Exception {
        assertThat(PUBLIC_ONLY.isAllowed(InetAddress.getByAddress(v4))).isFalse();
    }

    @Property
    void shouldBlockWhenTheAddressIsInASpecialIpv6Network(@ForAll("blockedV6") byte[] v6) throws Exception {
        assertThat(PUBLIC_ONLY.isAllowed(InetAddress.getByAddress(v6))).isFalse();
    }

    @Property
    void shouldBlockWhenASpecialIpv4AddressIsMapped(@ForAll("blockedV4") byte[] v4) throws Exception {
        assertThat(PUBLIC_ONLY.isAllowed(
                        InetAddress.getByAddress(embedded(v4, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1))))
                .isFalse();
    }

    @Property
    void shouldBlockTheEmbeddedAddressEvenWhenTheTranslatorsNetworkIsAllowed(@ForAll("blockedV4") byte[] v4)
            throws Exception {
        AddressRules translating = new AddressRules(
                List.of(Network.parse("64:ff9b::/96"), Network.parse("2002::/16"), Network.parse("::/96")), List.of());

        assertThat(translating.isAllowed(InetAddress.getByAddress(embedded(v4, 12, 0, 0x64, -1, 0x9b))))
                .isFalse();
        assertThat(translating.isAllowed(InetAddress.getByAddress(embedded(v4, 2, 0x20, 0x02))))
                .isFalse();
        assertThat(translating.isAllowed(InetAddress.getByAddress(embedded(v4, 12))))
                .isFalse();
    }

    @Property
    void shouldAllowEveryOtherIpv4Address(@ForAll @Size(4) byte[] v4) throws Exception {
        int first = v4[0] & 0xff;
        int second = v4[1] & 0xff;
        int third = v4[2] & 0xff;
        boolean special = first == 0
                || first == 10
                || first == 127
                || first >= 224
                || first == 100 && second >= 64 && second < 128
                || first == 169 && second == 254
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 192 && second == 31 && third == 196
                || first == 192 && second == 52 && third == 193
                || first == 192 && second == 88 && third == 99
                || first == 192 && second == 175 && third == 48
                || first == 198 && (second == 18 || second == 19)
                || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113;

        assertThat(PUBLIC_ONLY.isAllowed(InetAddress.getByAddress(v4))).isEqualTo(!special);
    }

    @Property
    void shouldAllowNothingOfIpv6WhenItIsOutsideTheGlobalUnicastSpace(@ForAll @Size(16) byte[] v6) throws Exception {
        Assume.that((v6[0] & 0xe0) != 0x20);
        InetAddress address = InetAddress.getByAddress(v6);
        Assume.that(!(address instanceof Inet4Address));

        assertThat(PUBLIC_ONLY.isAllowed(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"})
    void shouldAllowWhenTheAddressIsPublic(String address) {
        assertThat(PUBLIC_ONLY.isAllowed(ip(address))).isTrue();
    }

    @Test
    void shouldAllowWhatIsInANamedNetworkAndNothingBesideIt() {
        AddressRules rules = new AddressRules(List.of(Network.parse("10.1.0.0/16")), List.of());

        assertThat(rules.isAllowed(ip("10.1.2.3"))).isTrue();
        assertThat(rules.isAllowed(ip("::ffff:10.1.2.3"))).isTrue();
        assertThat(rules.isAllowed(ip("10.2.0.1"))).isFalse();
        assertThat(rules.isAllowed(ip("64:ff9b::10.1.2.3"))).isFalse();
    }

    @Test
    void shouldAllowAPublicAddressBehindATranslatorWhoseNetworkIsNamed() {
        AddressRules rules = new AddressRules(List.of(Network.parse("64:ff9b::/96")), List.of());

        assertThat(rules.isAllowed(ip("64:ff9b::8.8.8.8"))).isTrue();
    }

    @Test
    void shouldBlockOurOwnAddressesEvenWhenTheirNetworkIsAllowed() {
        AddressRules rules = new AddressRules(
                List.of(Network.parse("10.0.0.0/8")), List.of(Network.parse("8.8.4.0/24"), Network.parse("10.0.0.1")));

        assertThat(rules.isAllowed(ip("8.8.4.4"))).isFalse();
        assertThat(rules.isAllowed(ip("10.0.0.1"))).isFalse();
        assertThat(rules.isAllowed(ip("10.0.0.2"))).isTrue();
    }

    @Test
    void shouldBlockTheWholeHostWhenOneOfItsAddressesIsPrivate() {
        assertThatThrownBy(() -> PUBLIC_ONLY.vet("both.example", List.of(ip("8.8.8.8"), ip("10.0.0.5"))))
                .isInstanceOf(BlockedUrlException.class)
                .hasMessage("both.example is not on the public internet, so nothing is fetched from it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "010.0.0.0/8",
                "10.0.0/8",
                "fe80::%eth0/64",
                "name/8",
                "",
                "::/129",
                "10.0.0.0/8/8"
            })
    void shouldRefuseTheSettingWhenItIsNoNetwork(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static InetAddress ip(String text) {
        return Literals.parse(text).orElseThrow();
    }

    private static byte[] embedded(byte[] v4, int at, int... prefix) throws UnknownHostException {
        byte[] v6 = new byte[16];
        for (int i = 0; i < prefix.length; i++) {
            v6[i] = (byte) prefix[i];
        }
        System.arraycopy(v4, 0, v6, at, 4);
        return v6;
    }
}
