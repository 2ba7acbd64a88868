# image: python:3.11-slim-bookworm
# pip installs into the system here, as it does in the image of this name elsewhere: the image holds one application.
FROM kyozo-base/debian
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends python3 python3-pip python3-venv \
    && rm -rf /var/lib/apt/lists/* /usr/lib/python3*/EXTERNALLY-MANAGED
RUN ln -s python3 /usr/bin/python
# What pip installs brings its own list of authorities (certifi); these make it use the system's.
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
    PIP_ROOT_USER_ACTION=ignore
CMD ["python3"]
