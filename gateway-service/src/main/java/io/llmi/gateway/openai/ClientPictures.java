package io.llmi.gateway.openai;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

/** Pictures that clients name in requests. */
@ApplicationScoped
class ClientPictures implements PictureUrls {
    @Override
    public String dataUri(String url, String path) {
        if (url.substring(0, Math.min(5, url.length())).toLowerCase(Locale.ROOT).equals("data:")) {
            return url;
        }
        throw OpenAiException.invalid(
                path, "invalid_image_url", path + ": addresses are not fetched; send the picture as a data URI");
    }
}
