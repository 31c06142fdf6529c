package io.llmi.standalone.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.Collectors;
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
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.llmi.standalone.docs.ConfigurationPage.Key;
import io.llmi.standalone.docs.ConfigurationPage.Rule;
import io.llmi.standalone.docs.ConfigurationPage.Section;
import io.smallrye.config.common.utils.StringUtil;
import org.jspecify.annotations.Nullable;

/** Reads the configuration types from their sources: only there is their Javadoc. */
final class ConfigurationSources {
    private static final Pattern ENUM = Pattern.compile("^(public )?enum ", Pattern.MULTILINE);

    private final Path repository;

    ConfigurationSources(Path repository) {
        this.repository = repository;
    }

    /** Every type of every module, by prefix. */
    List<Section> sections() throws IOException {
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
            Map<String, TreePath> types = types(units);
            units.forEach(unit -> new Reader(docs, sections, types, repository).scan(unit, null));
        }
        sections.sort(Comparator.comparing(Section::prefix));
        return sections;
    }

    /** Types of their own files: groups of keys that several configuration types have, and names to choose from. */
    private static Map<String, TreePath> types(List<TreePath> units) {
        Map<String, TreePath> types = new HashMap<>();
        for (TreePath unit : units) {
            for (Tree type : unit.getCompilationUnit().getTypeDecls()) {
                if (type instanceof ClassTree declared) {
                    types.put(declared.getSimpleName().toString(), new TreePath(unit, declared));
                }
            }
        }
        return types;
    }

    private List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(ConfigurationSources::isSource)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isSource(Path file) {
        String name = file.getFileName().toString();
        try {
            return name.matches(".*(Config|Settings)\\.java")
                    || name.endsWith(".java")
                            && ENUM.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader extends TreePathScanner<Void, @Nullable String> {
        private static final Pattern MAP = Pattern.compile("Map<\\w+,\\s*(.+)>");
        private static final Pattern WRAPPED = Pattern.compile("(Optional|List|Set)<(.+)>");

        private final DocTrees docs;
        private final List<Section> sections;
        private final Map<String, TreePath> types;
        private final Path repository;

        Reader(DocTrees docs, List<Section> sections, Map<String, TreePath> types, Path repository) {
            this.docs = docs;
            this.sections = sections;
            this.types = types;
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
                        prefix.get(), doc(getCurrentPath()), file.getName(0).toString(), keys, rules(type)));
            }
            return null;
        }

        private static List<Rule> rules(ClassTree type) {
            return type.getModifiers().getAnnotations().stream()
                    .filter(annotation ->
                            annotation.getAnnotationType().toString().equals("AtMost"))
                    .map(List::of)
                    .map(rule -> new Rule(
                            annotation(rule, "AtMost", "key").orElseThrow(),
                            annotation(rule, "AtMost", "bound").orElseThrow(),
                            annotation(rule, "AtMost", "strictly")
                                    .map(Boolean::valueOf)
                                    .orElse(false),
                            annotation(rule, "AtMost", "because").orElseThrow()))
                    .toList();
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
                    Optional<TreePath> group = declared(type, path, returned)
                            .filter(found -> found.getLeaf().getKind() == Tree.Kind.INTERFACE);
                    if (group.isPresent()) {
                        collect((ClassTree) group.get().getLeaf(), group.get(), name + ".", keys);
                    } else {
                        keys.add(new Key(
                                name,
                                readable(type, path, returned),
                                annotation(method.getModifiers().getAnnotations(), "WithDefault", "value"),
                                doc(methodPath)));
                    }
                }
            }
        }

        /** The type of that name: within the configuration type, or in a file of its own. */
        private Optional<TreePath> declared(ClassTree type, TreePath path, String name) {
            return type.getMembers().stream()
                    .filter(member -> member instanceof ClassTree inner
                            && inner.getSimpleName().contentEquals(name))
                    .map(member -> new TreePath(path, member))
                    .findFirst()
                    .or(() -> Optional.ofNullable(types.get(name)));
        }

        /** The names to choose from, or the type without angle brackets, which Markdown takes for HTML. */
        private String readable(ClassTree type, TreePath path, String value) {
            Matcher wrapped = WRAPPED.matcher(value);
            if (wrapped.matches()) {
                String inner = readable(type, path, wrapped.group(2));
                return wrapped.group(1).equals("Optional")
                        ? inner
                        : wrapped.group(1).toLowerCase(Locale.ROOT) + " of " + inner;
            }
            return declared(type, path, value)
                    .map(found -> (ClassTree) found.getLeaf())
                    .filter(found -> found.getKind() == Tree.Kind.ENUM)
                    .map(Reader::names)
                    .orElseGet(() -> value.toLowerCase(Locale.ROOT));
        }

        /** The constants of an enumeration as configuration writes them. */
        private static String names(ClassTree type) {
            return type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(constant -> String.valueOf(constant.getType())
                            .equals(type.getSimpleName().toString()))
                    .map(constant -> "`" + StringUtil.skewer(constant.getName().toString()) + "`")
                    .collect(Collectors.joining(", "));
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
