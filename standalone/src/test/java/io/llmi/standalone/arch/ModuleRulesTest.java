package io.llmi.standalone.arch;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules that keep the modules apart. */
class ModuleRulesTest {
    private static final List<String> SERVICES = List.of(
            "io.llmi.gateway..",
            "io.llmi.planner..",
            "io.llmi.parser..",
            "io.llmi.assembler..",
            "io.llmi.judge..",
            "io.llmi.tool.search..",
            "io.llmi.tool.diffusion..",
            "io.llmi.tool.code..",
            "io.llmi.tool.edit..");

    /** Logic that must be testable without a container: no framework, no Kafka. */
    private static final String[] PURE = {
        "io.llmi.events..",
        "io.llmi.parser.scan..",
        "io.llmi.assembler.join..",
        "io.llmi.planner.rehearsal..",
        "io.llmi.gateway.render..",
        "io.llmi.judge.reward..",
        "io.llmi.judge.subject..",
        "io.llmi.judge.heuristic..",
        "io.llmi.judge.rubric..",
        "io.llmi.toolkit.image.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.llmi");

    @Test
    void shouldLetEventsDependOnNoOtherModule() {
        classes()
                .that()
                .resideInAPackage("io.llmi.events..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.llmi.events..", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepServicesIndependentOfEachOther() {
        for (String service : SERVICES) {
            String[] others =
                    SERVICES.stream().filter(other -> !other.equals(service)).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(CLASSES);
        }
        noClasses()
                .that()
                .resideInAPackage("io.llmi.toolkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES.toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void shouldKeepPureLogicFreeOfFrameworks() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "org.apache.kafka..", "picocli..")
                .check(CLASSES);
        for (String pure : PURE) {
            String name = pure.replace("..", "");
            assertThat(CLASSES.stream().anyMatch(type -> type.getPackageName().startsWith(name)))
                    .as("classes in %s", name)
                    .isTrue();
        }
    }

    @Test
    void shouldHaveNoStaticMutableState() {
        classes().should(haveOnlyFinalStatics()).check(CLASSES);
    }

    @Test
    void shouldMarkEveryPackageAsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(type.getPackageName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    private static ArchCondition<JavaClass> haveOnlyFinalStatics() {
        return new ArchCondition<>("have only final static fields") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .forEach(field -> events.add(SimpleConditionEvent.violated(
                                field, field.getFullName() + " is static and not final")));
            }
        };
    }
}
