package io.llmi.planner.rehearsal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is about.
 *
 * @param titleText the request's opening words without the order that they are part of; may be empty
 * @param subjectText the thing that these words are about; may be empty
 */
record Heading(String titleText, String subjectText) {
    private static final Pattern ORDER = Pattern.compile(
            "^(?:(?:please|hi|hello|hey|now|so)[,!]?\\s+|(?:can|could|would|will) you\\s+|(?:please\\s+)?(?:i(?:'d| would) like"
                    + "|i want|i need|we need|let's have)(?: you)?(?: to)?\\s*|(?:write|create|make|give|draft|generate|produce"
                    + "|compose|prepare|tell|show|build|design|plot|draw|put together|do)\\b(?: (?:me|us))?\\s*(?:about\\b\\s*)?"
                    + "|(?:explain|describe|introduce|summari[sz]e|discuss|present|compare)\\s+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ABOUT = Pattern.compile(
            "^.*?\\b(?:about|on the subject of|(?:guide|introduction|intro|tour|visit|ode|letter) (?:to|of|for|through)|(?:history"
                    + "|story|life|overview|biography|portrait|description|review|explanation|comparison|anatomy) of"
                    + "|(?:article|essay|page|post|report|piece|blog|lesson|text|poem|note|pager|brochure|document|story|tutorial)"
                    + " (?:on|about|for))\\s+(.+)$",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern FIRST = Pattern.compile("^(.*?)(?:[:\\n：。！？]|[.!?](?=\\s|$)|$)", Pattern.DOTALL);
    private static final Pattern FORM = Pattern.compile(
            "^(?:(?:a|an|the|one|short|long|brief|illustrated|one-page|small|little|nice|simple|[\\w-]+-word)\\s+)*(?:article|essay"
                    + "|page|post|report|piece|text|poem|note|document|story|guide|brochure|something|one|it)?$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PICTURES = Pattern.compile(
            "[\\s,;]+(?:with|and|plus|including|using|no|without)\\s+(?:\\p{L}+\\s+|\\d+\\s+){0,3}"
                    + "(?:pictures?|images?|visuals?|figures?|photos|illustrations)\\b.*$",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    static Heading of(String head, String text) {
        Matcher first = FIRST.matcher(head.strip());
        String opening = first.find() ? first.group(1) : "";
        String title = Words.atMost(withoutOrder(PICTURES.matcher(opening).replaceFirst("")), 16, 100);
        title = FORM.matcher(title).matches() ? "" : title.replaceFirst("[\\s,;:–—-]+$", "");
        Matcher about = ABOUT.matcher(title);
        String subject = Words.core(about.find() ? about.group(1) : title);
        if (subject.isEmpty()) {
            // "Photo essay on Venice" begins with its pictures.
            Matcher sentence = FIRST.matcher(Words.bounded(text));
            Matcher later = ABOUT.matcher(sentence.find() ? sentence.group(1) : "");
            subject = later.find() ? Words.core(later.group(1)) : "";
        }
        subject = subject.replaceFirst("(?i)\\s+in (?:\\w+ )?(?:\\d+|one|two|three|four|five) \\w+$", "");
        return new Heading(title, Words.atMost(subject, 10, 80));
    }

    private static String withoutOrder(String opening) {
        String before;
        String text = Words.bounded(opening.strip());
        do {
            before = text;
            text = ORDER.matcher(text).replaceFirst("");
        } while (!text.equals(before));
        return text.replaceFirst("(?i)\\s+(?:and|then|with|plus|but|using|including)?\\s*$", "")
                .strip();
    }

    /** The document's title; where the request has none, its first picture gives it. */
    String title(List<Wish> wishes) {
        if (!titleText.isEmpty()) {
            return Words.capital(RequestText.shown(titleText));
        }
        return Words.capital(subject(wishes));
    }

    /** What the document is about; where the request does not say, its first picture does. */
    String subject(List<Wish> wishes) {
        if (!subjectText.isEmpty()) {
            return RequestText.shown(subjectText);
        }
        if (!wishes.isEmpty() && wishes.getFirst() instanceof Wish.Edit edit) {
            return "the " + edit.target().shown() + ", changed";
        }
        String name = wishes.isEmpty()
                ? ""
                : switch (wishes.getFirst()) {
                    case Wish.Photo photo -> photo.subject();
                    case Wish.Painting painting -> painting.prompt();
                    case Wish.Chart chart -> chart.data().name();
                    case Wish.Edit edit -> edit.target().shown();
                };
        return name.isEmpty() ? "a short document" : Words.core(name);
    }
}
