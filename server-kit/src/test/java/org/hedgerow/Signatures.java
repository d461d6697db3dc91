package org.hedgerow;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** What those who use a library see of its classes: their public and protected members and what they are made from. */
final class Signatures {
    static final DescribedPredicate<JavaClass> VISIBLE = describe("are visible to users", Signatures::isVisible);

    private Signatures() {}

    /** Annotations do not count: whoever does not have them does not miss them. */
    static ArchCondition<JavaClass> showOnly(String... packages) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(packages);
        return new ArchCondition<>("show only types of " + String.join(", ", packages)) {
            @Override
            public void check(JavaClass visible, ConditionEvents events) {
                shown(visible)
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .distinct()
                        .forEach(type -> events.add(new SimpleConditionEvent(
                                visible,
                                type.isPrimitive() || allowed.test(type),
                                visible.getName() + " shows " + type.getName())));
            }
        };
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(Signatures::isVisible).orElse(true);
    }

    private static Stream<JavaType> shown(JavaClass type) {
        Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> fields =
                type.getFields().stream().filter(Signatures::isShown).map(field -> field.getType());
        Stream<JavaType> codeUnits =
                type.getCodeUnits().stream().filter(Signatures::isShown).flatMap(Signatures::shown);
        return Stream.of(parents, fields, codeUnits).flatMap(each -> each);
    }

    private static Stream<JavaType> shown(JavaCodeUnit codeUnit) {
        return Stream.of(
                        Stream.of(codeUnit.getReturnType()),
                        codeUnit.getParameterTypes().stream(),
                        codeUnit.getExceptionTypes().stream())
                .flatMap(each -> each);
    }

    private static boolean isShown(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }
}
