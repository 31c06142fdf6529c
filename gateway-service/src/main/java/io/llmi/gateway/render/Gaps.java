package io.llmi.gateway.render;

import io.llmi.events.Document.ImagePart;
import io.llmi.events.FailureCode;
import io.llmi.events.Json;
import io.llmi.events.ToolFailure;

/** What is said where a picture is missing. */
final class Gaps {
    private Gaps() {}

    /** The failure's code as clients know it. */
    static String code(ImagePart image) {
        FailureCode code = image.error().map(ToolFailure::code).orElse(FailureCode.BACKEND_ERROR);
        return Json.mapper().convertValue(code, String.class);
    }

    static String message(ImagePart image) {
        return image.error().map(ToolFailure::message).orElse("the tool did not say why");
    }
}
