# image: nginx:stable-bookworm
# Runs as root like the image of this name elsewhere, and as any other user too: what it writes lies in /tmp.
FROM kyozo-base/debian
RUN groupadd --system --gid 101 nginx && useradd --system --uid 101 --gid nginx --no-create-home --shell /usr/sbin/nologin nginx \
    && apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends nginx \
    && rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled /etc/nginx/sites-available /etc/nginx/modules-enabled \
    && ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log \
    && mkdir -p /usr/share/nginx/html && chown -R nginx:nginx /var/lib/nginx /usr/share/nginx/html
COPY nginx.conf /etc/nginx/nginx.conf
COPY nginx-default.conf /etc/nginx/conf.d/default.conf
EXPOSE 80
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
