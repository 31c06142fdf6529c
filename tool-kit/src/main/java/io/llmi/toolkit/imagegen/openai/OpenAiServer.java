package io.llmi.toolkit.imagegen.openai;

import io.llmi.toolkit.http.ServerAddress;

/** Checks where the server is. */
final class OpenAiServer {
    private static final String OPENAI_HOST = "api.openai.com";

    private OpenAiServer() {}

    static ServerAddress of(OpenAiImagesSettings settings, String setting) {
        ServerAddress server = ServerAddress.of(setting, "base-url", settings.baseUrl(), settings.apiKey());
        if (server.host().equals(OPENAI_HOST) && !server.hasKey()) {
            throw new IllegalArgumentException(
                    "%s.api-key is missing: set it to a key of OpenAI, or %s.base-url to a server that needs none."
                            .formatted(setting, setting));
        }
        return server;
    }
}
