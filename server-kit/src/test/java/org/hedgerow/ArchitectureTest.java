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
import java.util.ArrayList;
import java.util.List;

/** The arrows between the packages of all published modules, and what their classes may use. */
@AnalyzeClasses(packages = "org.hedgerow", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String NAMES = "org.hedgerow";
    private static final String LANE = "org.hedgerow.lane";
    private static final String TRANSPORT = "org.hedgerow.transport";
    private static final String ACCEPT = "org.hedgerow.transport.accept";
    private static final String TABLE = "org.hedgerow.table";
    private static final String RECORD = "org.hedgerow.record";
    private static final String FANOUT = "org.hedgerow.fanout";
    private static final String WIRE = "org.hedgerow.wire";
    private static final String SHARED = "org.hedgerow.wire.shared";
    private static final String LINE = "org.hedgerow.line";
    private static final String DNS = "org.hedgerow.dns";
    private static final String REMOTE = "org.hedgerow.remote";
    private static final String NIO = "org.hedgerow.nio";
    private static final String BATCH = "org.hedgerow.nio.batch";
    private static final String BLOCKING = "org.hedgerow.blocking";
    private static final String SERVER = "org.hedgerow.server";
    private static final String TABLES = "org.hedgerow.server.tables";
    private static final String PROCESSES = "org.hedgerow.server.processes";
    private static final String TESTKIT = "org.hedgerow.testkit";

    private static final String[] API = {
        NAMES, RECORD, LANE, TRANSPORT, ACCEPT, TABLE, FANOUT, WIRE, SHARED, LINE, DNS, REMOTE
    };

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("org.hedgerow..");

    @ArchTest
    static void allModulesAreLookedAt(JavaClasses all) {
        List<String> packages = new ArrayList<>(List.of(API));
        packages.addAll(List.of(NIO, BATCH, BLOCKING, SERVER, TABLES, PROCESSES, TESTKIT));
        for (String name : packages) {
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
    static final ArchRule LANES_KNOW_NOTHING = knows(LANE);

    @ArchTest
    static final ArchRule RECORDS_KNOW_NOTHING = knows(RECORD);

    @ArchTest
    static final ArchRule RESOLVERS_KNOW_ONLY_RECORDS_AND_LANES = knows(NAMES, RECORD, LANE);

    @ArchTest
    static final ArchRule FAN_OUTS_KNOW_ONLY_RESOLVERS = knows(FANOUT, NAMES, RECORD, LANE);

    @ArchTest
    static final ArchRule THE_TRANSPORT_SEAM_KNOWS_ONLY_LANES = knows(TRANSPORT, LANE);

    @ArchTest
    static final ArchRule ACCEPTING_KNOWS_ONLY_THE_TRANSPORT_SEAM = knows(ACCEPT, TRANSPORT, LANE);

    @ArchTest
    static final ArchRule TRANSPORTS_DO_NOT_SEE_NAMES = noClasses()
            .that()
            .resideInAnyPackage(NIO, BLOCKING)
            .should()
            .dependOnClassesThat(OURS.and(not(NIO, BATCH, BLOCKING, TRANSPORT, ACCEPT, LANE)));

    @ArchTest
    static final ArchRule BATCHES_KNOW_NOTHING = knows(BATCH);

    @ArchTest
    static final ArchRule TABLES_KNOW_ONLY_RESOLVERS = knows(TABLE, NAMES, RECORD, LANE);

    @ArchTest
    static final ArchRule THE_SEAM_OF_FORMATS_KNOWS_NO_FORMAT = knows(WIRE, NAMES, RECORD, LANE, TRANSPORT);

    @ArchTest
    static final ArchRule WHAT_FORMATS_SHARE_KNOWS_NO_FORMAT = knows(SHARED, WIRE, NAMES, RECORD, LANE, TRANSPORT);

    @ArchTest
    static final ArchRule THE_LINE_FORMAT_DOES_NOT_SEE_DNS = knows(LINE, SHARED, WIRE, NAMES, RECORD, LANE, TRANSPORT);

    @ArchTest
    static final ArchRule DNS_DOES_NOT_SEE_THE_LINE_FORMAT = knows(DNS, SHARED, WIRE, NAMES, RECORD, LANE, TRANSPORT);

    @ArchTest
    static final ArchRule REMOTE_RESOLVERS_KNOW_NO_FORMAT = knows(REMOTE, WIRE, NAMES, RECORD, LANE, TRANSPORT);

    @ArchTest
    static final ArchRule TABLE_SOURCES_KNOW_NO_SERVER = knows(TABLES, TABLE, NAMES, RECORD, LANE);

    @ArchTest
    static final ArchRule PROCESSES_KNOW_NO_TABLES = knows(PROCESSES, SERVER, TRANSPORT, ACCEPT, LANE);

    @ArchTest
    static final ArchRule SERVERS_KNOW_NO_PROCESSES =
            noClasses().that().resideInAPackage(SERVER).should().dependOnClassesThat(resideInAPackage(PROCESSES));

    @ArchTest
    static final ArchRule WIRE_FORMATS_DO_NOT_SEE_SOCKETS = noClasses()
            .that()
            .resideInAnyPackage(WIRE, SHARED, LINE, DNS)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.channels..", TABLE, REMOTE)
                    .or(nameMatching("java\\.net\\.(\\w*Socket|DatagramPacket)"))
                    .or(nameMatching("org\\.hedgerow\\.transport\\.(Transport\\w*|Listener|Binding|Local|Usage)")));

    @ArchTest
    static final ArchRule WIRE_FORMATS_DO_NOT_SEE_THREADS = noClasses()
            .that()
            .resideInAnyPackage(WIRE, SHARED, LINE, DNS)
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
            .resideInAnyPackage(API)
            .should()
            .dependOnClassesThat(not("java..", "javax.crypto..", "org.slf4j..", "org.jspecify..")
                    .and(not(API)));

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

    /** Classes of {@code name} see of ours nothing but their own package and those below it. */
    private static ArchRule knows(String name, String... below) {
        return noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .dependOnClassesThat(OURS.and(not(name)).and(not(below)));
    }

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
