package io.archweave.registry;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks the mirror of a host first. It is asked once and no further: whatever it does not have, refuses or does not
 * answer is the host's to answer. A mirror that gave no answer is left alone for a while, so that its silence is not
 * waited for with every blob. A host that something was pushed to has no mirror from then on, as a mirror may not know
 * of it yet.
 */
final class Mirrors {
    private static final Duration REST = Duration.ofMinutes(1);

    private final Map<RegistryHost, RegistryHost> byHost;
    private final Exchange exchange;
    private final Clock clock;
    private final Set<RegistryHost> written = ConcurrentHashMap.newKeySet();
    private final Map<RegistryHost, Instant> resting = new ConcurrentHashMap<>();

    Mirrors(Map<String, String> names, Exchange exchange, Clock clock) {
        byHost = names.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> new RegistryHost(entry.getKey()),
                        entry -> new RegistryHost(entry.getValue()),
                        (one, other) -> one));
        this.exchange = exchange;
        this.clock = clock;
    }

    /** From now on this host is asked itself. */
    void writtenTo(RegistryHost host) {
        written.add(host);
    }

    /** What the mirror has and {@code meaning} makes of it; empty if the host itself has to be asked. */
    <T> Optional<T> read(RegistryRequest request, Function<Answer, Optional<T>> meaning) {
        try {
            return ask(request, Answer::load).flatMap(meaning);
        } catch (NotAsDeclared e) {
            return Optional.empty();
        }
    }

    /**
     * The mirror's bytes of a blob; empty if the host itself has to be asked. If they break off or are other ones, the
     * next attempt is for the host.
     */
    Optional<InputStream> openBlob(RegistryRequest request, Descriptor blob) {
        return ask(request, answer -> answer).map(answer -> {
            RegistryHost mirror = byHost.get(request.host());
            String place = request.purpose().subject() + " (from its mirror " + mirror + ")";
            return CheckedBlobStream.of(answer, blob, place, () -> leaveAlone(mirror));
        });
    }

    private Optional<Answer> ask(RegistryRequest request, Reader reader) {
        Optional<RegistryHost> mirror = of(request.host());
        if (mirror.isEmpty()) {
            return Optional.empty();
        }
        try {
            Answer answer = exchange.send(request.at(mirror.get()));
            if (answer.status() == 200) {
                return Optional.of(reader.read(answer));
            }
            answer.close();
        } catch (IOException e) {
            leaveAlone(mirror.get());
        } catch (Unreachable e) {
            // Its token server: it may deny one repository and allow another.
            if (e.category() != FailureCategory.AUTH) {
                leaveAlone(mirror.get());
            }
        }
        return Optional.empty();
    }

    private void leaveAlone(RegistryHost mirror) {
        resting.put(mirror, clock.instant().plus(REST));
    }

    private Optional<RegistryHost> of(RegistryHost host) {
        return Optional.ofNullable(byHost.get(host))
                .filter(mirror -> !written.contains(host))
                .filter(mirror -> !clock.instant().isBefore(resting.getOrDefault(mirror, Instant.MIN)));
    }

    /** What is done with an answer as long as its connection is open. */
    @FunctionalInterface
    private interface Reader {
        Answer read(Answer answer) throws IOException;
    }
}
