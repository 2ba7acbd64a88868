package io.kyozo.testkit.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads the {@code @ConfigMapping} interfaces of one source file, with their Javadoc, which only the source has. */
final class ConfigurationSource {
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(?:code|link|linkplain) #?([^}]*)}");

    private final DocTrees docs;
    private final CompilationUnitTree unit;
    private final Map<String, ClassTree> nested = new HashMap<>();
    private final List<ConfigurationSection> sections = new ArrayList<>();

    private ConfigurationSource(DocTrees docs, CompilationUnitTree unit) {
        this.docs = docs;
        this.unit = unit;
    }

    static List<ConfigurationSection> sections(Path file) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
            DocTrees docs = DocTrees.instance(task);
            List<ConfigurationSection> found = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                found.addAll(new ConfigurationSource(docs, unit).read());
            }
            return found;
        }
    }

    private List<ConfigurationSection> read() {
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree mapping) {
                collectNested(mapping);
                argument(mapping.getModifiers(), "ConfigMapping", "prefix")
                        .ifPresent(prefix -> section(mapping, prefix));
            }
        }
        return sections;
    }

    private void collectNested(ClassTree type) {
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree inner) {
                nested.put(inner.getSimpleName().toString(), inner);
                collectNested(inner);
            }
        }
    }

    private void section(ClassTree mapping, String prefix) {
        List<ConfigurationKey> keys = new ArrayList<>();
        keys(mapping, prefix, keys);
        sections.add(new ConfigurationSection(prefix, doc(mapping), keys));
    }

    private void keys(ClassTree type, String prefix, List<ConfigurationKey> keys) {
        for (Tree member : type.getMembers()) {
            boolean isKey = member instanceof MethodTree method
                    && method.getBody() == null
                    && method.getParameters().isEmpty();
            if (isKey) {
                key((MethodTree) member, prefix, keys);
            }
        }
    }

    private void key(MethodTree method, String prefix, List<ConfigurationKey> keys) {
        String own = argument(method.getModifiers(), "WithName", "value")
                .orElseGet(() -> kebab(method.getName().toString()));
        String name = prefix + "." + own;
        String type = String.valueOf(method.getReturnType());
        String element = element(type);
        if (type.startsWith("Map<")) {
            name += ".\"name\"";
        }
        ClassTree group = nested.get(element);
        if (group != null && group.getKind() == Tree.Kind.INTERFACE) {
            keys(group, name, keys);
            return;
        }
        String value = argument(method.getModifiers(), "WithDefault", "value").orElse("");
        keys.add(new ConfigurationKey(name, typeName(type, element, group), value, doc(method)));
    }

    private static String element(String type) {
        int from = type.startsWith("Map<") ? type.indexOf(',') + 1 : type.indexOf('<') + 1;
        String inner = type.endsWith(">") ? type.substring(from, type.length() - 1) : type;
        return inner.trim();
    }

    private static String typeName(String type, String element, @org.jspecify.annotations.Nullable ClassTree group) {
        String name =
                switch (element) {
                    case "OptionalInt", "OptionalLong", "int", "long", "Integer", "Long" -> "number";
                    case "boolean", "Boolean" -> "true or false";
                    case "double", "Double" -> "fraction";
                    case "String" -> "text";
                    case "MemorySize" -> "size";
                    default -> group == null ? element.toLowerCase(Locale.ROOT) : "choice";
                };
        return type.startsWith("List<") || type.startsWith("Set<") ? "list of " + name : name;
    }

    private String doc(Tree tree) {
        DocCommentTree comment = docs.getDocCommentTree(TreePath.getPath(unit, tree));
        if (comment == null) {
            throw new IllegalStateException("no Javadoc: " + tree);
        }
        StringBuilder text = new StringBuilder();
        comment.getFullBody().forEach(text::append);
        return INLINE_TAG
                .matcher(text)
                .replaceAll("`$1`")
                .replaceAll("\\s+", " ")
                .trim();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> argument(ModifiersTree modifiers, String annotation, String argument) {
        for (AnnotationTree each : modifiers.getAnnotations()) {
            if (each.getAnnotationType().toString().equals(annotation)) {
                return each.getArguments().stream()
                        .flatMap(expression -> literal(expression, argument).stream())
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> literal(ExpressionTree expression, String argument) {
        if (expression instanceof AssignmentTree assignment
                && assignment.getVariable().toString().equals(argument)) {
            return literal(assignment.getExpression(), argument);
        }
        return expression instanceof LiteralTree literal
                ? Optional.of(String.valueOf(literal.getValue()))
                : Optional.empty();
    }
}
