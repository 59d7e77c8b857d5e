package io.archweave.settings;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.CompositeConfiguration;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.MapConfiguration;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;

/**
 * Layers the settings: command line, {@code ARCHWEAVE_*} environment, {@code archweave.properties} beside the matrix,
 * the user's file, the defaults in the jar. Nothing in them is ever looked up: {@code ${...}} stays as it is.
 */
public final class SettingsLoader {
    /** The name of the settings files. */
    public static final String FILE_NAME = "archweave.properties";

    private static final String DEFAULTS = "/io/archweave/defaults.properties";

    private final Map<String, String> environment;
    private final Path stateFolder;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Only takes note.
     *
     * @param environment of this process, or a test's
     * @param stateFolder where the user's file and the runs are
     */
    public SettingsLoader(Map<String, String> environment, Path stateFolder) {
        this.environment = Map.copyOf(environment);
        this.stateFolder = stateFolder;
    }

    /**
     * The settings of this run; throws {@link InvalidInput} with every key that does not exist and every value that
     * does not fit.
     *
     * @param commandLine what the command line says, by key
     * @param beside the folder of the matrix file
     */
    public Settings load(Map<String, String> commandLine, Path beside) {
        PropertiesConfiguration defaults = defaults();
        Set<String> known = keys(defaults);
        CompositeConfiguration layers = new CompositeConfiguration();
        layers.setInterpolator(new ConfigurationInterpolator());
        layers.addConfiguration(new MapConfiguration(commandLine));
        layers.addConfiguration(fromEnvironment(known));
        layers.addConfiguration(file(beside.resolve(FILE_NAME), known));
        layers.addConfiguration(file(stateFolder.resolve(FILE_NAME), known));
        layers.addConfiguration(defaults);
        Settings settings = bind(layers);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return settings;
    }

    private Settings bind(Configuration layers) {
        String dockerConfig = layers.getString("docker.config", "");
        return new Settings(
                layers.getString("docker.command"),
                dockerConfig.isEmpty() ? dockerConfigFolder() : Path.of(dockerConfig),
                words(layers.getString("registry.insecure")),
                number(layers, "registry.retries"),
                duration(layers, "registry.timeout"),
                runs(layers.getString("runs.folder")));
    }

    private Path dockerConfigFolder() {
        String folder = environment.getOrDefault("DOCKER_CONFIG", "");
        return folder.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".docker")
                : Path.of(folder);
    }

    private Path runs(String folder) {
        return folder.isEmpty() ? stateFolder.resolve("runs") : Path.of(folder);
    }

    private static Set<String> words(String list) {
        return List.of(list.split("[,\\s]+", -1)).stream()
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private int number(Configuration layers, String key) {
        String text = layers.getString(key);
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with what is negative.
        }
        problems.add(Problem.at("setting " + key, "found '" + text + "'").expected("a whole number from 0"));
        return 0;
    }

    private Duration duration(Configuration layers, String key) {
        String text = layers.getString(key);
        try {
            return Duration.parse("PT" + text.strip().toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            problems.add(Problem.at("setting " + key, "found '" + text + "'").expected("a time such as 30s or 2m"));
            return Duration.ZERO;
        }
    }

    private MapConfiguration fromEnvironment(Set<String> known) {
        Map<String, String> values = known.stream()
                .filter(key -> environment.containsKey(variable(key)))
                .collect(Collectors.toMap(key -> key, key -> environment.get(variable(key))));
        return new MapConfiguration(values);
    }

    /** {@code ARCHWEAVE_REGISTRY_RETRIES} for {@code registry.retries}. */
    private static String variable(String key) {
        return "ARCHWEAVE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private PropertiesConfiguration file(Path path, Set<String> known) {
        PropertiesConfiguration file = new PropertiesConfiguration();
        if (Files.isRegularFile(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                file.read(reader);
            } catch (IOException | ConfigurationException e) {
                problems.add(Problem.at(path.toString(), "can't be read: " + e.getMessage()));
            }
            for (String key : keys(file)) {
                if (!known.contains(key)) {
                    problems.add(Problem.at(path.toString(), "there is no setting '" + key + "'")
                            .expected("one of " + String.join(", ", known)));
                }
            }
        }
        return file;
    }

    private static PropertiesConfiguration defaults() {
        PropertiesConfiguration defaults = new PropertiesConfiguration();
        try (InputStream stream = SettingsLoader.class.getResourceAsStream(DEFAULTS);
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            defaults.read(reader);
            return defaults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConfigurationException e) {
            throw new IllegalStateException("the defaults in the jar are broken", e);
        }
    }

    private static Set<String> keys(Configuration configuration) {
        Set<String> keys = new TreeSet<>();
        for (Iterator<String> each = configuration.getKeys(); each.hasNext(); ) {
            keys.add(each.next());
        }
        return keys;
    }
}
