package dev.waymark.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The folder table of the README, as rules. */
class ArchitectureTest {

  /** A rule that finds nothing to judge passes; this many classes there must be at least. */
  private static final int FEWEST_CLASSES = 200;

  private static final String API = "dev.waymark.api..";
  private static final String COMPILER = "dev.waymark.compiler..";
  private static final String REPOSITORY = "dev.waymark.repository..";
  private static final String CLI = "dev.waymark.cli..";
  private static final String BPF = "dev.waymark.bpf..";
  private static final String LIBBPF = "dev.waymark.libbpf..";
  private static final String DATAPLANE = "dev.waymark.dataplane..";
  private static final String DAEMON = "dev.waymark.daemon..";
  private static final String CONTROLLER = "dev.waymark.controller..";
  private static final String API_CLIENT = "io.fabric8.kubernetes.client.KubernetesClient";

  private static final JavaClasses WAYMARK =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.waymark");

  @Test
  void theRulesSeeTheWholeProject() {
    assertThat(WAYMARK.size()).isGreaterThan(FEWEST_CLASSES);
  }

  @Test
  void theApiKnowsNothingOfOurs() {
    mayDependOnOnly(API);
  }

  @Test
  void theCompilerKnowsOnlyTheApi() {
    mayDependOnOnly(COMPILER, API);
  }

  @Test
  void theRepositoryKnowsOnlyTheApiAndTheCompiler() {
    mayDependOnOnly(REPOSITORY, API, COMPILER);
  }

  @Test
  void thePluginKnowsNothingOfTheOperatorAndTheDaemon() {
    mayDependOnOnly(CLI, API, COMPILER, REPOSITORY);
  }

  @Test
  void theBpfObjectsKnowNothingOfOurs() {
    mayDependOnOnly(BPF);
  }

  @Test
  void theNativeRoomKnowsNothingOfOurs() {
    mayDependOnOnly(LIBBPF);
  }

  @Test
  void theDataPlaneKnowsOnlyTheNativeRoomAndTheBpfObjects() {
    mayDependOnOnly(DATAPLANE, LIBBPF, BPF);
  }

  @Test
  void theDaemonKnowsNothingOfTheTestsAroundIt() {
    mayDependOnOnly(DAEMON, API, COMPILER, REPOSITORY, DATAPLANE, LIBBPF, BPF);
  }

  @Test
  void theOperatorKnowsOnlyTheApiAndTheCompiler() {
    mayDependOnOnly(CONTROLLER, API, COMPILER);
  }

  @Test
  void whatTheOperatorDecidesIsPure() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.waymark.controller.rollout..", "dev.waymark.controller.status..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..")
                .or(named(API_CLIENT, "java.time.Clock")))
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .because("a leader that begins must come to the answers of the one before")
        .check(WAYMARK);
  }

  @Test
  void theOperatorTalksToTheApiServerInThreeRoomsOnly() {
    noClasses()
        .that()
        .resideInAPackage(CONTROLLER)
        .and()
        .resideOutsideOfPackages(
            "dev.waymark.controller.observe..",
            "dev.waymark.controller.publish..",
            "dev.waymark.controller.replica..")
        .should()
        .dependOnClassesThat(named(API_CLIENT))
        .because("one room reads, one writes, one opens the client")
        .check(WAYMARK);
  }

  @Test
  void nativeCodeIsTouchedInOneRoomOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(LIBBPF)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("jnr..", "java.lang.foreign..", "sun.misc..", "jdk.internal.."))
        .because("what touches native memory must be reviewed in one place")
        .check(WAYMARK);
  }

  @Test
  void theCompilerReadsNoClockAndDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage(COMPILER)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..")
                .or(named("java.io.File", "java.io.FileInputStream", "java.io.FileOutputStream"))
                .or(named("java.time.Clock", "java.util.Random", "java.util.UUID")))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .because("the same input must give the same bytes, in the operator, on the node, in a plan")
        .check(WAYMARK);
  }

  @Test
  void noTwoPackagesOfARoomDependOnEachOther() {
    for (String room :
        new String[] {
          "api", "compiler", "controller", "cli", "libbpf", "dataplane", "daemon", "e2e"
        }) {
      slices().matching("dev.waymark." + room + ".(**)").should().beFreeOfCycles().check(WAYMARK);
    }
  }

  @Test
  void aNameSaysWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Handler)")
        .because("such a name tells nothing of the one idea in the file")
        .check(WAYMARK);
  }

  @Test
  void everyPackageIsNullMarked() {
    var unmarked = new TreeSet<String>();
    for (JavaClass type : WAYMARK) {
      JavaPackage home = type.getPackage();
      if (!home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }
    assertThat(unmarked).as("packages without @NullMarked in their package-info").isEmpty();
  }

  private static void mayDependOnOnly(String room, String... others) {
    DescribedPredicate<JavaClass> allowed = resideInAPackage(room).or(resideInAnyPackage(others));
    classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat(
            allowed.or(DescribedPredicate.not(resideInAPackage("dev.waymark.."))))
        .check(WAYMARK);
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    return DescribedPredicate.describe(
        "named " + String.join(" or ", names),
        type -> java.util.Set.of(names).contains(type.getName()));
  }
}
