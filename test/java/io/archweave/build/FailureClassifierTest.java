package io.archweave.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.archweave.failure.FailureCategory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureClassifierTest {
    private static final String STEP = "process \"/bin/sh -c make\" did not complete successfully: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed to copy: httpReadSeeker: failed open: unexpected status code 429 Too Many Requests | rate_limited",
                "toomanyrequests: You have reached your pull rate limit                                   | rate_limited",
                "unexpected status from HEAD request: 401 Unauthorized                                    | auth",
                "push access denied, repository does not exist: insufficient_scope: authorization failed  | auth",
                "unexpected status from PUT request: 500 Internal Server Error                            | registry_5xx",
                "failed to do request: 503 Service Unavailable                                            | registry_5xx",
                "unexpected status: 502 Bad Gateway                                                       | registry_5xx",
                "docker.io/library/debian:nope: not found                                                 | base_missing",
                "no match for platform in manifest: not found                                             | base_missing",
                "dial tcp 10.0.0.1:443: connect: connection refused                                       | network",
                "read tcp 10.0.0.1:443: read: connection reset by peer                                    | network",
                "net/http: TLS handshake timeout                                                          | network",
                "dial tcp: lookup registry.example.com: no such host                                      | network",
                "lookup packages.example.com: Temporary failure in name resolution                              | network",
                "rpc error: code = Unavailable desc = transport is closing                                | node_lost",
                "write /var/lib/docker/x: no space left on device                                         | disk_full",
                "fork: Cannot allocate memory                                                             | out_of_memory",
                "failed to resolve app@sha256:4012342942935003abc: i/o timeout                            | network",
                "dockerfile parse error on line 3: unknown instruction: RUNN                              | compile"
            })
    void tellsFromTheWordsOfBuildKit(String error, String category) {
        assertEquals(category, FailureClassifier.of(error, false, List.of()).id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit code: 2   | cc: error: no such file                                            | compile",
                "exit code: 1   | curl: (7) Connection refused                                       | compile",
                "exit code: 1   | 401 Unauthorized                                                   | compile",
                "exit code: 127 | /bin/sh: make: not found                                           | compile",
                "exit code: 1   | qemu: uncaught target signal 11 (Segmentation fault) - core dumped | qemu_crash",
                "exit code: 139 | Segmentation fault (core dumped)                                   | qemu_crash",
                "exit code: 132 | Illegal instruction                                                | qemu_crash",
                "exit code: 137 | Killed                                                             | out_of_memory",
                "exit code: 1   | virtual memory exhausted: Cannot allocate memory                   | out_of_memory",
                "exit code: 100 | dpkg: error: No space left on device                               | disk_full"
            })
    void tellsFromTheLastLinesOfAStep(String exit, String line, String category) {
        assertEquals(
                category, FailureClassifier.of(STEP + exit, true, List.of(line)).id());
    }

    @Test
    void doesNotLookIntoTheLogUnlessAStepFailed() {
        assertEquals(
                FailureCategory.NETWORK,
                FailureClassifier.of("connection refused", false, List.of("no space left on device")));
    }
}
