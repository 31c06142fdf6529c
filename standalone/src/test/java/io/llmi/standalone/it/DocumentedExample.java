package io.llmi.standalone.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.llmi.events.Json;
import io.llmi.standalone.it.WebhookReceiver.Received;

/** The program that the webhook page gives to receivers, run as they would: by a Python that knows nothing of us. */
final class DocumentedExample {
    private DocumentedExample() {}

    /** Whether the program takes the message for one that was signed with the secret. */
    static boolean verifies(Received message, String secret) throws Exception {
        String page = Files.readString(Path.of("..", "docs", "webhooks.md"));
        String example = page.replaceAll("(?s).*```python\\n(.*?)```.*", "$1");
        Process python = new ProcessBuilder(
                        "python3",
                        "-c",
                        example
                                + "\nimport json, sys\nprint(verify(sys.argv[1], json.loads(sys.argv[2]), sys.argv[3].encode()))\n",
                        secret,
                        Json.mapper().writeValueAsString(message.headers()),
                        new String(message.body(), StandardCharsets.UTF_8))
                .redirectErrorStream(true)
                .start();
        String answer = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return switch (answer) {
            case "True" -> true;
            case "False" -> false;
            default -> throw new AssertionError("the documented example does not run: " + answer);
        };
    }
}
