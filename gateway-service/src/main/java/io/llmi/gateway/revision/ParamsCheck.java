package io.llmi.gateway.revision;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.llmi.events.ToolManifest;
import io.llmi.gateway.http.Problem.FieldError;
import org.jboss.logging.Logger;

/** Holds parameters against the schema in their tool's manifest. Thread-safe. */
final class ParamsCheck {
    private static final Logger LOG = Logger.getLogger(ParamsCheck.class);
    private static final String FIELD = "params";

    /** A schema may come from anybody's tool: what it refers to is not fetched. */
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));

    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().locale(Locale.ENGLISH).build();

    /** What is wrong with the parameters; nothing if the schema itself cannot be read, for then the tool decides. */
    List<FieldError> errors(ToolManifest tool, JsonNode params) {
        try {
            JsonSchema schema = schemas.getSchema(tool.paramsSchema(), config);
            return schema.validate(params).stream().map(ParamsCheck::error).toList();
        } catch (JsonSchemaException e) {
            LOG.warnf("tool %s: the schema of its parameters cannot be used: %s", tool.name(), e.getMessage());
            return List.of();
        }
    }

    private static FieldError error(ValidationMessage found) {
        JsonNodePath place = found.getInstanceLocation();
        StringBuilder field = new StringBuilder(FIELD);
        for (int i = 0; i < place.getNameCount(); i++) {
            Object step = place.getElement(i);
            field.append(step instanceof Integer index ? "[" + index + "]" : "." + step);
        }
        // The message begins with the place, in a form that the field has already.
        String prefix = place + ": ";
        String message = found.getMessage();
        return new FieldError(
                field.toString(), message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }
}
