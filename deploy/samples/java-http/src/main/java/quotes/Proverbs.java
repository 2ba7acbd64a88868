package quotes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** Proverbs, one for each day, in turn. */
record Proverbs(List<String> texts) {
    static Proverbs load() {
        try (InputStream in = Proverbs.class.getResourceAsStream("/proverbs.txt")) {
            return new Proverbs(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(LocalDate day) {
        return texts.get((int) Math.floorMod(day.toEpochDay(), (long) texts.size()));
    }
}
