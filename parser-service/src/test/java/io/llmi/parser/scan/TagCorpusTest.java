package io.llmi.parser.scan;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.ToolCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What models really write between the brackets, and the call that it means. */
class TagCorpusTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void shouldReadTheCallWhenAModelWritesIt(String name, String body, ToolCall expected) {
        String document = "Before. <imgen>" + body + "</imgen> After.";

        List<Fragment> found = Scans.whole(document);

        List<Fragment> wanted =
                List.of(new Fragment.Text("Before. "), new Fragment.Call(expected), new Fragment.Text(" After."));
        assertThat(found).isEqualTo(wanted);
        assertThat(Scans.charByChar(document)).isEqualTo(wanted);
    }

    static Stream<Arguments> variants() {
        return Stream.of(
                of(
                        "JSON",
                        "{\"source\": \"search\", \"description\": \"A tower\", \"params\": {\"query\": \"Eiffel\"}}",
                        search("A tower", "Eiffel")),
                of(
                        "compact JSON",
                        "{\"source\":\"search\",\"description\":\"d\",\"params\":{\"query\":\"q\"}}",
                        search("d", "q")),
                of(
                        "pretty JSON",
                        "\n{\n  \"source\": \"search\",\n  \"description\": \"d\",\n  \"params\": {\n    \"query\": \"q\"\n  }\n}\n",
                        search("d", "q")),
                of(
                        "JSON with escapes",
                        "{\"source\":\"search\",\"description\":\"a \\\"b\\\" \\u00e9\\n\",\"params\":{\"query\":\"\\ud83d\\ude00\"}}",
                        search("a \"b\" é\n", "😀")),
                of(
                        "JSON with trailing commas",
                        "{\"source\":\"search\",\"description\":\"d\",\"params\":{\"query\":\"q\",},}",
                        search("d", "q")),
                of(
                        "JSON with raw line break",
                        "{\"source\":\"search\",\"description\":\"two\nlines\",\"params\":{\"query\":\"q\"}}",
                        search("two\nlines", "q")),
                of(
                        "Python dict",
                        "{'source': 'search', 'description': 'd', 'params': {'query': 'q'}}",
                        search("d", "q")),
                of(
                        "Python dict with apostrophe in double quotes",
                        "{'source': 'search', 'description': \"It's here\", 'params': {'query': \"Rome's\"}}",
                        search("It's here", "Rome's")),
                of(
                        "Python escapes",
                        "{'source': 'search', 'description': 'It\\'s \\x41\\u00e9\\101\\d', 'params': {'query': 'q'}}",
                        search("It's AéA\\d", "q")),
                of(
                        "mixed quoting",
                        "{\"source\": 'search', 'description': \"d\", \"params\": {'query': \"q\"}}",
                        search("d", "q")),
                of(
                        "unescaped apostrophe",
                        "{'source': 'search', 'description': 'It's here', 'params': {'query': 'q'}}",
                        search("It's here", "q")),
                of(
                        "two unescaped apostrophes",
                        "{'source': 'search', 'description': 'Rock 'n' roll, baby', 'params': {'query': 'q'}}",
                        search("Rock 'n' roll, baby", "q")),
                of(
                        "unescaped double quotes",
                        "{\"source\": \"search\", \"description\": \"A \"big\" one\", \"params\": {\"query\": \"the \"q\"\"}}",
                        search("A \"big\" one", "the \"q\"")),
                of(
                        "trailing apostrophe in a value",
                        "{'source': 'search', 'description': 'The boys'', 'params': {'query': 'q'}}",
                        search("The boys'", "q")),
                of(
                        "missing last brace",
                        "{'source': 'search', 'description': 'd', 'params': {'query': 'q'}",
                        search("d", "q")),
                of(
                        "missing both braces",
                        "{\"source\": \"search\", \"description\": \"d\", \"params\": {\"query\": \"q\"",
                        search("d", "q")),
                of(
                        "surplus brace",
                        "{'source': 'search', 'description': 'd', 'params': {'query': 'q'}}}",
                        search("d", "q")),
                of(
                        "fence inside the tag",
                        "\n```json\n{\"source\": \"search\", \"description\": \"d\", \"params\": {\"query\": \"q\"}}\n```\n",
                        search("d", "q")),
                of(
                        "keys without quotes",
                        "{source: 'search', description: 'd', params: {query: 'q'}}",
                        search("d", "q")),
                of(
                        "tool instead of source",
                        "{\"tool\": \"search\", \"description\": \"d\", \"params\": {\"query\": \"q\"}}",
                        search("d", "q")),
                of(
                        "name instead of source",
                        "{\"name\": \"search\", \"description\": \"d\", \"params\": {\"query\": \"q\"}}",
                        search("d", "q")),
                of(
                        "function-call style",
                        "{\"name\": \"search\", \"description\": \"d\", \"arguments\": {\"query\": \"q\"}}",
                        search("d", "q")),
                of(
                        "parameters at top level",
                        "{\"source\": \"search\", \"description\": \"d\", \"query\": \"q\"}",
                        search("d", "q")),
                of(
                        "params as JSON in a string",
                        "{\"source\": \"search\", \"description\": \"d\", \"params\": \"{\\\"query\\\": \\\"q\\\"}\"}",
                        search("d", "q")),
                of(
                        "params as Python in a string",
                        "{\"source\": \"search\", \"description\": \"d\", \"params\": \"{'query': 'q'}\"}",
                        search("d", "q")),
                of(
                        "tool in capitals",
                        "{\"source\": \" Search \", \"description\": \"d\", \"params\": {\"query\": \"q\"}}",
                        search("d", "q")),
                of("no description", "{\"source\": \"search\", \"params\": {\"query\": \"q\"}}", search("", "q")),
                of(
                        "the same source twice",
                        "{\"source\": \"search\", \"source\": \"search\", \"description\": \"d\", \"params\": {\"query\": \"q\"}}",
                        search("d", "q")),
                of(
                        "another key twice, the last wins",
                        "{\"source\": \"search\", \"description\": \"a\", \"description\": \"d\", \"params\": {\"query\": \"q\"}}",
                        search("d", "q")),
                of(
                        "closing tag in a JSON string",
                        "{\"source\": \"search\", \"description\": \"d\", \"params\": {\"query\": \"what is </imgen> for\"}}",
                        search("d", "what is </imgen> for")),
                of(
                        "opening and closing tag in a Python string",
                        "{'source': 'search', 'description': 'the <imgen>x</imgen> tag', 'params': {'query': 'q'}}",
                        search("the <imgen>x</imgen> tag", "q")),
                of(
                        "braces in strings",
                        "{'source': 'search', 'description': 'a } b { c', 'params': {'query': '}}'}}",
                        search("a } b { c", "}}")),
                of(
                        "published model's code",
                        "{'source': 'code', 'description': 'd', 'params': {'code': 'import matplotlib.pyplot as plt\\nplt.plot([1,2])\\nplt.title(\\'A\\')'}}",
                        code("import matplotlib.pyplot as plt\nplt.plot([1,2])\nplt.title('A')")),
                of(
                        "unescaped quotes in code, raw line break",
                        "{'source':'code','description':'d','params':{'code':'plt.title('Tides')\nplt.plot(x)'}}",
                        code("plt.title('Tides')\nplt.plot(x)")),
                of(
                        "unescaped quotes in code, escaped line break",
                        "{'source':'code','description':'d','params':{'code':'plt.title('Tides')\\nplt.plot(x)'}}",
                        code("plt.title('Tides')\nplt.plot(x)")),
                of(
                        "unescaped code ends with a quote",
                        "{'source':'code','description':'d','params':{'code':'plt.title('Tides', loc='left')'}}",
                        code("plt.title('Tides', loc='left')")),
                of(
                        "unescaped dictionary in code",
                        "{'source':'code','description':'d','params':{'code':'df = pd.DataFrame({'id': '1', 'name': 'x'})\nplt.bar(df['id'], df['name'])'}}",
                        code("df = pd.DataFrame({'id': '1', 'name': 'x'})\nplt.bar(df['id'], df['name'])")),
                of(
                        "unescaped list in code",
                        "{'source':'code','description':'d','params':{'code':'plt.bar(['a','b'], [1, 2])\nplt.show()'}}",
                        code("plt.bar(['a','b'], [1, 2])\nplt.show()")),
                of(
                        "unescaped code before the description",
                        "{'source':'code','params':{'code':'plt.title('Tides')'},'description':'d'}",
                        code("plt.title('Tides')")),
                of(
                        "unescaped code at top level",
                        "{'source':'code','code':'plt.title('Tides')','description':'d'}",
                        code("plt.title('Tides')")),
                of(
                        "unescaped double quotes in JSON code",
                        "{\"source\":\"code\",\"description\":\"d\",\"params\":{\"code\":\"plt.title(\"Tides\")\nplt.legend([\"a\", \"b\"])\"}}",
                        code("plt.title(\"Tides\")\nplt.legend([\"a\", \"b\"])")),
                of(
                        "unescaped code, missing brace",
                        "{'source':'code','description':'d','params':{'code':'plt.title('Tides')'}",
                        code("plt.title('Tides')")),
                of(
                        "empty string in unescaped code",
                        "{'source':'code','description':'d','params':{'code':'x = '' + 'y''}}",
                        code("x = '' + 'y'")),
                of(
                        "blank string in unescaped code",
                        "{'source':'code','description':'d','params':{'code':'plt.xlabel(' ')'}}",
                        code("plt.xlabel(' ')")),
                of(
                        "raw backslashes in raw code",
                        "{'source':'code','description':'d','params':{'code':'plt.title('a\\nb')\nplt.show()'}}",
                        code("plt.title('a\\nb')\nplt.show()")),
                of(
                        "triple-quoted code",
                        "{'source': 'code', 'description': 'd', 'params': {'code': '''plt.title('A')\nplt.show()'''}}",
                        code("plt.title('A')\nplt.show()")),
                of(
                        "triple double-quoted code in JSON",
                        "{\"source\": \"code\", \"description\": \"d\", \"params\": {\"code\": \"\"\"plt.title(\"A\")\nplt.show()\"\"\"}}",
                        code("plt.title(\"A\")\nplt.show()")),
                of(
                        "raw string",
                        "{'source': 'code', 'description': 'd', 'params': {'code': r'plt.title(\"$\\theta$\")'}}",
                        code("plt.title(\"$\\theta$\")")),
                of(
                        "f-string prefix",
                        "{'source': 'code', 'description': f'd', 'params': {'code': f'x = 1'}}",
                        code("x = 1")),
                of(
                        "string in pieces",
                        "{'source': 'code', 'description': 'd', 'params': {'code': 'a = 1\\n'\n  'b = 2\\n'\n  \"c = 3\"}}",
                        code("a = 1\nb = 2\nc = 3")),
                of(
                        "string in parentheses",
                        "{'source': 'code', 'description': 'd', 'params': {'code': ('a = 1\\n'\n  'b = 2')}}",
                        code("a = 1\nb = 2")),
                of(
                        "pieces on one line",
                        "{'source': 'search', 'description': 'a ' 'b', 'params': {'query': 'q' + 'r'}}",
                        search("a b", "qr")),
                of(
                        "closing tag in well-quoted code",
                        "{'source': 'code', 'description': 'd', 'params': {'code': 'plt.title(\"</imgen>\")\\nplt.show()'}}",
                        code("plt.title(\"</imgen>\")\nplt.show()")),
                of(
                        "Python constants and tuples",
                        "{'source': 'diffusion', 'description': 'd', 'params': {'prompt': 'p', 'hd': True, 'raw': False, 'seed': None, 'size': (1_024, 768), 'x': 0x1F, 'y': -1.5e2}}",
                        new ToolCall(
                                "diffusion",
                                "d",
                                object().put("prompt", "p")
                                        .put("hd", true)
                                        .put("raw", false)
                                        .putNull("seed")
                                        .<ObjectNode>set(
                                                "size",
                                                JsonNodeFactory.instance
                                                        .arrayNode()
                                                        .add(1024)
                                                        .add(768))
                                        .put("x", 31)
                                        .put("y", -150.0))),
                of(
                        "an edit",
                        "{\"source\": \"edit\", \"description\": \"d\", \"params\": {\"img_index\": 0, \"prompt\": \"make it's sky red\"}}",
                        new ToolCall("edit", "d", object().put("img_index", 0).put("prompt", "make it's sky red"))),
                of(
                        "an edit with its index at top level",
                        "{'source': 'edit', 'description': 'd', 'img_index': 1, 'params': {'prompt': 'p'}}",
                        new ToolCall("edit", "d", object().put("prompt", "p").put("img_index", 1))),
                of(
                        "objects in lists with apostrophes",
                        "{'source': 'diffusion', 'description': 'd', 'params': {'parts': [{'p': 'it's'}, {'p': 'x'}]}}",
                        new ToolCall(
                                "diffusion",
                                "d",
                                object().set(
                                                "parts",
                                                JsonNodeFactory.instance
                                                        .arrayNode()
                                                        .add(object().put("p", "it's"))
                                                        .add(object().put("p", "x"))))),
                of(
                        "no parameters needed",
                        "{\"source\": \"dice\", \"description\": \"d\", \"params\": {}}",
                        new ToolCall("dice", "d", object())));
    }

    private static Arguments of(String name, String body, ToolCall expected) {
        return Arguments.of(name, body, expected);
    }

    private static ToolCall search(String description, String query) {
        return new ToolCall("search", description, object().put("query", query));
    }

    private static ToolCall code(String program) {
        return new ToolCall("code", "d", object().put("code", program));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
