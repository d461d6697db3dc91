package org.hedgerow;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The arrows between the packages of all published modules, and what their classes may use. */
@AnalyzeClasses(packages = "org.hedgerow", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String NAMES = "org.hedgerow";
    private static final String LANE = "org.hedgerow.lane";
    private static final String TRANSPORT = "org.hedgerow.transport";
    private static final String ACCEPT = "org.hedgerow.transport.accept";
    private static final String TABLE = "org.hedgerow.table";
    private static final String WIRE = "org.hedgerow.wire";
    private static final String REMOTE = "org.hedgerow.remote";
    private static final String NIO = "org.hedgerow.nio";
    private static final String BATCH = "org.hedgerow.nio.batch";
    private static final String BLOCKING = "org.hedgerow.blocking";
    private static final String SERVER = "org.hedgerow.server";
    private static final String TESTKIT = "org.hedgerow.testkit";

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("org.hedgerow..");

    @ArchTest
    static void allModulesAreLookedAt(JavaClasses all) {
        for (String name :
                new String[] {NAMES, LANE, TRANSPORT, ACCEPT, TABLE, WIRE, REMOTE, NIO, BATCH, BLOCKING, SERVER, TESTKIT
                }) {
            assertThat(all)
                    .as("main classes in " + name)
                    .anySatisfy(each -> assertThat(each.getPackageName()).isEqualTo(name));
        }
        assertThat(all).noneSatisfy(each -> assertThat(each.getSimpleName()).endsWith("Test"));
    }

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().assignedFrom(new ByPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule LANES_KNOW_NOTHING =
            noClasses().that().resideInAPackage(LANE).should().dependOnClassesThat(OURS.and(not(LANE)));

    @ArchTest
    static final ArchRule RESOLVERS_KNOW_ONLY_LANES =
            noClasses().that().resideInAPackage(NAMES).should().dependOnClassesThat(OURS.and(not(NAMES, LANE)));

    @ArchTest
    static final ArchRule THE_TRANSPORT_SEAM_KNOWS_ONLY_LANES =
            noClasses().that().resideInAPackage(TRANSPORT).should().dependOnClassesThat(OURS.and(not(TRANSPORT, LANE)));

    @ArchTest
    static final ArchRule ACCEPTING_KNOWS_ONLY_THE_TRANSPORT_SEAM = noClasses()
            .that()
            .resideInAPackage(ACCEPT)
            .should()
            .dependOnClassesThat(OURS.and(not(ACCEPT, TRANSPORT, LANE)));

    @ArchTest
    static final ArchRule TRANSPORTS_DO_NOT_SEE_NAMES = noClasses()
            .that()
            .resideInAnyPackage(NIO, BLOCKING)
            .should()
            .dependOnClassesThat(OURS.and(not(NIO, BATCH, BLOCKING, TRANSPORT, ACCEPT, LANE)));

    @ArchTest
    static final ArchRule BATCHES_KNOW_NOTHING =
            noClasses().that().resideInAPackage(BATCH).should().dependOnClassesThat(OURS.and(not(BATCH)));

    @ArchTest
    static final ArchRule TABLES_KNOW_ONLY_RESOLVERS =
            noClasses().that().resideInAPackage(TABLE).should().dependOnClassesThat(OURS.and(not(TABLE, NAMES, LANE)));

    @ArchTest
    static final ArchRule WIRE_FORMATS_DO_NOT_SEE_SOCKETS = noClasses()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.channels..", TABLE, REMOTE)
                    .or(nameMatching("java\\.net\\.(\\w*Socket|DatagramPacket)"))
                    .or(nameMatching("org\\.hedgerow\\.transport\\.(Transport\\w*|Listener|Binding|Local|Usage)")));

    @ArchTest
    static final ArchRule WIRE_FORMATS_DO_NOT_SEE_THREADS = noClasses()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .dependOnClassesThat(nameMatching("java\\.lang\\.Thread(\\$.*)?")
                    .or(nameMatching(
                            "java\\.util\\.(Timer|concurrent\\.(\\w*Executor\\w*|ForkJoin\\w*|ThreadFactory))"))
                    .or(nameMatching("java\\.util\\.concurrent\\.(Completable)?Future"))
                    .or(nameMatching("java\\.util\\.concurrent\\.locks\\..*"))
                    .or(nameMatching("org\\.hedgerow\\.lane\\.LightThreads")));

    @ArchTest
    static final ArchRule THE_API_NEEDS_NO_THIRD_PARTY_BUT_SLF4J = noClasses()
            .that()
            .resideInAnyPackage(NAMES, LANE, TRANSPORT, ACCEPT, TABLE, WIRE, REMOTE)
            .should()
            .dependOnClassesThat(not(
                    "java..",
                    "javax.crypto..",
                    "org.slf4j..",
                    "org.jspecify..",
                    NAMES,
                    LANE,
                    TRANSPORT,
                    ACCEPT,
                    TABLE,
                    WIRE,
                    REMOTE));

    @ArchTest
    static final ArchRule SIGNATURES_SHOW_NO_THIRD_PARTY_BUT_SLF4J = classes()
            .that()
            .resideOutsideOfPackage(TESTKIT)
            .and(Signatures.VISIBLE)
            .should(Signatures.showOnly("java..", "org.slf4j..", "org.hedgerow.."));

    @ArchTest
    static final ArchRule THE_TESTKIT_SHOWS_JUNIT_BESIDES = classes()
            .that()
            .resideInAPackage(TESTKIT)
            .and(Signatures.VISIBLE)
            .should(Signatures.showOnly("java..", "org.slf4j..", "org.hedgerow..", "org.junit.."));

    @ArchTest
    static final ArchRule LIBRARIES_DO_NOT_PRINT = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Program") // as those that contracts run in a JVM of their own
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .that(OURS)
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    private static DescribedPredicate<JavaClass> not(String... packages) {
        return DescribedPredicate.not(resideInAnyPackage(packages));
    }

    /** A slice for each package, the root package included, which patterns cannot tell from the ones below it. */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return OURS.test(javaClass) ? SliceIdentifier.of(javaClass.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
