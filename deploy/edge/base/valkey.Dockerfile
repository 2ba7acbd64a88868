# image: valkey/valkey:8
FROM kyozo-base/debian
# Of the release's backports, as the release itself is older than Valkey.
RUN groupadd --system --gid 999 valkey && useradd --system --uid 999 --gid valkey --no-create-home valkey \
    && sed -n 's/^\(deb .*\) bookworm main.*/\1 bookworm-backports main/p' /etc/apt/sources.list.d/*.list \
        >/etc/apt/sources.list.d/backports.list \
    && apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends valkey-server/bookworm-backports valkey-tools/bookworm-backports \
    && rm -rf /var/lib/apt/lists/* && mkdir -p /data && chown valkey:valkey /data
VOLUME /data
WORKDIR /data
EXPOSE 6379
CMD ["valkey-server", "--protected-mode", "no", "--bind", "*"]
