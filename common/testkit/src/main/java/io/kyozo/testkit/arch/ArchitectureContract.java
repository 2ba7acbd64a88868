package io.kyozo.testkit.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every module keeps to; a module's {@code ArchitectureTest} extends it and needs no body. It looks at the classes
 * of the module that the test runs in.
 */
public abstract class ArchitectureContract {
    private static final List<String> SERVICES = List.of("analyzer", "deployer", "monitor", "metrics");

    private static final DescribedPredicate<JavaClass> FRAMEWORK = resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "io.smallrye..", "io.vertx..", "org.hibernate..", "org.jboss..")
            .and(not(resideInAPackage("io.quarkus.runtime.annotations..")));

    /** Read once for all rules: JUnit makes an instance for each. */
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPath(Path.of("target", "classes"));

    @Test
    void rootsAreFreeOfFrameworks() {
        check(noClasses()
                .that(FeatureLayer.ROOT.classes())
                .should()
                .dependOnClassesThat(FRAMEWORK)
                .because("a feature's root is plain Java; use cases belong in app, adapters around it"));
    }

    @Test
    void rootsKnowNeitherUseCasesNorAdapters() {
        check(noClasses()
                .that(FeatureLayer.ROOT.classes())
                .should()
                .dependOnClassesThat(FeatureLayer.APP.classes().or(FeatureLayer.ADAPTER.classes()))
                .because("imports run adapter → app → root"));
    }

    @Test
    void useCasesKnowNoAdapters() {
        check(noClasses()
                .that(FeatureLayer.APP.classes())
                .should()
                .dependOnClassesThat(FeatureLayer.ADAPTER.classes())
                .because("imports run adapter → app → root"));
    }

    @Test
    void servicesShareOnlyCommonModules() {
        for (String service : SERVICES) {
            String[] others = SERVICES.stream()
                    .filter(other -> !other.equals(service))
                    .map(other -> "io.kyozo." + other + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("io.kyozo." + service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others));
        }
    }

    @Test
    void commonModulesKnowNoService() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.kyozo.contracts..",
                        "io.kyozo.sql..",
                        "io.kyozo.messaging..",
                        "io.kyozo.jobs..",
                        "io.kyozo.storage..",
                        "io.kyozo.runtime..",
                        "io.kyozo.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.kyozo.analyzer..", "io.kyozo.deployer..", "io.kyozo.monitor..", "io.kyozo.metrics.."));
    }

    @Test
    void contractsStandAlone() {
        check(noClasses()
                .that()
                .resideInAPackage("io.kyozo.contracts..")
                .should()
                .dependOnClassesThat(FRAMEWORK));
    }

    @Test
    void featuresFormNoCycle() {
        for (String service : SERVICES) {
            check(slices().matching("io.kyozo." + service + ".(*)..").should().beFreeOfCycles());
        }
    }

    @Test
    void commandsAreStartedByTheRuntimeAndTheToolsAlone() {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(
                "io.kyozo.runtime..",
                "io.kyozo.local..",
                "io.kyozo.cli..",
                "io.kyozo.e2e..",
                "io.kyozo.bench..",
                "io.kyozo.testkit..");
        check(noClasses()
                .that(not(allowed))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ProcessBuilder.class.getName())
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .because("what is started, and how its arguments are passed, is looked at in one place"));
    }

    @Test
    void timeIsNotWaitedFor() {
        check(noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .because("what is waited for is an event, or a delay of a scheduler"));
    }

    @Test
    void timeIsJavaTime() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Calendar")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.text.SimpleDateFormat"));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses()
                .that(not(resideInAPackage("..generated..")))
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl"));
    }

    @Test
    void everyPackageIsNullMarkedAndChecksResults() {
        check(classes()
                .that(not(simpleNameEndingWith("package-info")))
                .should(new LiveInMarkedPackage())
                .because("a null or a forgotten result is a build error only where the package says so"));
    }

    @Test
    void workersAreTriedAsOftenAsTheJobsOfTheirQueue() {
        check(classes().that().areAnnotatedWith(BeTriedAsItsQueueIs.WORKER).should(new BeTriedAsItsQueueIs()));
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MODULE);
    }
}
