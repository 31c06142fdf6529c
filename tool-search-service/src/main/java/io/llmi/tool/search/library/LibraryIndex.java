package io.llmi.tool.search.library;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/** A full-text index over a library's entries, in memory; ranks by BM25. Immutable and thread-safe. */
final class LibraryIndex {
    private static final String TITLE = "title";
    private static final String TAGS = "tags";
    private static final String DESCRIPTION = "description";
    private static final String NUMBER = "number";

    /** More than anyone needs to find one with the right licence. */
    private static final int MAX_HITS = 200;

    private final Analyzer analyzer = new EnglishAnalyzer();
    private final List<LibraryEntry> entries;
    private final IndexSearcher searcher;

    /** @throws IOException never in practice: everything stays in memory */
    LibraryIndex(List<LibraryEntry> entries) throws IOException {
        this.entries = List.copyOf(entries);
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (int i = 0; i < entries.size(); i++) {
                LibraryEntry entry = entries.get(i);
                Document document = new Document();
                document.add(new TextField(TITLE, entry.title(), Field.Store.NO));
                document.add(new TextField(TAGS, String.join(" ", entry.tags()), Field.Store.NO));
                document.add(new TextField(DESCRIPTION, entry.description(), Field.Store.NO));
                document.add(new StoredField(NUMBER, i));
                writer.addDocument(document);
            }
        }
        this.searcher = new IndexSearcher(DirectoryReader.open(directory));
    }

    /** Entries whose title or tags share a word with the query, the best first. */
    List<LibraryEntry> ranked(String query) throws IOException {
        String text = QueryText.prepared(query);
        BooleanQuery.Builder telling = new BooleanQuery.Builder();
        words(TITLE, text).ifPresent(q -> telling.add(new BoostQuery(q, 3), BooleanClause.Occur.SHOULD));
        words(TAGS, text).ifPresent(q -> telling.add(new BoostQuery(q, 2), BooleanClause.Occur.SHOULD));
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(telling.build(), BooleanClause.Occur.MUST);
        words(DESCRIPTION, text).ifPresent(q -> all.add(q, BooleanClause.Occur.SHOULD));
        List<LibraryEntry> ranked = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(all.build(), MAX_HITS).scoreDocs) {
            ranked.add(entries.get(searcher.storedFields()
                    .document(hit.doc)
                    .getField(NUMBER)
                    .numericValue()
                    .intValue()));
        }
        return ranked;
    }

    private Optional<Query> words(String field, String text) {
        return Optional.ofNullable(new QueryBuilder(analyzer).createBooleanQuery(field, text));
    }
}
