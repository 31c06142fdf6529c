package io.llmi.tool.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A seccomp filter as bubblewrap takes it: classic BPF instructions ({@code struct sock_filter}, 8 bytes each) over
 * {@code struct seccomp_data}. It narrows what a program can ask of the kernel; the walls are the namespaces.
 *
 * @see <a href="https://docs.kernel.org/userspace-api/seccomp_filter.html">Seccomp BPF</a>
 */
final class SeccompFilter {
    private static final int LOAD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_GREATER_OR_EQUAL = 0x35;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int NUMBER_AT = 0;
    private static final int ARCH_AT = 4;
    private static final int FIRST_ARGUMENT_AT = 16;
    private static final int SECOND_ARGUMENT_AT = 24;

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL_PROCESS = 0x80000000;
    private static final int EPERM = 0x00050000 | 1;
    private static final int ENOSYS = 0x00050000 | 38;

    /** From here on x86_64 has the x32 calls, which the table does not know. */
    private static final int X32_BIT = 0x40000000;

    private static final int AF_UNIX = 1;
    private static final int PUSH_TO_TERMINAL = 0x5412;
    private static final int LINUX_CONSOLE = 0x541c;
    /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
    private static final int NAMESPACE_FLAGS = 0x00020000 | 0x7e000000;

    /** A processor architecture: its audit number, its column in the table, and calls whose arguments are looked at. */
    private enum Arch {
        X86_64(0xc000003e, 1, 56, 435, 41, 53, 16),
        AARCH64(0xc00000b7, 2, 220, 435, 198, 199, 29);

        private final int audit;
        private final int column;
        private final int clone;
        private final int clone3;
        private final int socket;
        private final int socketPair;
        private final int ioctl;

        Arch(int audit, int column, int clone, int clone3, int socket, int socketPair, int ioctl) {
            this.audit = audit;
            this.column = column;
            this.clone = clone;
            this.clone3 = clone3;
            this.socket = socket;
            this.socketPair = socketPair;
            this.ioctl = ioctl;
        }
    }

    private final List<long[]> instructions = new ArrayList<>();

    private SeccompFilter() {}

    /**
     * The filter, or empty for an architecture without one.
     *
     * @param osArch as the system property {@code os.arch} says it
     */
    static Optional<byte[]> forArchitecture(String osArch) {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> Optional.of(new SeccompFilter().build(Arch.X86_64));
            case "aarch64", "arm64" -> Optional.of(new SeccompFilter().build(Arch.AARCH64));
            default -> Optional.empty();
        };
    }

    private byte[] build(Arch arch) {
        add(LOAD, ARCH_AT);
        unless(JUMP_EQUAL, arch.audit, KILL_PROCESS);
        add(LOAD, NUMBER_AT);
        if (arch == Arch.X86_64) {
            when(JUMP_GREATER_OR_EQUAL, X32_BIT, EPERM);
        }
        for (String line : SandboxFiles.resource("denied-syscalls.txt").split("\n")) {
            String[] fields = line.split(" ");
            if (!line.startsWith("#") && !fields[arch.column].equals("-")) {
                when(JUMP_EQUAL, Integer.parseInt(fields[arch.column]), EPERM);
            }
        }
        // Its flags lie in memory, out of a filter's reach; the C library falls back to clone.
        when(JUMP_EQUAL, arch.clone3, ENOSYS);
        argument(arch.clone, FIRST_ARGUMENT_AT, List.of(new int[] {JUMP_ANY_BIT, NAMESPACE_FLAGS}), EPERM, ALLOW);
        argument(arch.socket, FIRST_ARGUMENT_AT, List.of(new int[] {JUMP_EQUAL, AF_UNIX}), ALLOW, EPERM);
        argument(arch.socketPair, FIRST_ARGUMENT_AT, List.of(new int[] {JUMP_EQUAL, AF_UNIX}), ALLOW, EPERM);
        argument(
                arch.ioctl,
                SECOND_ARGUMENT_AT,
                List.of(new int[] {JUMP_EQUAL, PUSH_TO_TERMINAL}, new int[] {JUMP_EQUAL, LINUX_CONSOLE}),
                EPERM,
                ALLOW);
        add(RETURN, ALLOW);
        return bytes();
    }

    /** If the call is this one, decides by the low half of an argument: {@code hit} if one test holds, else {@code miss}. */
    private void argument(int call, int at, List<int[]> tests, int hit, int miss) {
        jump(JUMP_EQUAL, call, 0, 2 + 2 * tests.size());
        add(LOAD, at);
        for (int[] test : tests) {
            when(test[0], test[1], hit);
        }
        add(RETURN, miss);
    }

    private void when(int test, int value, int verdict) {
        jump(test, value, 0, 1);
        add(RETURN, verdict);
    }

    private void unless(int test, int value, int verdict) {
        jump(test, value, 1, 0);
        add(RETURN, verdict);
    }

    private void add(int code, int value) {
        instructions.add(new long[] {code, 0, 0, value});
    }

    private void jump(int code, int value, int ifTrue, int ifFalse) {
        instructions.add(new long[] {code, ifTrue, ifFalse, value});
    }

    private byte[] bytes() {
        // Both architectures are little-endian.
        ByteBuffer buffer = ByteBuffer.allocate(instructions.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long[] instruction : instructions) {
            buffer.putShort((short) instruction[0])
                    .put((byte) instruction[1])
                    .put((byte) instruction[2])
                    .putInt((int) instruction[3]);
        }
        return buffer.array();
    }
}
