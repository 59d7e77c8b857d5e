import com.sun.management.OperatingSystemMXBean;
import io.archweave.matrix.Lookups;
import io.archweave.matrix.Matrices;
import io.archweave.matrix.ReleaseMatrix;
import io.archweave.plan.Plan;
import io.archweave.plan.Planner;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads, expands and plans one matrix once, in a fresh JVM, and prints what that took: cells, wall ms, CPU ms, heap MB. */
public final class MatrixBench {
    private MatrixBench() {}

    public static void main(String[] arguments) {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long wall = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        ReleaseMatrix matrix = Matrices.read(Path.of(arguments[0]), new NoWorld(), Map.of());
        Plan plan = Planner.plan(matrix, List.of());
        long cells = plan.cells().count();
        wall = (System.nanoTime() - wall) / 1_000_000;
        cpu = (system.getProcessCpuTime() - cpu) / 1_000_000;
        System.gc();
        long heap = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024 / 1024;
        System.out.println(cells + " " + wall + " " + cpu + " " + heap);
    }

    /** Nothing outside the file. */
    private static final class NoWorld implements Lookups {
        @Override
        public Optional<String> environment(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> git(String what) {
            return Optional.empty();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }
}
