package io.llmi.toolkit.imagegen;

import io.llmi.toolkit.contract.TestConfig;
import io.llmi.toolkit.imagegen.ark.ArkSettings;
import io.llmi.toolkit.imagegen.openai.OpenAiImagesSettings;
import io.llmi.toolkit.imagegen.qwen.QwenImageSettings;
import io.smallrye.config.ConfigMapping;

/** The groups of settings as a tool has them, under {@code test}. */
@ConfigMapping(prefix = "test")
public interface ServerSettings {
    OpenAiImagesSettings openai();

    ArkSettings ark();

    QwenImageSettings qwenImage();

    /** @param keysAndValues such as {@code test.openai.model}, each with its value */
    static ServerSettings of(String... keysAndValues) {
        return TestConfig.of(ServerSettings.class, keysAndValues);
    }
}
