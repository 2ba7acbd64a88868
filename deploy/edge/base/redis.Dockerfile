# image: redis:7-bookworm
FROM kyozo-base/debian
RUN groupadd --system --gid 999 redis && useradd --system --uid 999 --gid redis --no-create-home redis \
    && apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends redis-server \
    && rm -rf /var/lib/apt/lists/* && mkdir -p /data && chown redis:redis /data
VOLUME /data
WORKDIR /data
USER redis
EXPOSE 6379
CMD ["redis-server", "--protected-mode", "no", "--bind", "*"]
