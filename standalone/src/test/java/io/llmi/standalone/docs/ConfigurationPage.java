package io.llmi.standalone.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.smallrye.config.common.utils.StringUtil;
import org.jspecify.annotations.Nullable;

/** Writes docs/configuration.md from the sources of the configuration types, so that page and code cannot differ. */
final class ConfigurationPage {
    private final Path repository;

    ConfigurationPage(Path repository) {
        this.repository = repository;
    }

    /** One configuration type. */
    private record Section(String prefix, String about, String module, List<Key> keys) {}

    private record Key(String name, String type, Optional<String> fallback, String about) {}

    String render() throws IOException {
        List<Section> sections = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var sources = files.getJavaFileObjectsFromPaths(sources());
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
            DocTrees docs = DocTrees.instance(task);
            List<TreePath> units = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                units.add(new TreePath(unit));
            }
            Map<String, TreePath> groups = groups(units);
            units.forEach(unit -> new Reader(docs, sections, groups, repository).scan(unit, null));
        }
        sections.sort(Comparator.comparing(Section::prefix));
        StringBuilder page = new StringBuilder("""
                # Configuration

                Generated from the configuration types; do not edit. Every key can be set as an environment variable
                (the name in the table), as a system property (`-Dllmi.…`) or in `config/application.properties` beside
                the process. Values are checked at start: a bad one stops the process with a message that names it.

                The planner follows the ecosystem's own names: `OPENAI_BASE_URL` and `OPENAI_API_KEY` choose the
                endpoint, `LLMI_PLANNER_MODEL` the model. `KAFKA_BOOTSTRAP_SERVERS` names the brokers.
                """);
        for (Section section : sections) {
            page.append("\n## `").append(section.prefix()).append("`\n\n");
            page.append(section.about())
                    .append(" (module `")
                    .append(section.module())
                    .append("`)\n\n");
            page.append("| environment variable | type | default | meaning |\n|---|---|---|---|\n");
            for (Key key : section.keys()) {
                page.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                environment(section.prefix() + "." + key.name()),
                                key.type(),
                                key.fallback().map(value -> "`" + value + "`").orElse(""),
                                key.about().replace("|", "\\|")));
            }
        }
        return page.toString();
    }

    /** Types of their own files, which several configuration types have as a group of keys. */
    private static Map<String, TreePath> groups(List<TreePath> units) {
        Map<String, TreePath> groups = new HashMap<>();
        for (TreePath unit : units) {
            for (Tree type : unit.getCompilationUnit().getTypeDecls()) {
                if (type instanceof ClassTree group && group.getKind() == Tree.Kind.INTERFACE) {
                    groups.put(group.getSimpleName().toString(), new TreePath(unit, group));
                }
            }
        }
        return groups;
    }

    private List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.getFileName().toString().matches(".*(Config|Settings)\\.java"))
                    .sorted()
                    .toList();
        }
    }

    private static String environment(String key) {
        return key.replaceAll("[^A-Za-z0-9<>]", "_").toUpperCase(Locale.ROOT);
    }

    private static final class Reader extends TreePathScanner<Void, @Nullable String> {
        private static final Pattern MAP = Pattern.compile("Map<\\w+,\\s*(.+)>");
        private static final Pattern WRAPPED = Pattern.compile("(Optional|List|Set)<(.+)>");

        private final DocTrees docs;
        private final List<Section> sections;
        private final Map<String, TreePath> groups;
        private final Path repository;

        Reader(DocTrees docs, List<Section> sections, Map<String, TreePath> groups, Path repository) {
            this.docs = docs;
            this.sections = sections;
            this.groups = groups;
            this.repository = repository;
        }

        @Override
        public Void visitClass(ClassTree type, @Nullable String ignored) {
            Optional<String> prefix = annotation(type.getModifiers().getAnnotations(), "ConfigMapping", "prefix");
            if (prefix.isPresent()) {
                Path file = repository.relativize(Path.of(
                        getCurrentPath().getCompilationUnit().getSourceFile().toUri()));
                List<Key> keys = new ArrayList<>();
                collect(type, getCurrentPath(), "", keys);
                sections.add(new Section(
                        prefix.get(), doc(getCurrentPath()), file.getName(0).toString(), keys));
            }
            return null;
        }

        private void collect(ClassTree type, TreePath path, String prefix, List<Key> keys) {
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method && method.getBody() == null) {
                    TreePath methodPath = new TreePath(path, method);
                    String name = prefix
                            + annotation(method.getModifiers().getAnnotations(), "WithName", "value")
                                    .orElseGet(() ->
                                            StringUtil.skewer(method.getName().toString()));
                    String returned = String.valueOf(method.getReturnType()).replaceAll("@\\w+(\\([^)]*\\))?\\s*", "");
                    Matcher map = MAP.matcher(returned);
                    if (map.matches()) {
                        name += ".<name>";
                        returned = map.group(1);
                    }
                    Optional<TreePath> group = group(type, path, returned);
                    if (group.isPresent()) {
                        collect((ClassTree) group.get().getLeaf(), group.get(), name + ".", keys);
                    } else {
                        keys.add(new Key(
                                name,
                                readable(returned),
                                annotation(method.getModifiers().getAnnotations(), "WithDefault", "value"),
                                doc(methodPath)));
                    }
                }
            }
        }

        /** The group of keys of that name: within the type, or in a file of its own. */
        private Optional<TreePath> group(ClassTree type, TreePath path, String name) {
            return type.getMembers().stream()
                    .filter(member -> member.getKind() == Tree.Kind.INTERFACE)
                    .filter(member -> ((ClassTree) member).getSimpleName().contentEquals(name))
                    .map(member -> new TreePath(path, member))
                    .findFirst()
                    .or(() -> Optional.ofNullable(groups.get(name)));
        }

        /** Without angle brackets, which Markdown takes for HTML. */
        private static String readable(String type) {
            Matcher wrapped = WRAPPED.matcher(type);
            if (!wrapped.matches()) {
                return type.toLowerCase(Locale.ROOT);
            }
            String inner = readable(wrapped.group(2));
            return wrapped.group(1).equals("Optional")
                    ? inner
                    : wrapped.group(1).toLowerCase(Locale.ROOT) + " of " + inner;
        }

        private String doc(TreePath path) {
            // The source itself: the tree of a comment prints what is not ASCII as escapes.
            String comment = docs.getDocComment(path);
            if (comment == null) {
                throw new IllegalStateException("no Javadoc on " + path.getLeaf());
            }
            return comment.replaceAll("\\{@(?:code|link)\\s+([^}]*)}", "`$1`")
                    .replaceAll("<[^>]+>", "")
                    .replaceAll("\\s+", " ")
                    .strip();
        }

        private static Optional<String> annotation(
                List<? extends AnnotationTree> annotations, String name, String attribute) {
            for (AnnotationTree annotation : annotations) {
                if (annotation.getAnnotationType().toString().endsWith(name)) {
                    for (var argument : annotation.getArguments()) {
                        String text = argument.toString();
                        if (argument instanceof LiteralTree literal) {
                            return Optional.of(String.valueOf(literal.getValue()));
                        }
                        if (text.startsWith(attribute + " = ")) {
                            return Optional.of(
                                    text.substring(attribute.length() + 3).replaceAll("^\"|\"$", ""));
                        }
                    }
                }
            }
            return Optional.empty();
        }
    }
}
