package io.kyozo.runtime.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN --security=insecure mount /dev/sda1 /mnt",
                "RUN --network=host curl http://127.0.0.1:5432",
                "RUN --device=/dev/kvm true",
                "RUN --mount=type=bind,source=/,target=/host ls /host",
                "RUN --mount=target=/src ls /src",
                "RUN --mount=type=ssh git clone git@example.org:a/b",
                "RUN --mount=type=secret,id=token cat /run/secrets/token",
                "ADD http://169.254.169.254/latest/meta-data/ /stolen",
                "ADD --chown=1000 https://example.org/a.tar.gz /app/",
                "ADD [\"http://127.0.0.1:2375/containers/json\", \"/stolen\"]",
                "ADD git@example.org:a/b.git /src",
                "ADD $WHERE /stolen",
                "RUN --privileged true",
                "COPY --parents a b /app/",
                "FROM --cpu=8 scratch",
                "CPOY a b",
                "INCLUDE other.Dockerfile",
                "ONBUILD ADD http://169.254.169.254/ /stolen"
            })
    void saysTheLine(String instruction) {
        var file = Dockerfile.parse(
                "# a comment\nFROM debian:bookworm-slim\nRUN a \\\n  && b\n" + instruction + "\nUSER 1\n");
        assertThat(Refusals.of(file)).hasSize(1);
        assertThat(Refusals.of(file).get(0)).startsWith("line 5: ");
    }

    @Test
    void leavesTheUsualAlone() {
        var file = Dockerfile.parse(String.join(
                "\n",
                List.of(
                        "FROM node:20 AS build",
                        "RUN --mount=type=cache,target=/root/.npm npm ci",
                        "RUN --mount=target=/tmp,type=tmpfs true",
                        "RUN curl --network-timeout 5 https://example.org",
                        "ADD app.tar.gz /app/",
                        "COPY --from=build --chown=node --chmod=755 --link $SOMETHING /app/",
                        "FROM --platform=linux/amd64 node:20",
                        "run --mount=type=cache,target=/x true",
                        "HEALTHCHECK --interval=30s CMD true",
                        "# ADD http://example.org/ /x",
                        "CMD [\"node\", \"--security\"]")));
        assertThat(Refusals.of(file)).isEmpty();
    }
}
