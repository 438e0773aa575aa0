package voipbin.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The house as DESIGN and ARCHITECTURE.md draw it; its classes are read once, which takes longer than all rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String LIBRARIES = "org.jspecify..";

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("voipbin");

    @Test
    void arrowsPointDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("server")
                .definedBy("voipbin.server..")
                .layer("platform")
                .definedBy("voipbin.platform..")
                .layer("kit")
                .definedBy("voipbin.kit..")
                .layer("speech")
                .definedBy("voipbin.speech..")
                .layer("media")
                .definedBy("voipbin.media..")
                .layer("sip")
                .definedBy("voipbin.sip..")
                .layer("base")
                .definedBy("voipbin.base..")
                .whereLayer("server")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("platform")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("kit")
                .mayOnlyBeAccessedByLayers("platform", "server")
                .whereLayer("speech")
                .mayOnlyBeAccessedByLayers("platform", "server")
                .whereLayer("media")
                .mayOnlyBeAccessedByLayers("platform", "server")
                .whereLayer("sip")
                .mayOnlyBeAccessedByLayers("platform", "server")
                .check(all);
    }

    @Test
    void sipStandsOnNettyAndOnBouncyCastleForCertificates() {
        stands("voipbin.sip..", "voipbin.base..", "io.netty..", "org.bouncycastle..", "org.slf4j..");
    }

    @Test
    void mediaStandsOnBouncyCastleForDtls() {
        stands("voipbin.media..", "voipbin.base..", "org.bouncycastle..", "org.slf4j..");
    }

    @Test
    void speechStandsOnNothing() {
        stands("voipbin.speech..", "voipbin.base..", "org.slf4j..");
    }

    @Test
    void baseStandsOnTheJdk() {
        stands("voipbin.base..");
    }

    private void stands(String room, String... on) {
        String[] allowed = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "java..", "javax..", "jdk..", "com.sun.management..", LIBRARIES, room),
                        java.util.stream.Stream.of(on))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(all);
    }

    @Test
    void theNounsOfThePlatformFormNoCycle() {
        slices().matching("voipbin.platform.(*)..").should().beFreeOfCycles().check(all);
    }

    @Test
    void onlyKitOpensConnectionsAndServesHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackages("voipbin.kit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "io.javalin..", "org.eclipse.jetty..")
                .check(all);
    }

    @Test
    void nothingStaticCanChange() {
        classes().should(haveNoMutableStaticFields()).check(all);
    }

    private static ArchCondition<JavaClass> haveNoMutableStaticFields() {
        return new ArchCondition<>("have no static field that can be assigned") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .forEach(field -> events.add(SimpleConditionEvent.violated(type, field.getFullName())));
            }
        };
    }

    @Test
    void namesSayWhatAThingIs() {
        List<String> hollow = List.of("Manager", "Helper", "Util", "Utils", "Impl", "Dto");
        hollow.forEach(
                word -> noClasses().should().haveSimpleNameEndingWith(word).check(all));
    }
}
