package io.kyozo.testkit;

import java.lang.reflect.Method;

/**
 * Reaches what exists once in the JVM. Quarkus loads the testkit anew for every application it starts, so a static field
 * is one per application; the JVM's own class loader has the one copy that outlives them all.
 */
final class JvmWide {
    private JvmWide() {}

    /** Calls the static method {@code name}, which takes and answers nothing but strings, on the JVM's own copy of {@code type}. */
    static String call(Class<?> type, String name, String... arguments) {
        ClassLoader jvm = ClassLoader.getSystemClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Kafka and the JDBC driver manager look classes up by name through the context class loader.
        thread.setContextClassLoader(jvm);
        try {
            Class<?> shared = Class.forName(type.getName(), true, jvm);
            Method method = shared.getDeclaredMethod(name, String[].class);
            method.setAccessible(true);
            return String.valueOf(method.invoke(null, (Object) arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getSimpleName() + "." + name + " failed", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
