package org.hedgerow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What compiled classes do not tell: rules that the sources of all published modules are read for. */
class SourcesTest {
    private static final int MAX_LINES = 350;
    private static final List<String> MODULES =
            List.of("api", "api/testkit", "transport-nio", "transport-blocking", "server-kit");

    private static final List<Path> SOURCES = new ArrayList<>();

    @BeforeAll
    static void findSources() throws IOException {
        Path top = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(top.resolve(module).resolve("src/main/java"))) {
                List<Path> found =
                        files.filter(file -> file.toString().endsWith(".java")).toList();
                assertThat(found).as("sources of " + module).hasSizeGreaterThan(2);
                SOURCES.addAll(found);
            }
        }
    }

    @Test
    void filesAreShort() throws IOException {
        for (Path source : SOURCES) {
            try (Stream<String> lines = Files.lines(source)) {
                assertThat(lines.count()).as("lines of " + source).isLessThanOrEqualTo(MAX_LINES);
            }
        }
    }

    @Test
    void publicTypesHaveJavadoc() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> looked = new ArrayList<>();
        List<String> bare = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(SOURCES));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new PublicTypes(docs, looked, bare).scan(unit, null);
            }
        }
        assertThat(looked).contains("Resolver", "Reason", "Snapshot", "ResolverServer");
        assertThat(bare).isEmpty();
    }

    /** Goes through the types that are visible from outside, nested ones too. */
    private static final class PublicTypes extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<String> looked;
        private final List<String> bare;

        PublicTypes(DocTrees docs, List<String> looked, List<String> bare) {
            this.docs = docs;
            this.looked = looked;
            this.bare = bare;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isPublic(type)) {
                return null; // nor are the types within
            }
            String name = type.getSimpleName().toString();
            looked.add(name);
            DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
            if (comment == null || comment.getFirstSentence().isEmpty()) {
                bare.add(name);
            }
            return super.visitClass(type, nothing);
        }

        private boolean isPublic(ClassTree type) {
            TreePath outer = getCurrentPath().getParentPath();
            boolean inInterface = outer.getLeaf().getKind() == Tree.Kind.INTERFACE;
            return inInterface || type.getModifiers().getFlags().contains(Modifier.PUBLIC);
        }
    }
}
