package io.llmi.gateway.tool;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.llmi.events.ToolManifest;
import io.llmi.toolkit.tool.ToolRegistry;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/tools}: the tools that are registered at this moment. */
@Path("/v1/tools")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tools")
public class ToolsResource {
    private final ToolRegistry tools;

    @Inject
    ToolsResource(ToolRegistry tools) {
        this.tools = tools;
    }

    /** The tools, sorted by name. */
    @Schema(name = "ToolList")
    record ToolList(List<ToolManifest> data) {}

    @GET
    @Operation(summary = "The live tool registry")
    public ToolList list() {
        return new ToolList(tools.tools());
    }
}
