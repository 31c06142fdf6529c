package io.llmi.gateway.openai;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RequestsTest {
    private final Parameters parameters = new Parameters("llm-i", () -> List.of("code", "diffusion", "edit", "search"));
    private final ResponsesRequest responses = new ResponsesRequest(parameters, (url, path) -> url);
    private final ChatRequest chat = new ChatRequest(parameters, (url, path) -> url);

    @Test
    void shouldReadAConversationWithPicturesWhenItIsInItemForm() throws IOException {
        Asked asked = responses.read(json("""
                {"model": "llm-i", "instructions": "Be brief", "input": [
                  {"role": "user", "content": "a boat"},
                  {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Here."}]},
                  {"type": "image_generation_call", "id": "ig_1", "status": "completed", "result": "AAAA"},
                  {"role": "user", "content": [{"type": "input_text", "text": "at night"},
                    {"type": "input_image", "detail": "auto", "image_url": "data:image/png;base64,BBBB"}]}]}"""));

        assertThat(asked.job().path("messages")).isEqualTo(Json.mapper().readTree("""
                [{"role": "system", "content": "Be brief"},
                 {"role": "user", "content": "a boat"},
                 {"role": "assistant", "content": "Here."},
                 {"role": "user", "content": [{"type": "text", "text": "at night"},
                   {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                   {"type": "image_url", "image_url": {"url": "data:image/png;base64,BBBB"}}]}]"""));
    }

    @Test
    void shouldAllowTheToolsThatTheHostedToolsMean() throws IOException {
        Asked asked = responses.read(json("""
                {"input": "x", "tools": [{"type": "image_generation"}, {"type": "web_search"}], "tool_choice": "required"}"""));

        assertThat(asked.job().path("tools").toString()).isEqualTo("[\"diffusion\",\"edit\",\"search\"]");
        assertThat(asked.job().path("image_count").asText()).isEqualTo("some");
        assertThat(asked.echo().path("tool_choice").asText()).isEqualTo("required");
    }

    @Test
    void shouldPassSamplingOnWhenTheRequestHasIt() throws IOException {
        assertThat(responses.read(json("""
                        {"input": "x", "temperature": 0.3, "top_p": 0.9, "max_output_tokens": 500}""")).job().path("sampling"))
                .isEqualTo(Json.mapper().readTree("""
                {"temperature": 0.3, "top_p": 0.9, "max_tokens": 500}"""));
        assertThat(chat.read(json("""
                        {"messages": [{"role": "user", "content": "x"}], "max_completion_tokens": 7, "seed": 3}""")).job().path("sampling"))
                .isEqualTo(Json.mapper().readTree("""
                {"seed": 3, "max_tokens": 7}"""));
    }

    @Test
    void shouldIgnoreWhatOpenAiIgnores() throws IOException {
        Asked asked = chat.read(json("""
                {"messages": [{"role": "developer", "content": "x"}, {"role": "user", "content": "y"}],
                 "chat_id": "ui", "stop": null, "tools": [], "n": 1, "logprobs": false}"""));

        assertThat(asked.job().path("messages").path(0).path("role").asText()).isEqualTo("system");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"input": "x", "model": "gpt-9"}                                              | 404 | model_not_found       | model
            {"input": 7}                                                                  | 400 | missing_required_parameter | input
            {"input": "x", "conversation": "conv_1"}                                      | 400 | unsupported_parameter | conversation
            {"input": "x", "background": true, "store": false}                            | 400 | invalid_value         | store
            {"input": "x", "tools": [{"type": "function", "name": "f"}]}                  | 400 | unsupported_parameter | tools[0]
            {"input": "x", "text": {"format": {"type": "json_object"}}}                   | 400 | unsupported_parameter | text.format
            {"input": "x", "previous_response_id": "resp_nothing"}                        | 400 | previous_response_not_found | previous_response_id
            {"input": "x", "stream": "yes"}                                               | 400 | invalid_type          | stream
            {"input": "x", "llmi": {"colour": 1}}                                         | 400 | unknown_parameter     | llmi.colour
            {"input": [{"type": "function_call_output", "call_id": "c", "output": "o"}]}  | 400 | unsupported_parameter | input[0].type
            {"input": [{"role": "user", "content": [{"type": "input_file"}]}]}            | 400 | unsupported_parameter | input[0].content[0].type
            {"input": [{"role": "user", "content": [{"type": "input_image", "file_id": "f"}]}]} | 400 | unsupported_parameter | input[0].content[0].file_id
            """)
    void shouldNameTheParameterWhenAResponsesRequestCannotBeMet(String body, int status, String code, String param)
            throws IOException {
        ObjectNode request = json(body);

        OpenAiException failure = catchThrowableOfType(OpenAiException.class, () -> responses.read(request));

        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.body().path("error").path("code").asText()).isEqualTo(code);
        assertThat(failure.body().path("error").path("param").asText()).isEqualTo(param);
        assertThat(failure.isRetryable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"messages": []}                                                              | messages
            {"messages": [{"role": "user", "content": "x"}], "n": 2}                      | n
            {"messages": [{"role": "user", "content": "x"}], "stop": ["a"]}               | stop
            {"messages": [{"role": "user", "content": "x"}], "logprobs": true}            | logprobs
            {"messages": [{"role": "user", "content": "x"}], "response_format": {"type": "json_schema"}} | response_format
            {"messages": [{"role": "tool", "content": "x"}]}                              | messages[0].role
            {"messages": [{"role": "user", "content": "x"}], "tools": [{"type": "function"}]} | tools[0]
            """)
    void shouldNameTheParameterWhenAChatRequestCannotBeMet(String body, String param) throws IOException {
        ObjectNode request = json(body);

        OpenAiException failure = catchThrowableOfType(OpenAiException.class, () -> chat.read(request));

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.body().path("error").path("param").asText()).isEqualTo(param);
    }

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) Json.mapper().readTree(text);
    }
}
