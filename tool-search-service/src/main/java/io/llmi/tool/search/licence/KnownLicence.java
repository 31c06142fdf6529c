package io.llmi.tool.search.licence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A licence that was recognised.
 *
 * @param code what it is, without its version: {@code by-sa}, {@code cc0}, {@code pdm}, {@code gfdl}
 * @param version where one was named
 */
record KnownLicence(String code, Optional<String> version) {
    /** Versions of the CC licences that were published; the port to a country is not part of the name shown. */
    private static final Pattern CC_NAME = Pattern.compile(
            "(?:cc[ -]+)?((?:by|nc|nd|sa)(?:[ -]+(?:nc|nd|sa))*)(?:[ -]+v?(\\d\\.\\d)\\b(?!.*\\b(?:nc|nd)\\b).*)?");

    private static final Pattern CC_URL = Pattern.compile(
            "https?://(?:www\\.)?creativecommons\\.org/(licenses|publicdomain)/([a-z+-]+)(?:/(\\d\\.\\d))?(?:/.*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ZERO = Pattern.compile("cc[ -]?(?:0|zero)(?:[ -]+v?(1\\.0)\\b.*)?(?:[ -]+universal)?");
    private static final Pattern MARK = Pattern.compile("pdm(?:[ -]+(1\\.0))?|public domain mark(?: (1\\.0))?");
    private static final Pattern EXPIRED = Pattern.compile("public[ -]domain|pd(?:-[a-z0-9-]+)?");

    /** Free licences without a family: the name that Wikimedia Commons gives them. */
    private static final Map<Pattern, String> OTHERS = Map.of(
            Pattern.compile("gfdl(?:[ -].*)?|gnu free documentation license.*"), "GFDL",
            Pattern.compile("fal|(?:free art|licence art libre|free art license).*"), "FAL",
            Pattern.compile("attribution"), "Attribution",
            Pattern.compile("copyrighted free use"), "Copyrighted free use",
            Pattern.compile("ogl(?:[ -].*)?|open government licen[cs]e.*"), "OGL");

    private static final Set<String> PARTS = Set.of("by", "nc", "nd", "sa");

    /** Recognises a short name or a code. */
    static Optional<KnownLicence> named(String text) {
        String name = text.strip()
                .toLowerCase(Locale.ROOT)
                .replace('_', '-')
                .replace('‑', '-')
                .replaceAll("^creative commons\\b", "cc")
                .replaceAll("(?<=^cc )attribution\\b", "by")
                .replaceAll("\\bnon-?commercial\\b", "nc")
                .replaceAll("\\bno-?deriv(?:s|atives|ative works)\\b", "nd")
                .replaceAll("\\bshare[- ]?alike\\b", "sa")
                .replaceAll("\\s+", " ");
        Matcher zero = ZERO.matcher(name);
        if (zero.matches()) {
            return Optional.of(new KnownLicence("cc0", Optional.ofNullable(zero.group(1))));
        }
        Matcher mark = MARK.matcher(name);
        if (mark.matches()) {
            return Optional.of(new KnownLicence(
                    "pdm", Optional.ofNullable(mark.group(1)).or(() -> Optional.ofNullable(mark.group(2)))));
        }
        if (EXPIRED.matcher(name).matches()) {
            return Optional.of(new KnownLicence("pd", Optional.empty()));
        }
        Matcher cc = CC_NAME.matcher(name);
        if (cc.matches()) {
            return ordered(cc.group(1)).map(code -> new KnownLicence(code, Optional.ofNullable(cc.group(2))));
        }
        return OTHERS.entrySet().stream()
                .filter(other -> other.getKey().matcher(name).matches())
                .map(other -> new KnownLicence(other.getValue(), Optional.empty()))
                .findFirst();
    }

    /** Recognises the address of a Creative Commons deed or legal code. */
    static Optional<KnownLicence> at(String url) {
        Matcher cc = CC_URL.matcher(url);
        if (!cc.matches()) {
            return Optional.empty();
        }
        Optional<String> version = Optional.ofNullable(cc.group(3));
        String what = cc.group(2).toLowerCase(Locale.ROOT);
        if (what.equals("publicdomain")) {
            return Optional.of(new KnownLicence("pd", Optional.empty()));
        }
        if (cc.group(1).equalsIgnoreCase("publicdomain")) {
            return switch (what) {
                case "zero" -> Optional.of(new KnownLicence("cc0", version));
                case "mark" -> Optional.of(new KnownLicence("pdm", version));
                default -> Optional.empty();
            };
        }
        // Sampling licences and whatever else was published there allow less than they seem to.
        return Optional.of(ordered(what)
                .map(code -> new KnownLicence(code, version))
                .orElseGet(() -> new KnownLicence("cc-" + what, version)));
    }

    /** The parts in their usual order, or empty if one of them is none or is named twice. */
    private static Optional<String> ordered(String parts) {
        List<String> named = List.of(parts.split("[ -]+"));
        List<String> ordered = new ArrayList<>();
        for (String part : List.of("by", "nc", "nd", "sa")) {
            if (named.contains(part)) {
                ordered.add(part);
            }
        }
        boolean sound = PARTS.containsAll(named) && ordered.size() == named.size();
        return sound ? Optional.of(String.join("-", ordered)) : Optional.empty();
    }

    Freedom freedom() {
        return switch (code) {
            case "cc0", "pdm", "pd" -> Freedom.PUBLIC_DOMAIN;
            // CC SA 1.0 asks for the same licence, and for nothing else.
            case "by", "by-sa", "sa", "GFDL", "FAL", "OGL", "Attribution", "Copyrighted free use" -> Freedom.FREE;
            default -> Freedom.RESTRICTED;
        };
    }

    String name() {
        return switch (code) {
            case "cc0" -> "CC0" + suffix();
            case "pdm" -> "Public Domain Mark" + suffix();
            case "pd" -> "Public domain";
            case "GFDL", "FAL", "OGL", "Attribution", "Copyrighted free use" -> code;
            default ->
                (code.startsWith("cc-") ? "CC " + code.substring(3) : "CC " + code.toUpperCase(Locale.ROOT)) + suffix();
        };
    }

    private String suffix() {
        return version.map(number -> " " + number).orElse("");
    }

    /** Whether this names the same licence as {@code other} and leaves out nothing that it says. */
    boolean isAsExactAs(KnownLicence other) {
        return code.equals(other.code) && (version.isPresent() || other.version.isEmpty());
    }

    /** Where the licence can be read, if its version is known. */
    Optional<String> home() {
        return version.flatMap(number -> switch (code) {
            case "cc0" -> Optional.of("https://creativecommons.org/publicdomain/zero/" + number + "/");
            case "pdm" -> Optional.of("https://creativecommons.org/publicdomain/mark/" + number + "/");
            default ->
                code.matches("[a-z-]+") && !code.startsWith("cc-")
                        ? Optional.of("https://creativecommons.org/licenses/" + code + "/" + number + "/")
                        : Optional.empty();
        });
    }
}
