package io.kyozo.testkit.arch;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which layer of a feature a service's class belongs to: imports run adapter → app → root, never back. */
enum FeatureLayer {
    /** The domain: plain Java. Also every sub-package that is neither {@code app} nor an adapter. */
    ROOT,
    /** Use cases and ports. */
    APP,
    /** What connects the feature to the world. */
    ADAPTER,
    /** Not in a feature of a service. */
    NONE;

    private static final Pattern IN_FEATURE =
            Pattern.compile("io\\.kyozo\\.(?:analyzer|deployer|monitor|metrics)\\.[a-z]+(?:\\.([a-z]+))?.*");

    // What a whole service needs and no feature owns: its view of JSON, the deployer's report on its runtime.
    private static final Pattern SHARED = Pattern.compile("io\\.kyozo\\.(?:[a-z]+\\.json|deployer\\.health)");

    private static final Set<String> ADAPTERS = Set.of(
            "archive", "docker", "files", "gateway", "graphql", "http", "jobs", "kafka", "mail", "metrics", "net",
            "probe", "rest", "runtime", "store", "webhook", "ws");

    static FeatureLayer of(JavaClass type) {
        Matcher matcher = IN_FEATURE.matcher(type.getPackageName());
        if (!matcher.matches() || SHARED.matcher(type.getPackageName()).matches()) {
            return NONE;
        }
        String part = matcher.group(1);
        if ("app".equals(part)) {
            return APP;
        }
        return part != null && ADAPTERS.contains(part) ? ADAPTER : ROOT;
    }

    /** The classes of this layer. */
    DescribedPredicate<JavaClass> classes() {
        return DescribedPredicate.describe(
                "in the layer " + name().toLowerCase(java.util.Locale.ROOT), type -> of(type) == this);
    }
}
