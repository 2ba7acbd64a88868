# image: rust:1-slim-bookworm
# Debian's compiler for its web browsers: far newer than the rustc of Debian 12.
FROM kyozo-base/debian
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends rustc-web cargo-web gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
# Cargo keeps its own list of authorities.
ENV CARGO_HOME=/usr/local/cargo CARGO_HTTP_CAINFO=/etc/ssl/certs/ca-certificates.crt
RUN rustc --version && cargo --version
CMD ["bash"]
