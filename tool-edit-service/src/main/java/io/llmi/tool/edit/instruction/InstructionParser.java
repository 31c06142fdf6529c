package io.llmi.tool.edit.instruction;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.llmi.tool.edit.instruction.Operation.Aspect;
import io.llmi.tool.edit.instruction.Operation.Blur;
import io.llmi.tool.edit.instruction.Operation.Border;
import io.llmi.tool.edit.instruction.Operation.Brightness;
import io.llmi.tool.edit.instruction.Operation.Caption;
import io.llmi.tool.edit.instruction.Operation.Contrast;
import io.llmi.tool.edit.instruction.Operation.Crop;
import io.llmi.tool.edit.instruction.Operation.Flip;
import io.llmi.tool.edit.instruction.Operation.Invert;
import io.llmi.tool.edit.instruction.Operation.Night;
import io.llmi.tool.edit.instruction.Operation.Pixelate;
import io.llmi.tool.edit.instruction.Operation.Posterise;
import io.llmi.tool.edit.instruction.Operation.Resize;
import io.llmi.tool.edit.instruction.Operation.Rotate;
import io.llmi.tool.edit.instruction.Operation.Saturation;
import io.llmi.tool.edit.instruction.Operation.Scale;
import io.llmi.tool.edit.instruction.Operation.Sepia;
import io.llmi.tool.edit.instruction.Operation.Sharpen;
import io.llmi.tool.edit.instruction.Operation.Tint;
import io.llmi.tool.edit.instruction.Operation.Warmth;

import static io.llmi.tool.edit.instruction.Rule.of;

