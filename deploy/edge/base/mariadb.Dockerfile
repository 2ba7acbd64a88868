# image: mariadb:10.11
FROM kyozo-base/debian
# The user first, with the number it has elsewhere, so that volumes can be moved between the two.
RUN groupadd --system --gid 999 mysql && useradd --system --uid 999 --gid mysql --home-dir /var/lib/mysql mysql \
    && apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends mariadb-server \
    && rm -rf /var/lib/apt/lists/* /var/lib/mysql \
    && mkdir -p /var/lib/mysql /run/mysqld /docker-entrypoint-initdb.d \
    && chown -R mysql:mysql /var/lib/mysql /run/mysqld && chmod 700 /var/lib/mysql && chmod 1777 /run/mysqld \
    && printf '[mariadbd]\nskip-name-resolve\nbind-address=0.0.0.0\n' >/etc/mysql/mariadb.conf.d/99-kyozo.cnf
COPY mariadb-entrypoint /usr/local/bin/docker-entrypoint.sh
ENV LANG=C.UTF-8
VOLUME /var/lib/mysql
USER mysql
EXPOSE 3306
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["mariadbd"]
