# image: elixir:1.17-slim
# Debian 12 has Elixir 1.14, under the tag that generated Dockerfiles ask for.
FROM kyozo-base/debian
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends elixir erlang-dev erlang-parsetools erlang-inets erlang-ssl \
    && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
CMD ["iex"]
