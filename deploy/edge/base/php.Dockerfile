# image: php:8.2-apache-bookworm
FROM kyozo-base/debian
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends apache2 libapache2-mod-php8.2 php8.2-cli php8.2-mbstring php8.2-xml \
        php8.2-curl php8.2-pgsql php8.2-mysql php8.2-sqlite3 \
    && rm -rf /var/lib/apt/lists/* /var/www/html/index.html \
    && a2enmod -q rewrite \
    && ln -sf /dev/stdout /var/log/apache2/access.log && ln -sf /dev/stderr /var/log/apache2/error.log \
    && ln -sf /dev/stdout /var/log/apache2/other_vhosts_access.log \
    && chown -R www-data:www-data /var/www/html /var/run/apache2 /var/lock /var/log/apache2
COPY apache2-foreground /usr/local/bin/
ENV APACHE_CONFDIR=/etc/apache2 APACHE_ENVVARS=/etc/apache2/envvars
WORKDIR /var/www/html
EXPOSE 80
STOPSIGNAL SIGWINCH
CMD ["apache2-foreground"]
