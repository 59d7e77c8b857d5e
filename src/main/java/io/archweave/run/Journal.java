package io.archweave.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import io.archweave.publish.TagJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/** The run's journal on disk: a JSON object a line, each safe there before the call returns. */
final class Journal implements TagJournal, AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FileChannel file;

    Journal(Path path) {
        try {
            this.file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write the journal " + path, e);
        }
    }

    @Override
    public void moving(Reference tag, Optional<Digest> from, Digest to) {
        write("moving", tag, from, to);
    }

    @Override
    public void restored(Reference tag, Digest to) {
        write("restored", tag, Optional.empty(), to);
    }

    private synchronized void write(String event, Reference tag, Optional<Digest> from, Digest to) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("at", Instant.now().toString());
        line.put("event", event);
        line.put("tag", tag.toString());
        from.ifPresent(digest -> line.put("from", digest.value()));
        line.put("to", to.value());
        try {
            file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write the journal", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("can't close the journal", e);
        }
    }
}
