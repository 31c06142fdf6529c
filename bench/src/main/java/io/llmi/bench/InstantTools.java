package io.llmi.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

import javax.imageio.ImageIO;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;

import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolManifest;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;

/** Stand where the four tools stand and answer at once with the same small picture. */
@ApplicationScoped
public class InstantTools {
    @Produces
    @ApplicationScoped
    @Named("search")
    Tool search() {
        return new Instantly("search", false);
    }

    @Produces
    @ApplicationScoped
    @Named("diffusion")
    Tool diffusion() {
        return new Instantly("diffusion", false);
    }

    @Produces
    @ApplicationScoped
    @Named("code")
    Tool code() {
        return new Instantly("code", false);
    }

    @Produces
    @ApplicationScoped
    @Named("edit")
    Tool edit() {
        return new Instantly("edit", true);
    }

    private static final class Instantly implements Tool {
        private final ToolManifest manifest;
        private final byte[] picture;

        Instantly(String name, boolean needsSource) {
            this.manifest = new ToolManifest(
                    name,
                    "for measuring",
                    Json.mapper().createObjectNode(),
                    List.of(),
                    needsSource,
                    List.of("instant"),
                    30,
                    Instant.EPOCH);
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", out);
                this.picture = out.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ToolManifest manifest() {
            return manifest;
        }

        @Override
        public ToolReply call(ToolInvocation invocation) {
            return new ToolReply.Picture(
                    picture,
                    "a picture",
                    Provenance.madeBy("instant", invocation.work().params()));
        }
    }
}
