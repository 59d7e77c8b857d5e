package io.archweave.report;

import io.archweave.oci.Digest;
import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.CellFailure;
import io.archweave.report.RunReport.CellStatus;
import io.archweave.report.RunReport.Index;
import io.archweave.report.RunReport.IndexStatus;
import io.archweave.report.RunReport.PlatformDigest;
import io.archweave.report.RunReport.Result;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports that several tests look at. */
final class SampleReports {
    static final Instant STARTED = Instant.parse("2024-05-17T02:00:00Z");

    private static final String REGISTRY = "registry.example.com/acme/";

    private SampleReports() {}

    /** Three targets on five platforms, with one of everything that can happen. */
    static RunReport mixed() {
        return new RunReport(
                "20240517-020000-7f3a",
                STARTED,
                Instant.parse("2024-05-17T02:12:41.300Z"),
                Result.FAILURE,
                Stream.of(hello(), app(), worker()).flatMap(List::stream).toList(),
                List.of(
                        index("hello", IndexStatus.PUBLISHED, "", hello()),
                        index("app-3.12-bookworm", IndexStatus.UNCHANGED, "the tags name these images already", app()),
                        new Index(
                                "worker",
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.of(digest("worker before")),
                                IndexStatus.HELD,
                                "linux/arm64 failed",
                                List.of())));
    }

    private static List<Cell> hello() {
        return List.of(
                built("hello", "linux/amd64", "local", false, 4.2),
                built("hello", "linux/arm64", "graviton", false, 12.34),
                built("hello", "linux/arm/v7", "graviton", false, 15),
                built("hello", "linux/s390x", "local", true, 187.5),
                built("hello", "linux/riscv64", "local", true, 211));
    }

    private static List<Cell> app() {
        String target = "app-3.12-bookworm";
        return Stream.of("linux/amd64", "linux/arm64", "linux/s390x")
                .map(platform -> new Cell(
                        target,
                        platform,
                        CellStatus.REUSED,
                        "inputs and bases have not moved",
                        "",
                        false,
                        true,
                        Optional.of(digest(target + platform)),
                        0,
                        0,
                        Optional.empty()))
                .toList();
    }

    private static List<Cell> worker() {
        return List.of(
                built("worker", "linux/amd64", "local", false, 61.7),
                failed("worker", "linux/arm64", "graviton", false, compileFailure()),
                skipped("worker", "linux/arm/v7"),
                optional(failed("worker", "linux/riscv64", "local", true, qemuFailure())));
    }

    private static CellFailure compileFailure() {
        return new CellFailure(
                "compile",
                "process \"/bin/sh -c make -j4\" did not complete successfully: exit code: 2",
                "#12 [linux/arm64 4/6] RUN make -j4\ncc -O2 -c vector.c -o vector.o\ncc -O2 -c main.c -o main.o\n"
                        + "\u001B[1mvector.c:41:10:\u001B[0m \u001B[31mfatal error:\u001B[0m immintrin.h: No such file\n"
                        + "   41 | #include <immintrin.h>\n      |          ^~~~~~~~~~~~~\ncompilation terminated.\n"
                        + "make: *** [Makefile:14: vector.o] Error 1\nmake: *** Waiting for unfinished jobs....\n"
                        + "gcc: warning: unused arguments\nERROR: process did not complete successfully\n"
                        + "ERROR: failed to solve: exit code: 2\n",
                "logs/worker@linux-arm64.log");
    }

    private static CellFailure qemuFailure() {
        return new CellFailure(
                "qemu_crash",
                "qemu: uncaught target signal 11 (Segmentation fault) - core dumped",
                "Get:1 http://packages.example.com/debian sid InRelease\nSegmentation fault (core dumped)\n",
                "logs/worker-linux-riscv64.log");
    }

    /** A report whose every text comes from somebody who means harm. */
    static RunReport hostile() {
        String evil = "</pre></title><script>alert('x')</script>\"'&amp;{{grid}}\u0000\u001B[31m\r\n\uD800\u202E]]>";
        Cell cell = new Cell(
                evil,
                evil,
                CellStatus.FAILED,
                evil,
                evil,
                true,
                true,
                Optional.of(evil),
                1,
                2,
                Optional.of(new CellFailure(evil, evil, evil, "javascript:alert(1)")));
        Index index = new Index(
                evil,
                Optional.of(evil),
                Optional.of(evil),
                List.of(evil),
                Optional.of(evil),
                IndexStatus.HELD,
                evil,
                List.of(new PlatformDigest(evil, evil)));
        return new RunReport(evil, STARTED, STARTED.plusSeconds(1), Result.FAILURE, List.of(cell), List.of(index));
    }

    /** A run that had nothing to do. */
    static RunReport empty() {
        return new RunReport("nothing", STARTED, STARTED, Result.SUCCESS, List.of(), List.of());
    }

    static Cell built(String target, String platform, String node, boolean emulated, double seconds) {
        return new Cell(
                target,
                platform,
                CellStatus.BUILT,
                "the Dockerfile changed",
                node,
                emulated,
                true,
                Optional.of(digest(target + platform)),
                seconds,
                1,
                Optional.empty());
    }

    static Cell failed(String target, String platform, String node, boolean emulated, CellFailure failure) {
        return new Cell(
                target,
                platform,
                CellStatus.FAILED,
                "",
                node,
                emulated,
                true,
                Optional.empty(),
                95.25,
                3,
                Optional.of(failure));
    }

    static Cell skipped(String target, String platform) {
        return new Cell(
                target,
                platform,
                CellStatus.SKIPPED,
                "no node can build it",
                "",
                false,
                true,
                Optional.empty(),
                0,
                0,
                Optional.empty());
    }

    static Cell optional(Cell cell) {
        return new Cell(
                cell.target(),
                cell.platform(),
                cell.status(),
                cell.reason(),
                cell.node(),
                cell.emulated(),
                false,
                cell.digest(),
                cell.seconds(),
                cell.attempts(),
                cell.failure());
    }

    static Index index(String target, IndexStatus status, String reason, List<Cell> cells) {
        return new Index(
                target,
                Optional.of(digest(target + " now")),
                Optional.of("application/vnd.oci.image.index.v1+json"),
                List.of(REGISTRY + target + ":20240517", REGISTRY + target + ":latest"),
                Optional.of(digest(target + (status == IndexStatus.UNCHANGED ? " now" : " before"))),
                status,
                reason,
                cells.stream()
                        .map(cell -> new PlatformDigest(cell.platform(), digest(cell.target() + cell.platform())))
                        .toList());
    }

    /** Some digest that is always the same for the same words. */
    static String digest(String words) {
        return Digest.of(words.getBytes(StandardCharsets.UTF_8)).value();
    }
}
