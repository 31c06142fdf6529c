package io.llmi.tool.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What matters here about the machine.
 *
 * @param root whether this process is user 0
 * @param processLimitPerSandbox whether the kernel counts processes per user namespace, as it does from Linux 5.14 on;
 *     older ones count all processes of the user, this service's threads among them
 */
record Host(boolean root, boolean processLimitPerSandbox) {
    private static final Pattern VERSION = Pattern.compile("^(\\d+)\\.(\\d+)");

    static Host current() {
        return new Host(isRoot(), isSince514(System.getProperty("os.version", "")));
    }

    static boolean isSince514(String osVersion) {
        Matcher matcher = VERSION.matcher(osVersion);
        if (!matcher.find()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major > 5 || (major == 5 && Integer.parseInt(matcher.group(2)) >= 14);
    }

    /** The environment of every guest: settings that make programs run alike, and none of this process's own. */
    static Map<String, String> guestEnvironment(String home, Map<String, String> own) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", home);
        environment.put("TMPDIR", home);
        environment.put("LANG", "C.UTF-8");
        environment.put("MPLBACKEND", "Agg");
        environment.put("MPLCONFIGDIR", home + "/matplotlib");
        // A matplotlibrc in the working directory could load code.
        environment.put("MATPLOTLIBRC", "/dev/null");
        environment.put("OPENBLAS_NUM_THREADS", "1");
        environment.put("OMP_NUM_THREADS", "1");
        // Set by operators whose processors OpenBLAS does not recognise.
        for (String name : new String[] {"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"}) {
            String value = own.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return environment;
    }

    private static boolean isRoot() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
        } catch (IOException e) {
            return false;
        }
    }
}
