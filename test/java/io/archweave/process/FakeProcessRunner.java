package io.archweave.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Starts nothing: notes every command and answers as a test told it to. */
public final class FakeProcessRunner implements ProcessRunner {
    private final Map<String, Function<Command, Answer>> answers = new LinkedHashMap<>();
    private final List<Command> commands = new CopyOnWriteArrayList<>();

    /** How a command ends, and what it prints before. */
    public record Answer(Exit exit, List<String> out, List<String> err) {
        /** A good end after these lines of standard output. */
        public static Answer ok(String... out) {
            return new Answer(Exit.OK, List.of(out), List.of());
        }

        /** A bad end after these lines of standard error. */
        public static Answer failed(String... err) {
            return new Answer(Exit.FAILED, List.of(), List.of(err));
        }
    }

    /** Answers a command that begins with these words; what is told first wins. */
    public FakeProcessRunner on(String words, Answer answer) {
        return on(words, any -> answer);
    }

    /** Answers a command that begins with these words after a look at it. */
    public FakeProcessRunner on(String words, Function<Command, Answer> answer) {
        answers.putIfAbsent(words, answer);
        return this;
    }

    /** Every command so far. */
    public List<Command> commands() {
        return commands;
    }

    /** Their words, joined by spaces. */
    public List<String> lines() {
        return commands.stream().map(FakeProcessRunner::line).toList();
    }

    private static String line(Command command) {
        return String.join(" ", command.arguments());
    }

    @Override
    public Exit run(Command command, LineListener listener) {
        commands.add(command);
        Answer answer = answers.entrySet().stream()
                .filter(known -> line(command).startsWith(known.getKey()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody told what '" + line(command) + "' does"))
                .getValue()
                .apply(command);
        answer.out().forEach(listener::out);
        answer.err().forEach(listener::err);
        return answer.exit();
    }

    @Override
    public void stopAll() {
        // Nothing runs.
    }
}
