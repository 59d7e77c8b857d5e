package io.archweave.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a run leaves for people and for Jenkins: {@code report.json}, {@code report.html} with its
 * {@code report.css}, {@code junit.xml} and {@code logs/}.
 *
 * @param path made if it is not there
 */
public record ReportFolder(Path path) {

    /** Writes everything and gives the page to open. */
    public Path write(RunReport report, Path logs) {
        try {
            Files.createDirectories(path);
            Files.write(path.resolve("report.json"), new ReportJson().write(report));
            Files.write(path.resolve("junit.xml"), new JUnitReport().write(report));
            copy(logs, path.resolve("logs"));
            HtmlReport page = new HtmlReport();
            // Jenkins forbids archived pages their own style but lets them load one that lies beside them.
            Files.write(path.resolve(HtmlReport.STYLESHEET), page.stylesheet());
            return Files.write(path.resolve("report.html"), page.write(report));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write the report to " + path, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (from.toAbsolutePath().normalize().equals(to.toAbsolutePath().normalize())) {
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
