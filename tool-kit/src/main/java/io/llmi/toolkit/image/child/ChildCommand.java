package io.llmi.toolkit.image.child;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.twelvemonkeys.image.ImageUtil;
import com.twelvemonkeys.imageio.ImageReaderBase;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.io.FileUtil;
import com.twelvemonkeys.lang.Validate;

/**
 * How to start a decoder process: this process's own Java, a small heap, and a class path of the few archives that decoding
 * needs. They are found by where their classes were loaded from, because an application packed by Quarkus does not have
 * them on {@code java.class.path}.
 *
 * @param main the class to run
 * @param needed classes of all archives and directories that it takes
 * @param options further options of the virtual machine
 */
public record ChildCommand(String main, List<Class<?>> needed, List<String> options) {
    private static final List<Class<?>> DECODING = List.of(
            DecoderMain.class,
            WebPImageReaderSpi.class,
            ImageReaderBase.class,
            Directory.class,
            ImageUtil.class,
            FileUtil.class,
            Validate.class);

    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xss1m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:ReservedCodeCacheSize=48m",
            // Memory of a large picture goes back to the system before the next.
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            // Standard output carries replies alone.
            "-XX:+DisplayVMOutputToStderr",
            "-Djava.awt.headless=true");

    /** The real decoder. */
    public static ChildCommand decoder() {
        return new ChildCommand(DecoderMain.class.getName(), DECODING, SMALL);
    }

    /**
     * The command line.
     *
     * @throws IOException if the place of a class cannot be found
     */
    List<String> line(int heapMegabytes) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx" + heapMegabytes + "m");
        line.addAll(options);
        line.add("-cp");
        line.add(String.join(File.pathSeparator, classPath()));
        line.add(main);
        line.add(Long.toString(ProcessHandle.current().pid()));
        return line;
    }

    private Set<String> classPath() throws IOException {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : needed) {
            places.add(place(type).toString());
        }
        return places;
    }

    private static Path place(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new IOException("%s does not know where it was loaded from".formatted(type.getName()));
        }
        String location = source.getLocation().toString();
        // Some class loaders name an archive as jar:file:...!/
        String file = location.startsWith("jar:") ? location.substring(4).replaceFirst("!/.*$", "") : location;
        try {
            Path path = Path.of(new URI(file));
            if (Files.exists(path)) {
                return path;
            }
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IOException("%s was loaded from %s, which is no file".formatted(type.getName(), location), e);
        }
        throw new IOException("%s was loaded from %s, which is not there".formatted(type.getName(), location));
    }
}
