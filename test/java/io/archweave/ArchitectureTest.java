package io.archweave;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of packages: data flows one way, and each library stops at one edge. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.archweave");

    /** Every package with the ones it may use besides itself; {@code cli} may use everything. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("failure", List.of()),
            Map.entry("oci", List.of("failure")),
            Map.entry("settings", List.of("oci", "failure")),
            Map.entry("process", List.of("oci", "settings", "failure")),
            Map.entry("registry", List.of("oci", "settings", "failure")),
            Map.entry("docker", List.of("process", "oci", "settings", "failure")),
            Map.entry("version", List.of("failure")),
            Map.entry("matrix", List.of("version", "oci", "failure")),
            Map.entry("plan", List.of("matrix", "oci", "registry", "failure")),
            Map.entry("node", List.of("plan", "matrix", "oci", "docker", "failure")),
            Map.entry("build", List.of("node", "plan", "matrix", "process", "registry", "docker", "oci", "failure")),
            Map.entry("check", List.of("build", "matrix", "docker", "registry", "oci", "failure")),
            Map.entry("weave", List.of("oci", "failure")),
            Map.entry("draft", List.of("weave", "registry", "settings", "oci", "failure")),
            Map.entry("publish", List.of("weave", "check", "matrix", "version", "registry", "oci", "failure")),
            Map.entry("report", List.of("publish", "check", "build", "node", "plan", "matrix", "oci", "failure")),
            Map.entry(
                    "run",
                    List.of(
                            "report",
                            "publish",
                            "weave",
                            "check",
                            "build",
                            "node",
                            "plan",
                            "matrix",
                            "registry",
                            "docker",
                            "process",
                            "oci",
                            "settings",
                            "failure")));

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyWhatTheTableAllows(String name) {
        String[] allowed = Stream.concat(Stream.of(name), MAY_USE.get(name).stream())
                .map(each -> "io.archweave." + each + "..")
                .toArray(String[]::new);
        classes()
                .that(resideInAPackage("io.archweave." + name + ".."))
                .should(onlyDependOnClassesThat(
                        resideInAnyPackage(allowed).or(not(resideInAPackage("io.archweave..")))))
                .allowEmptyShould(false)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsInTheTableAndExplained() throws Exception {
        Path root = Path.of("src/main/java/io/archweave");
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                String name = folder.getFileName().toString();
                assertTrue(name.equals("cli") || MAY_USE.containsKey(name), name + " is not in the table");
                assertTrue(Files.exists(folder.resolve("package-info.java")), name + " has no package-info.java");
            }
        }
    }

    @Test
    void hasNoCycles() {
        slices().matching("io.archweave.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void librariesStopAtTheirEdge() {
        stopsAt("com.github.dockerjava..", "docker", "cli");
        stopsAt("org.apache.commons.configuration2..", "settings");
        stopsAt("org.apache.hc..", "registry");
        stopsAt("org.snakeyaml..", "matrix");
        stopsAt("picocli..", "cli");
    }

    private static void stopsAt(String library, String... edges) {
        String[] packages =
                Stream.of(edges).map(edge -> "io.archweave." + edge + "..").toArray(String[]::new);
        noClasses()
                .that(not(resideInAnyPackage(packages)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void onlyMainEndsTheJvmAndOnlyProcessStartsChildren() {
        noClasses()
                .that(not(com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName("Main")))
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
        noClasses()
                .that(not(resideInAnyPackage("io.archweave.process..", "io.archweave.registry..")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(CLASSES);
    }
}
