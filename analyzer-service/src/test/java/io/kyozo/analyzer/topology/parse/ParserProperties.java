package io.kyozo.analyzer.topology.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.walk.GitIgnore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

/** Whatever a file holds, parsers answer. */
class ParserProperties {
    @Property(tries = 300)
    void dockerfilesOfAnyTextAreRead(@ForAll List<String> lines) {
        Dockerfile file = Dockerfile.parse(lines);
        assertThat(file.exposedPorts()).allMatch(port -> port > 0 && port < 65_536);
        assertThat(file.stages().size()).isLessThanOrEqualTo(lines.size());
    }

    @Property(tries = 300)
    void dotenvKeepsPlainValues(@ForAll @AlphaChars @NotEmpty String name, @ForAll @AlphaChars String value) {
        if (name.length() <= 200) {
            assertThat(Dotenv.parse(List.of("export " + name + "=\"" + value + "\"")))
                    .containsExactly(new Dotenv.Entry(name, value, 1));
        }
    }

    @Property(tries = 300)
    void expansionOfAnyTextEnds(@ForAll @StringLength(max = 300) String text) {
        assertThat(Variables.expand("${A:-" + text, Map.of("A", "1"))).isNotNull();
    }

    @Property(tries = 300)
    void ignoreRulesOfAnyTextAnswer(@ForAll @StringLength(max = 100) String rules) {
        GitIgnore ignore = GitIgnore.NONE.in(".", rules.getBytes(StandardCharsets.UTF_8));
        assertThat(ignore.ignores("a/b/c.txt", false)).isIn(true, false);
    }

    @Property(tries = 300)
    void dataFilesOfAnyTextAreTreesOrNothing(@ForAll @StringLength(max = 300) String text) {
        assertThat(DataFiles.parseJson(text)).isNotNull();
        assertThat(DataFiles.parseToml(text)).isNotNull();
        assertThat(YamlTree.parse(text)).isNotNull();
        assertThat(XmlElement.parse(text)).isNotNull();
        assertThat(TextFile.of("x", text).lines()).allMatch(line -> line.indexOf('\n') < 0);
    }
}
