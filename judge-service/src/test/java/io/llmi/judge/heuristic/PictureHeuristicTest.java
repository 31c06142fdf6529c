package io.llmi.judge.heuristic;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.BlobRef;
import io.llmi.judge.Documents;
import io.llmi.judge.Pictures;
import io.llmi.judge.reward.PictureScores;
import io.llmi.judge.subject.Subject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PictureHeuristicTest {
    private static final String REQUEST = "A note about a lighthouse and a harbour";

    private final Map<String, BufferedImage> images = new HashMap<>();

    private BlobRef blob(BufferedImage image) {
        String name = "blob" + images.size();
        images.put(name, image);
        return new BlobRef(name, "image/png", image.getWidth(), image.getHeight(), 1);
    }

    private Impression<PictureScores> of(Subject subject) {
        return PictureHeuristic.of(subject, ref -> Optional.ofNullable(images.get(ref.sha256())));
    }

    private Subject document(BufferedImage first, BufferedImage second) {
        return new Documents()
                .text("# Coast\n\nThe old lighthouse stands on a rock.")
                .picture("search", "A lighthouse on a rock", blob(first))
                .text("Boats lie in the harbour at noon.")
                .picture("search", "Boats in a harbour", blob(second))
                .subject(REQUEST);
    }

    @Test
    void shouldPraiseLargeSharpDifferentPicturesThatFitTheirText() {
        PictureScores scores = of(document(Pictures.sharp(640, 480, 1), Pictures.sharp(640, 480, 2)))
                .scores();

        assertThat(scores.quality()).isEqualTo(5, within(1e-9));
        assertThat(scores.textImage()).isEqualTo(5, within(1e-9));
        assertThat(scores.task()).isGreaterThan(3);
    }

    @Test
    void shouldNoticeThatAPictureIsShownTwice() {
        BufferedImage picture = Pictures.sharp(640, 480, 1);

        Impression<PictureScores> twice = of(document(picture, Pictures.brighter(picture)));

        assertThat(twice.breakdown()).containsEntry("distinct", 0.5);
    }

    @Test
    void shouldNoticeBlankPictures() {
        Impression<PictureScores> blank = of(document(Pictures.sharp(640, 480, 1), Pictures.blank(640, 480)));

        assertThat(blank.breakdown()).containsEntry("contrast", 0.5).containsEntry("sharpness", 0.5);
        assertThat(blank.scores().quality()).isLessThan(4.5);
    }

    @Test
    void shouldGiveNothingForAPictureThatCannotBeSeen() {
        Subject subject = new Documents()
                .text("A lighthouse.")
                .picture("search", "A lighthouse", new BlobRef("gone", "image/png", 1, 1, 1))
                .subject(REQUEST);

        assertThat(of(subject).scores().quality()).isEqualTo(1);
    }

    @Test
    void shouldNoticePicturesThatHaveNothingToDoWithTextAndRequest() {
        Subject subject = new Documents()
                .text("The old lighthouse stands on a rock.")
                .picture("search", "Three bananas", blob(Pictures.sharp(640, 480, 1)))
                .subject(REQUEST);

        assertThat(of(subject).scores().task()).isEqualTo(1);
        assertThat(of(subject).scores().textImage()).isEqualTo(1);
    }
}