/** Reads instructions by their phrases: earlier rules take their words first, the rest may only use what is left. */
public final class InstructionParser {
    private static final int MAX_LENGTH = 2000;
    private static final int MAX_OPERATIONS = 12;
    private static final String MORE =
            "(?:more |increase (?:the )?|boost (?:the )?|enhance (?:the )?|add (?:some |more )?|raise (?:the )?|higher |high |stronger )";
    private static final String LESS = "(?:less |reduce (?:the )?|decrease (?:the )?|lower (?:the )?|low |softer )";
    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}'-]{2,}");
    private static final Set<String> FILLER = Set.of(
            "the",
            "and",
            "then",
            "this",
            "that",
            "image",
            "picture",
            "photo",
            "photograph",
            "make",
            "turn",
            "into",
            "change",
            "apply",
            "add",
            "with",
            "for",
            "please",
            "scene",
            "look",
            "looks",
            "like",
            "effect",
            "style",
            "version",
            "filter",
            "give",
            "convert",
            "edit",
            "transform",
            "set",
            "same",
            "its",
            "all",
            "whole",
            "entire",
            "slightly",
            "bit",
            "little",
            "very",
            "more",
            "less",
            "much",
            "some",
            "tone",
            "tones",
            "mood",
            "feel",
            "around",
            "from",
            "colour",
            "color",
            "colours",
            "colors",
            "keep",
            "keeping",
            "while",
            "also",
            "show",
            "shown",
            "appear",
            "put",
            "here",
            "you",
            "can",
            "could",
            "would",
            "let",
            "use",
            "using",
            "just",
            "now",
            "finally",
            "atmosphere",
            "result",
            "original",
            "at",
            "strong",
            "subtle",
            "light",
            "lighting",
            "view",
            "time",
            "nice",
            "beautiful",
            "top",
            "bottom");

    private static final List<Rule> RULES = List.of(
            of(
                    "(?:caption|title|label|text|write|saying|says|reads|captioned|titled|words?)[^\"“”']{0,24}?[\"“']([^\"“”]{1,120}?)[\"”'](?=\\W|$)",
                    m -> new Caption(m.group(1))),
            of(
                    "(?:crop(?:ped)?|cut|keep)(?: \\p{L}+){0,3}? (left|right|top|bottom|upper|lower) (half|third)",
                    InstructionParser::part),
            of(
                    "(?:crop(?:ped)?|cut|format|aspect(?: ratio)?)[^.;,]{0,30}?(\\d{1,2}) ?[:/] ?(\\d{1,2})",
                    InstructionParser::aspect),
            of("crop(?:ped)?[^.;,]{0,24}?square|(?:make (?:it |this )?)?square(?: crop| format)?", new Aspect(1)),
            of(
                    "(?:crop(?:ped)?|zoom(?:ed)? in)(?:[^.;,]{0,24}?(?:cent(?:er|re)|middle))?",
                    new Crop(0.2, 0.2, 0.8, 0.8)),
            of(
                    "(?:rotated?|turn(?:ed)?)[^.;,]{0,20}?(-?\\d{1,3}(?:\\.\\d+)?) ?(?:°|deg(?:rees?)?)?(?: (?:to the )?(counter-?clockwise|anti-?clockwise|left|clockwise|right))?",
                    InstructionParser::rotation),
            of("(?:rotated?|turn(?:ed)?)[^.;,]{0,20}?(?:counter-?clockwise|anti-?clockwise|left)", new Rotate(-90)),
            of("(?:rotated?|turn(?:ed)?)[^.;,]{0,20}?(?:clockwise|right)", new Rotate(90)),
            of("(?:(?:rotated?|turn(?:ed)?|flip(?:ped)?)(?: \\p{L}+)? )?upside[ -]down", new Rotate(180)),
            of("rotated?", new Rotate(90)),
            of("(?:flip(?:ped)?|mirror(?:ed)?)[^.;,]{0,20}?vertical(?:ly)?|vertical (?:flip|mirror)", new Flip(false)),
            of(
                    "(?:flip(?:ped)?|mirror(?:ed)?)(?:[^.;,]{0,20}?horizontal(?:ly)?)?|horizontal (?:flip|mirror)|mirror image",
                    new Flip(true)),
            of(
                    "(?:resized?|scaled?|size)?(?: \\p{L}+){0,3}? ?(\\d{2,5}) ?[x×*] ?(\\d{2,5})(?: ?(?:px|pixels))?",
                    m -> new Resize(number(m.group(1)), number(m.group(2)))),
            of(
                    "(?:half|50 ?%)(?: (?:the|its|of the))?(?: original)? size|halve(?: (?:the|its) size)?|shrink(?: \\p{L}+)?(?: by half)?|(?:make (?:it |this )?)?smaller",
                    new Scale(0.5)),
            of(
                    "double(?: (?:the|its))?(?: size)?|twice(?: (?:the|its|as))?(?: size| large| big)?|enlarged?|upscaled?|(?:make (?:it |this )?)?(?:larger|bigger)",
                    new Scale(2)),
            of(
                    "(?:(?:add|with|in|put) )?(?:an? )?(?:thick |thin |simple )?(?:(" + Colours.ANY
                            + ") )?(?:border|frame|framed|picture frame)",
                    m -> new Border(
                            Optional.ofNullable(m.group(1)).map(Colours::named).orElse(Color.WHITE))),
            of(
                    "black[ -]and[ -]white|black ?& ?white|b ?[&/] ?w|gr[ea]y[ -]?scale|monochrome|desaturated?(?: (?:completely|fully))?|remove (?:all |the )?colou?rs?|colou?rless",
                    new Saturation(0)),
            of("sepia|vintage|old[ -]fashioned|antique|retro|nostalgic|aged|old photo(?:graph)?", new Sepia()),
            of("invert(?:ed)?(?: (?:the )?colou?rs?)?|negative", new Invert()),
            of(
                    "(?:at |by |to |into )?(?:the |a )?(?:night[ -]?time|night|midnight|moonlit|moonlight|starry(?: sky)?|after dark|nocturnal)",
                    new Night()),
            of(
                    "(?:at |by |to |into )?(?:the )?(?:sunset|dusk|golden hour|sunrise|dawn|evening|autumn|autumnal)",
                    new Warmth(0.9)),
            of(
                    "bright(?:en|ened|er|ness)?|(?:at |by |to |into )?(?:the )?(?:daytime|daylight|day|noon|midday|sunny)|lighten|lighter|"
                            + MORE + "(?:light|exposure|brightness)",
                    new Brightness(1.35)),
            of(
                    LESS + "(?:brightness|exposure|light)|darken(?:ed)?|darker|dark|dimm?(?:er|ed)?|gloomy",
                    new Brightness(0.6)),
            of(LESS + "contrast|flatter", new Contrast(0.65)),
            of(MORE + "?contrast|punchier|dramatic", new Contrast(1.4)),
            of(LESS + "(?:colou?rful|saturation|saturated|vivid)|muted|pale|faded|washed[ -]out", new Saturation(0.45)),
            of(MORE + "?(?:colou?rful|saturation|saturated?|vivid|vibrant|vibrance)", new Saturation(1.6)),
            of("warm(?:er|th)?", new Warmth(0.7)),
            of("cool(?:er)?|cold(?:er)?|wint(?:e)?ry?|icy|frosty", new Warmth(-0.7)),
            of("un-?blur(?:red)?|sharp(?:en|ened|er)?|crisp(?:er)?", new Sharpen()),
            of("blur(?:red|ry)?|out of focus|defocus(?:ed)?|soft(?:en|ened)? focus", new Blur()),
            of("pixelated?|pixel art|8[ -]bit|mosaic|censor(?:ed)?", new Pixelate()),
            of("poster(?:i[sz]ed?)?|pop art|cartoon(?:ish|y)?", new Posterise()),
            of(
                    "(?:tint(?:ed)?|colou?r(?:ed)?|hue|shade)?(?: \\p{L}{1,5}){0,2}? ?(" + Colours.ANY
                            + ")(?:ish)?(?: (?:tint|tone|hue|tinge|cast|filter|overlay|colou?r))?",
                    m -> new Tint(Colours.named(m.group(1)), m.group(1).toLowerCase(java.util.Locale.ROOT))));

    private record Found(int at, Operation operation) {}

    /** Never throws, whatever the text. */
    public EditPlan parse(String instruction) {
        StringBuilder rest = new StringBuilder(instruction.substring(0, Math.min(MAX_LENGTH, instruction.length())));
        List<Found> found = new ArrayList<>();
        for (Rule rule : RULES) {
            Matcher matcher = rule.phrase().matcher(rest.toString());
            while (matcher.find()) {
                MatchResult match = matcher.toMatchResult();
                found.add(new Found(match.start(), rule.operation().apply(match)));
                // Full stops keep later rules from joining words across what is taken.
                rest.replace(match.start(), match.end(), ".".repeat(match.end() - match.start()));
            }
        }
        List<Operation> operations = found.stream()
                .sorted(Comparator.comparingInt(Found::at))
                .map(Found::operation)
                .distinct()
                .limit(MAX_OPERATIONS)
                .toList();
        List<String> ignored = WORD.matcher(rest)
                .results()
                .map(MatchResult::group)
                .filter(word -> !FILLER.contains(word.toLowerCase(java.util.Locale.ROOT)))
                .distinct()
                .toList();
        return new EditPlan(operations, ignored);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static Operation rotation(MatchResult match) {
        double degrees = Double.parseDouble(match.group(1));
        String way = Optional.ofNullable(match.group(2)).orElse("").toLowerCase(java.util.Locale.ROOT);
        boolean left = way.startsWith("counter") || way.startsWith("anti") || way.equals("left");
        return new Rotate(left ? -degrees : degrees);
    }

    private static Operation aspect(MatchResult match) {
        int width = Math.max(1, number(match.group(1)));
        int height = Math.max(1, number(match.group(2)));
        return new Aspect(Math.max(0.1, Math.min(10, (double) width / height)));
    }

    private static Operation part(MatchResult match) {
        double share = "half".equalsIgnoreCase(match.group(2)) ? 0.5 : 1 / 3.0;
        return switch (match.group(1).toLowerCase(java.util.Locale.ROOT)) {
            case "left" -> new Crop(0, 0, share, 1);
            case "right" -> new Crop(1 - share, 0, 1, 1);
            case "top", "upper" -> new Crop(0, 0, 1, share);
            default -> new Crop(0, 1 - share, 1, 1);
        };
    }
}
