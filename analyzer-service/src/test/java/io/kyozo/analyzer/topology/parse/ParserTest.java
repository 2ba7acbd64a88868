package io.kyozo.analyzer.topology.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParserTest {
    @Test
    void dockerfileStagesPortsAndVariablesAreRead() {
        Dockerfile file = Dockerfile.parse(List.of(
                "ARG VERSION=20",
                "FROM node:${VERSION} AS build",
                "EXPOSE 9999",
                "FROM node:20-slim",
                "ENV PORT=8080 \\",
                "    MODE=\"a b\"",
                "# a comment",
                "EXPOSE $PORT 53/udp",
                "COPY --from=build /a /b",
                "CMD [\"node\", \"x.js\"]"));
        assertThat(file.stages()).extracting(Dockerfile.Stage::image).containsExactly("node:20", "node:20-slim");
        assertThat(file.exposedPorts()).containsExactly(8080);
        assertThat(file.env()).containsEntry("MODE", "a b");
        assertThat(Dockerfile.argv(file.last("CMD").orElseThrow().arguments())).containsExactly("node", "x.js");
    }

    @Test
    void dotenvKnowsExportQuotesAndComments() {
        List<Dotenv.Entry> entries = Dotenv.parse(
                List.of("export A=1", "B='x # y'", "C=\"q\" # c", "# D=2", "E=plain # note", "not a line", "1F=3"));
        assertThat(entries)
                .extracting(entry -> entry.name() + "=" + entry.value())
                .containsExactly("A=1", "B=x # y", "C=q", "E=plain");
    }

    @Test
    void variablesAreFilledInWithTheirDefaults() {
        Map<String, String> known = Map.of("A", "1", "EMPTY", "");
        assertThat(Variables.expand("$A-${A}-${B:-x}-${EMPTY:-y}-${EMPTY-z}-$$A-${B:-${A}}", known))
                .isEqualTo("1-1-x-y--$A-1");
    }

    @Test
    void bombsOfDataFilesAreNoTrees() {
        StringBuilder laughs = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            char before = (char) (c - 1);
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [*")
                    .append(before)
                    .append((",*" + before).repeat(8))
                    .append("]\n");
        }
        assertThat(YamlTree.parse(laughs.toString())).isEmpty();
        assertThat(DataFiles.parseJson("[".repeat(100_000)).isMissingNode()).isTrue();
        assertThat(YamlTree.parse("[".repeat(10_000))).isEmpty();
        assertThat(XmlElement.parse("<a>".repeat(5_000))).isEmpty();
        assertThat(XmlElement.parse("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")
                        .map(XmlElement::text)
                        .orElse(""))
                .doesNotContain("root");
    }
}
