package io.llmi.tool.edit.instruction;

import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class InstructionParserTest {
    private final InstructionParser parser = new InstructionParser();

    private String names(String instruction) {
        return parser.parse(instruction).operations().stream()
                .map(Object::toString)
                .map(text -> text.replaceAll("java.awt.Color", ""))
                .collect(Collectors.joining(" + "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            turn it into night                              | Night[]
            make it a night scene                           | Night[]
            Change the scene to nighttime                   | Night[]
            show the same harbour at night                  | Night[]
            make it brighter                                | Brightness[factor=1.35]
            brighten the image                              | Brightness[factor=1.35]
            turn this into daytime                          | Brightness[factor=1.35]
            darken the photo                                | Brightness[factor=0.6]
            a bit darker, please                            | Brightness[factor=0.6]
            black and white                                 | Saturation[factor=0.0]
            convert to grayscale                            | Saturation[factor=0.0]
            make it monochrome                              | Saturation[factor=0.0]
            remove all colours                              | Saturation[factor=0.0]
            apply a sepia tone                              | Sepia[]
            vintage look                                    | Sepia[]
            blur the picture                                | Blur[]
            sharpen                                         | Sharpen[]
            increase the contrast                           | Contrast[factor=1.4]
            less contrast                                   | Contrast[factor=0.65]
            more vibrant                                    | Saturation[factor=1.6]
            boost saturation                                | Saturation[factor=1.6]
            muted                                           | Saturation[factor=0.45]
            make it warmer                                  | Warmth[amount=0.7]
            cooler tones                                    | Warmth[amount=-0.7]
            golden hour                                     | Warmth[amount=0.9]
            invert the colors                               | Invert[]
            crop to a square                                | Aspect[ratio=1.0]
            crop to 4:2                                     | Aspect[ratio=2.0]
            crop the left half                              | Crop[left=0.0, top=0.0, right=0.5, bottom=1.0]
            crop to the center                              | Crop[left=0.2, top=0.2, right=0.8, bottom=0.8]
            zoom in                                         | Crop[left=0.2, top=0.2, right=0.8, bottom=0.8]
            rotate 90 degrees                               | Rotate[degrees=90.0]
            rotate by 45° counterclockwise                  | Rotate[degrees=-45.0]
            rotate it left                                  | Rotate[degrees=-90.0]
            rotate to the right                             | Rotate[degrees=90.0]
            turn it upside down                             | Rotate[degrees=180.0]
            flip horizontally                               | Flip[horizontal=true]
            mirror it                                       | Flip[horizontal=true]
            flip it vertically                              | Flip[horizontal=false]
            resize to 640x480                               | Resize[width=640, height=480]
            half the size                                   | Scale[factor=0.5]
            double the size                                 | Scale[factor=2.0]
            pixelate it                                     | Pixelate[]
            posterize                                       | Posterise[]
            add a border                                    | Border[colour=[r=255,g=255,b=255]]
            add a black frame                               | Border[colour=[r=17,g=17,b=17]]
            make it blue                                    | Tint[colour=[r=47,g=102,b=196], name=blue]
            tint it red                                     | Tint[colour=[r=215,g=50,b=46], name=red]
            black and white, then crop to a square          | Saturation[factor=0.0] + Aspect[ratio=1.0]
            make it night and add a white border            | Night[] + Border[colour=[r=255,g=255,b=255]]
            """)
    void shouldReadOperationsInOrderWhenPhrased(String instruction, String expected) {
        assertThat(names(instruction)).isEqualTo(expected);
    }

    @Test
    void shouldKeepCaptionsAsTheyAreWritten() {
        assertThat(parser.parse("add the caption \"Night Train\" and make it sepia")
                        .operations())
                .containsExactly(new Operation.Caption("Night Train"), new Operation.Sepia());
    }

    @Test
    void shouldNameWordsItIgnored() {
        EditPlan plan = parser.parse("make it night and remove the elephant");
        assertThat(plan.operations()).containsExactly(new Operation.Night());
        assertThat(plan.ignored()).containsExactly("remove", "elephant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replace the dog by a cat", "", "   ", "add a hat to the man", "nightingale"})
    void shouldFindNothingWhenNothingIsKnown(String instruction) {
        assertThat(parser.parse(instruction).operations()).isEmpty();
    }

    @Property(tries = 500)
    void shouldNeverThrow(@ForAll String instruction) {
        assertThatCode(() -> parser.parse(instruction)).doesNotThrowAnyException();
    }

    @Property(tries = 200)
    void shouldNeverThrowAroundNumbers(@ForAll int number, @ForAll String tail) {
        assertThatCode(() -> parser.parse(
                        "rotate " + number + " crop " + number + ":0 resize " + number + "x" + number + tail))
                .doesNotThrowAnyException();
    }
}
