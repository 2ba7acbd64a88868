package io.kyozo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/errors.md has a section for each error, headed by its code so that the anchor holds, and for no other. */
class ErrorCatalogueTest {
    private static final Path PAGE = Path.of("../../docs/errors.md");
    private static final Pattern SECTION =
            Pattern.compile("^## (KYZ-\\S+)$\\s+\\*\\*(.+?)\\*\\* \\(HTTP (\\d+)\\)", Pattern.MULTILINE);

    @Test
    void everyErrorIsExplained() throws IOException {
        List<String> explained = SECTION.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1) + " " + match.group(3) + " " + match.group(2))
                .toList();
        List<String> codes = Arrays.stream(ErrorCode.values())
                .map(code -> code.code() + " " + code.status() + " " + code.title())
                .toList();
        assertThat(explained).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void noCodeIsGivenTwice() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).doesNotHaveDuplicates();
    }
}
