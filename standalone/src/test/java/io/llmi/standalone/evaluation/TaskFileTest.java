package io.llmi.standalone.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.llmi.events.ImageCount;
import io.llmi.standalone.evaluation.task.BadTaskException;
import io.llmi.standalone.evaluation.task.Task;
import io.llmi.standalone.evaluation.task.TaskFile;
import io.llmi.standalone.evaluation.task.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TaskFileTest {
    @TempDir
    Path directory;

    @Test
    void shouldReadPlainLinesAndConversations() throws Exception {
        List<Task> tasks = read("""
                {"question":"A chart","image_num":2,"tools":["code"],"criteria":["It has axes."]}

                {"id":"m","category":"art","turns":[{"question":"one"},{"question":"two","image_num":-1}]}
                """);

        assertThat(tasks).extracting(Task::id).containsExactly("1", "m");
        assertThat(tasks.getFirst().turns())
                .containsExactly(new Turn(
                        "A chart", new ImageCount(2), List.of("code"), List.of("It has axes."), Optional.empty()));
        assertThat(tasks.get(1).turns()).extracting(Turn::images).containsExactly(ImageCount.ANY, ImageCount.NONE);
    }

    @Test
    void shouldReadLlmiBenchWithItsCriteriaAndPictures() throws Exception {
        Files.writeString(directory.resolve("in.png"), "x");

        Task task = read("""
                [{"prompt":"Write a report","images":["in.png"],"r1":"Has a title.","r2":" ","r10":"Has a chart."}]
                """).getFirst();

        assertThat(task.turns().getFirst().criteria()).containsExactly("Has a title.", "Has a chart.");
        assertThat(task.images()).containsExactly(directory.resolve("in.png"));
    }

    @Test
    void shouldReadOpeningAndAskForAsManyPicturesAsItsAnswerHas() throws Exception {
        Files.createDirectories(directory.resolve("images"));
        Files.writeString(directory.resolve("images/1-i-1.jpg"), "x");

        Task task = read("""
                {"total_uid":"1502046","meta_task_name":"Brainstorming","subtask_name":"Academic","conversations":[
                {"input":[{"image":"./images/1-i-1.jpg","text":"<BEGIN> What is this? <image>"},{"image":null,"text":"Go on."}]},
                {"output":[{"image":"./images/1-o-1.jpg","text":"a"},{"image":null,"text":"b"},{"image":"c.jpg","text":"c"}]}]}
                """.replace("\n", "")).getFirst();

        assertThat(task.id()).isEqualTo("1502046");
        assertThat(task.category()).isEqualTo("Academic");
        assertThat(task.turns().getFirst().question()).isEqualTo("What is this?\n\nGo on.");
        assertThat(task.turns().getFirst().images()).isEqualTo(new ImageCount(2));
        assertThat(task.images()).hasSize(1);
    }

    @Test
    void shouldReadIsgBenchWithItsStructureAndQuestions() throws Exception {
        Files.writeString(directory.resolve("q.png"), "x");

        Turn turn = read("""
                {"id":"0000","Category":"Prediction","Query":[{"type":"text","content":"What next?"},
                {"type":"image","content":"q.png"}],"Golden":[{"type":"text","content":"t"},{"type":"image","content":"g"}],
                "predict":{"image_qa":{"questions":[{"image":"<gen_img1>","Question":"Are there hands in this image?","id":0}]},
                "block_qa":{"questions":[{"subject":"<gen_text1>","object":"<query_img1>","relation":"r",
                "Question":"Does <gen_text1> describe this image?"}]}}}
                """.replace("\n", "")).getFirst().turns().getFirst();

        assertThat(turn.structure()).contains(List.of("text", "image"));
        assertThat(turn.images()).isEqualTo(new ImageCount(1));
        assertThat(turn.criteria())
                .containsExactly(
                        "About picture 1 of the document: Are there hands in this image? The answer must be yes.",
                        "About text 1 of the document and picture 1 of the user's: Does text 1 of the document describe"
                                + " this image? The answer must be yes.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"question":"a"}~nonsense                          | tasks.jsonl, line 2
            {"question":"a"}~{"answer":"b"}                    | tasks.jsonl, item 2: not in a known form
            {"question":"a","image_num":100}                   | item 1: "image_num"
            {"question":"a","tools":"code"}                    | item 1: "tools"
            {"question":"  "}                                  | item 1: "question"
            {"id":"x","question":"a"}~{"id":"x","question":"b"} | item 2: the id x is there twice
            {"prompt":"a","images":["none.png"]}               | none.png cannot be read
            {"conversations":[]}                               | "conversations" must begin
            {"Query":[{"type":"video","content":"a"}]}         | "Query"
            [{"prompt":"a",]                                   | line 1: not JSON
            []                                                 | holds no tasks
            """)
    void shouldNameThePlaceOfWhatItCannotUse(String text, String expected) {
        assertThatThrownBy(() -> read(text.replace('~', '\n')))
                .isInstanceOf(BadTaskException.class)
                .hasMessageContaining(expected);
    }

    private List<Task> read(String text) throws BadTaskException {
        return TaskFile.read(text, "tasks.jsonl", directory);
    }
}
