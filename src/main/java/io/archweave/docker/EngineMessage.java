package io.archweave.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;

/** The Engine's own words out of docker-java's exceptions, which wrap them in a status line and JSON. */
final class EngineMessage {
    private EngineMessage() {}

    static String of(DockerException e) {
        String text = e.getMessage() == null ? "HTTP " + e.getHttpStatus() : e.getMessage();
        int brace = text.indexOf('{');
        if (brace < 0) {
            return text.strip();
        }
        try {
            String message = new ObjectMapper()
                    .readTree(text.substring(brace))
                    .path("message")
                    .asText("");
            return message.isEmpty() ? text.strip() : message.strip();
        } catch (JsonProcessingException broken) {
            return text.strip();
        }
    }
}
