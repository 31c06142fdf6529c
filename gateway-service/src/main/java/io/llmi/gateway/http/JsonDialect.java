package io.llmi.gateway.http;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.llmi.events.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;

/** Gives the web framework's mapper the JSON dialect of the whole system. */
@Singleton
final class JsonDialect implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        Json.configure(mapper);
    }
}
