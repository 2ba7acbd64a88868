package io.kyozo.analyzer.topology.graph;

import io.kyozo.contracts.topology.ServiceKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A service that others are written against and that nobody builds: a database, a cache, a queue.
 *
 * @param stack its name, also as a stack
 * @param kind what part it plays
 * @param image the image to run, pinned
 * @param port where it listens
 * @param volume what must survive, an absolute path; empty where nothing must
 * @param schemes of its addresses
 * @param drivers packages, in lower case, that speak to it; {@code *} at the end stands for any ending
 * @param variables that usually hold its address
 * @param images names of images, without registry and tag, that are it
 */
public record Store(
        String stack,
        ServiceKind kind,
        String image,
        int port,
        String volume,
        Set<String> schemes,
        List<String> drivers,
        List<String> variables,
        Set<String> images) {
    /** Before the stack that a service binding names, among a service's dependencies. */
    public static final String BINDING = "binding:";

    /** Whether a package of this name speaks to it. */
    public boolean isDriver(String dependency) {
        if (dependency.equals(BINDING + stack)) {
            return true;
        }
        for (String driver : drivers) {
            boolean open = driver.endsWith("*");
            if (open ? dependency.startsWith(driver.substring(0, driver.length() - 1)) : dependency.equals(driver)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a variable of this name usually holds its address. */
    public boolean isVariable(String name) {
        return variables.stream().anyMatch(variable -> name.equals(variable) || name.endsWith("_" + variable));
    }

    /** The store that an image such as {@code docker.io/library/postgres:15} is. */
    public static Optional<Store> ofImage(String image) {
        String bare = image.toLowerCase(Locale.ROOT).split("@", 2)[0];
        int colon = bare.indexOf(':', bare.lastIndexOf('/') + 1);
        String name = colon < 0 ? bare : bare.substring(0, colon);
        String last = name.substring(name.lastIndexOf('/') + 1);
        return Stores.ALL.stream()
                .filter(store -> store.images.contains(last)
                        || store.images.stream().anyMatch(known -> name.endsWith("/" + known)))
                .findFirst();
    }

    public static Optional<Store> ofScheme(String scheme) {
        String bare = scheme.startsWith("jdbc:") ? scheme.substring(5) : scheme;
        int plus = bare.indexOf('+');
        String base = plus < 0 ? bare : bare.substring(0, plus);
        return Stores.ALL.stream().filter(store -> store.schemes.contains(base)).findFirst();
    }

    public static Optional<Store> ofStack(String stack) {
        return Stores.ALL.stream().filter(store -> store.stack.equals(stack)).findFirst();
    }
}
