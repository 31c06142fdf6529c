package io.llmi.gateway.openai;

/** Turns what a client names a picture by into a data URI. */
@FunctionalInterface
interface PictureUrls {
    /**
     * @param url a data URI, or an address on the web
     * @param path where in the request it stands
     * @throws OpenAiException if the picture cannot be had
     */
    String dataUri(String url, String path);
}
