package io.llmi.toolkit.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data} as strictly as RFC 7578 and the frameworks of image servers do. */
public final class FormParts {
    private static final Pattern TYPE =
            Pattern.compile("multipart/form-data; boundary=([0-9A-Za-z'()+_,./:=?-]{1,70})");
    private static final Pattern DISPOSITION =
            Pattern.compile("form-data; name=\"([^\"]+)\"(?:; filename=\"([^\"]+)\")?");

    private FormParts() {}

    /** A field or a file. */
    public record Part(String name, Optional<String> filename, Optional<String> mediaType, byte[] content) {
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /** @throws ProtocolServer.Violation at everything that is no such form */
    public static List<Part> of(ProtocolServer.Exchange exchange) {
        Matcher type = TYPE.matcher(exchange.header("content-type").orElse(""));
        if (!type.matches()) {
            throw new ProtocolServer.Violation("no multipart form");
        }
        if (exchange.header("content-length").isEmpty()) {
            throw new ProtocolServer.Violation("a form without its length");
        }
        String body = new String(exchange.body(), StandardCharsets.ISO_8859_1);
        String delimiter = "--" + type.group(1);
        if (!body.startsWith(delimiter + "\r\n") || !body.endsWith("\r\n" + delimiter + "--\r\n")) {
            throw new ProtocolServer.Violation("the form is not framed by its boundary");
        }
        String inner = body.substring(delimiter.length() + 2, body.length() - delimiter.length() - 6);
        List<Part> parts = new ArrayList<>();
        for (String part : inner.split(Pattern.quote("\r\n" + delimiter + "\r\n"), -1)) {
            parts.add(part(part));
        }
        return parts;
    }

    private static Part part(String text) {
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            throw new ProtocolServer.Violation("a part without the blank line after its header");
        }
        String disposition = "";
        Optional<String> mediaType = Optional.empty();
        for (String line : text.substring(0, head).split("\r\n")) {
            if (line.startsWith("Content-Disposition: ")) {
                disposition = line.substring(21);
            } else if (line.startsWith("Content-Type: ")) {
                mediaType = Optional.of(line.substring(14));
            }
        }
        Matcher matcher = DISPOSITION.matcher(disposition);
        if (!matcher.matches()) {
            throw new ProtocolServer.Violation("a part without a name: " + disposition);
        }
        return new Part(
                matcher.group(1),
                Optional.ofNullable(matcher.group(2)),
                mediaType,
                text.substring(head + 4).getBytes(StandardCharsets.ISO_8859_1));
    }
}
