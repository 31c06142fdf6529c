package io.llmi.judge.opinion;

import java.util.List;

import io.llmi.judge.endpoint.Piece;
import io.llmi.judge.subject.Subject;

/** The request and the draft with its tags, as text. */
final class TextView implements View {
    @Override
    public List<Piece> of(Subject subject) {
        Fence fence = Fence.of(subject.question(), subject.draft());
        return List.of(new Piece.Text(fence.around("request", subject.question())
                + "\n\n"
                + fence.around("document", subject.draft())
                + "\n\nScore the document."));
    }
}
