package io.kyozo.deployer.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void needNoEscapingAndAreNotRepeated() {
        assertThat(Passwords.next()).matches("[A-Za-z0-9]{32}").isNotEqualTo(Passwords.next());
    }
}
