# image: rabbitmq:3.10
FROM kyozo-base/debian
# The user first, with the number it has elsewhere, so that volumes can be moved between the two.
RUN groupadd --system --gid 999 rabbitmq \
    && useradd --system --uid 999 --gid rabbitmq --home-dir /var/lib/rabbitmq --shell /bin/bash rabbitmq \
    && printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d \
    && apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends rabbitmq-server \
    && rm -rf /var/lib/apt/lists/* /usr/sbin/policy-rc.d /var/lib/rabbitmq \
    && mkdir -p /var/lib/rabbitmq /var/log/rabbitmq /etc/rabbitmq \
    && chown -R rabbitmq:rabbitmq /var/lib/rabbitmq /var/log/rabbitmq /etc/rabbitmq && chmod 700 /var/lib/rabbitmq
COPY rabbitmq-entrypoint /usr/local/bin/docker-entrypoint.sh
ENV HOME=/var/lib/rabbitmq LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/lib/rabbitmq/bin:/usr/sbin:/usr/bin:/sbin:/bin
VOLUME /var/lib/rabbitmq
USER rabbitmq
EXPOSE 5672
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["rabbitmq-server"]
