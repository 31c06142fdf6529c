package io.llmi.judge.opinion;

import java.util.List;

import io.llmi.judge.endpoint.Piece;
import io.llmi.judge.subject.Subject;

/** What a judge gets to see of a draft. */
interface View {
    List<Piece> of(Subject subject);
}
