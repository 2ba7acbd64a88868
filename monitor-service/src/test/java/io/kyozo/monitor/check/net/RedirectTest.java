package io.kyozo.monitor.check.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    @ParameterizedTest
    @CsvSource({
        "/login, /login",
        "login?a=b, /login?a=b",
        "http://127.0.0.1:4000/x, /x",
        "HTTP://127.0.0.1:4000, /",
        "//127.0.0.1:4000/y, /y",
    })
    void staysAtTheReplica(String location, String path) {
        assertThat(Redirect.within("127.0.0.1", 4000, false, location)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:5432/", "http://127.0.0.1/", "https://127.0.0.1:4000/", "http://169.254.169.254/",
                "//evil.example/", "http://user@127.0.0.1:4000/", "http://127.0.0.1:4000@evil.example/", "file:///etc",
                "http://localhost:4000/", "http://[::1]:4000/", ":::", "\\\\evil"
            })
    void leadsNowhereElse(String location) {
        assertThat(Redirect.within("127.0.0.1", 4000, false, location)).isEmpty();
    }

    @Test
    void noPlaceLeadsNowhere() {
        assertThat(Redirect.within("127.0.0.1", 4000, false, null)).isEmpty();
        assertThat(Redirect.within("::1", 4000, false, "/x")).contains("/x");
    }
}
