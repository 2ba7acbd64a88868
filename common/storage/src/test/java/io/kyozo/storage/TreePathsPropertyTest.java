package io.kyozo.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TreePathsPropertyTest {
    private static final Path ROOT = Path.of("/srv/target");

    @Property(tries = 2000)
    void whatIsAcceptedStaysBelowTheTarget(@ForAll("nastyPaths") String path) {
        if (isAccepted(path)) {
            Path resolved = ROOT.resolve(path);
            assertThat(resolved.normalize()).isEqualTo(resolved);
            assertThat(resolved.startsWith(ROOT) && !resolved.equals(ROOT)).isTrue();
        }
    }

    @Property
    void plainNamesAreAccepted(@ForAll("plainPaths") String path) {
        assertThat(isAccepted(path)).isTrue();
    }

    @Provide
    Arbitrary<String> nastyPaths() {
        Arbitrary<String> piece = Arbitraries.of(
                "..", ".", "/", "//", "\\", "a", "C:", "\u0000", "e\u0301", "\ud800", " ", "...", "…", "~", "-",
                "b.txt");
        return piece.list().ofMaxSize(8).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> plainPaths() {
        Arbitrary<String> name = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("._- @+")
                .ofMinLength(1)
                .ofMaxLength(40);
        return name.filter(n -> !n.equals(".") && !n.equals(".."))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(names -> String.join("/", names));
    }

    private static boolean isAccepted(String path) {
        try {
            TreePaths.check(path);
            return true;
        } catch (InvalidTreeException e) {
            return false;
        }
    }
}
