package io.llmi.toolkit.imagegen.comfyui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkflowTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingOpenWhenAShippedTemplateIsFilled(Purpose purpose) {
        Workflow workflow = Workflow.load(Optional.empty(), purpose);

        ObjectNode filled = workflow.fill(values());

        assertThat(filled.toString()).doesNotContain("{{");
        assertThat(filled.at("/sample/inputs/seed")).isEqualTo(JSON.numberNode(7L));
        assertThat(filled.at("/wanted/inputs/text")).isEqualTo(JSON.textNode("a tide"));
    }

    @Test
    void shouldKeepTypesWhenThePlaceholderIsTheWholeInput() {
        Workflow workflow = Workflow.parse("w", """
                {"1": {"class_type": "A", "inputs": {"seed": "{{seed}}", "cfg": "{{ cfg }}", "text": "{{prompt}}"}}}""", Purpose.GENERATE);

        JsonNode inputs = workflow.fill(values()).at("/1/inputs");

        assertThat(inputs.path("seed").isIntegralNumber()).isTrue();
        assertThat(inputs.path("cfg").isDouble()).isTrue();
        assertThat(inputs.path("text").isTextual()).isTrue();
    }

    @Test
    void shouldBecomeTextWhenThePlaceholderIsInsideOfOne() {
        Workflow workflow = Workflow.parse("w", """
                {"1": {"class_type": "A", "inputs": {"text": "photo of {{prompt}}, seed {{seed}}", "list": [["{{steps}}"]]}}}""", Purpose.GENERATE);

        JsonNode inputs = workflow.fill(values()).at("/1/inputs");

        assertThat(inputs.path("text").textValue()).isEqualTo("photo of a tide, seed 7");
        assertThat(inputs.at("/list/0/0").intValue()).isEqualTo(25);
    }

    @Property
    void shouldPassEveryPromptThroughUnchanged(@ForAll String prompt) {
        Workflow workflow = Workflow.parse("w", """
                {"1": {"class_type": "A", "inputs": {"text": "{{prompt}}", "more": "x {{prompt}} y {{seed}}"}}}""", Purpose.GENERATE);
        Map<Placeholder, JsonNode> values = values();
        values.put(Placeholder.PROMPT, JSON.textNode(prompt));

        JsonNode inputs = workflow.fill(values).at("/1/inputs");

        assertThat(inputs.path("text").textValue()).isEqualTo(prompt);
        assertThat(inputs.path("more").textValue()).isEqualTo("x " + prompt + " y 7");
    }

    @Test
    void shouldNotReplaceAgainWhenAPromptLooksLikeAPlaceholder() {
        Workflow workflow = Workflow.load(Optional.empty(), Purpose.GENERATE);
        Map<Placeholder, JsonNode> values = values();
        values.put(Placeholder.PROMPT, JSON.textNode("{{model}} $1 \\ \"}"));

        assertThat(workflow.fill(values).at("/wanted/inputs/text").textValue()).isEqualTo("{{model}} $1 \\ \"}");
    }

    @Test
    void shouldLeaveTheTemplateUnchangedWhenItIsFilled() {
        Workflow workflow = Workflow.load(Optional.empty(), Purpose.GENERATE);
        String before = workflow.toString();

        workflow.fill(values()).remove("save");

        assertThat(workflow).hasToString(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"1":{"class_type":"A","inputs":{"text":"{{prompt}}"}}}                        | has no {{seed}}
            {"1":{"class_type":"A","inputs":{"text":"{{seed}}"}}}                          | has no {{prompt}}
            {"1":{"class_type":"A","inputs":{"a":"{{prompt}}","b":"{{seed}}","c":"{{sed}}"}}} | unknown placeholder {{sed}}
            {"1":{"class_type":"A","inputs":{"a":"{{prompt}}","b":"{{seed}}","c":"{{image}}"}}} | unknown placeholder {{image}}
            {"1":{"class_type":"A","inputs":{"a":["2",0]}}}                                | a node "2" that it does not have
            {"nodes":[],"links":[]}                                                        | Export (API)
            {"1":{"inputs":{}}}                                                            | without class_type
            {"1":{"class_type":"A"}}                                                       | without class_type
            {"1":                                                                          | is no JSON
            {}                                                                             | has no nodes
            []                                                                             | has no nodes
            """)
    void shouldSayWhatToChangeWhenATemplateCannotBeUsed(String json, String complaint) {
        assertThatThrownBy(() -> Workflow.parse("mine.json", json, Purpose.GENERATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mine.json")
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldNameTheMissingPictureWhenAnEditTemplateLoadsNone() {
        String json = """
                {"1": {"class_type": "A", "inputs": {"text": "{{prompt}}", "seed": "{{seed}}"}}}""";

        assertThatThrownBy(() -> Workflow.parse("mine.json", json, Purpose.EDIT))
                .hasMessageContaining("has no {{image}}");
    }

    @Test
    void shouldReadTheOperatorsFileWhenOneIsSet(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, """
                {"1": {"class_type": "A", "inputs": {"text": "{{prompt}}", "seed": "{{seed}}"}}}""");

        Workflow workflow = Workflow.load(Optional.of(file), Purpose.GENERATE);

        assertThat(workflow.name()).isEqualTo("mine.json");
        assertThat(workflow.uses(Placeholder.WIDTH)).isFalse();
    }

    @Test
    void shouldSayWhichFileWhenTheOperatorsFileIsMissing(@TempDir Path folder) {
        assertThatThrownBy(() -> Workflow.load(Optional.of(folder.resolve("none.json")), Purpose.GENERATE))
                .hasMessageContaining("none.json");
    }

    private static Map<Placeholder, JsonNode> values() {
        Map<Placeholder, JsonNode> values = new EnumMap<>(Placeholder.class);
        values.put(Placeholder.PROMPT, JSON.textNode("a tide"));
        values.put(Placeholder.NEGATIVE_PROMPT, JSON.textNode(""));
        values.put(Placeholder.SEED, JSON.numberNode(7L));
        values.put(Placeholder.WIDTH, JSON.numberNode(1024));
        values.put(Placeholder.HEIGHT, JSON.numberNode(768));
        values.put(Placeholder.STEPS, JSON.numberNode(25));
        values.put(Placeholder.CFG, JSON.numberNode(7.0));
        values.put(Placeholder.SAMPLER, JSON.textNode("euler"));
        values.put(Placeholder.SCHEDULER, JSON.textNode("normal"));
        values.put(Placeholder.DENOISE, JSON.numberNode(0.75));
        values.put(Placeholder.MODEL, JSON.textNode(NodeTypes.MODEL));
        values.put(Placeholder.IMAGE, JSON.textNode("llmi/x.png"));
        return values;
    }
}
