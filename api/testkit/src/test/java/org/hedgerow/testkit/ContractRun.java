package org.hedgerow.testkit;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Runs the tests of a contract by themselves, on a new object each, as JUnit does, and reports which of them fail. */
final class ContractRun {
    private ContractRun() {}

    /** What each test that fails has thrown, by the name of the test. */
    static Map<String, Throwable> failures(Supplier<?> contract) {
        Map<String, Throwable> failures = new TreeMap<>();
        for (Method test : methods(contract.get().getClass(), Test.class)) {
            Throwable failure = run(test, contract.get());
            if (failure != null && !(failure instanceof TestAbortedException)) {
                failures.put(test.getName(), failure);
            }
        }
        return failures;
    }

    private static Throwable run(Method test, Object object) {
        Throwable failure = null;
        List<Method> steps = new ArrayList<>(methods(object.getClass(), BeforeEach.class));
        steps.add(test);
        for (Method step : steps) {
            failure = failure == null ? invoke(step, object) : failure;
        }
        for (Method step : methods(object.getClass(), AfterEach.class)) {
            Throwable late = invoke(step, object);
            failure = failure == null ? late : failure;
        }
        return failure;
    }

    private static Throwable invoke(Method method, Object object) {
        try {
            method.setAccessible(true);
            method.invoke(object);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Method> methods(Class<?> type, Class<? extends Annotation> kind) {
        Set<Class<?>> types = new LinkedHashSet<>();
        addTypes(type, types);
        return types.stream()
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(each -> each.isAnnotationPresent(kind))
                .toList();
    }

    private static void addTypes(Class<?> type, Set<Class<?>> types) {
        if (type != null && types.add(type)) {
            addTypes(type.getSuperclass(), types);
            for (Class<?> each : type.getInterfaces()) {
                addTypes(each, types);
            }
        }
    }
}
