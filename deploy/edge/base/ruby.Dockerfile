# image: ruby:3.1-slim-bookworm
# With a compiler, which gems with native parts need.
FROM kyozo-base/debian
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends ruby3.1 ruby3.1-dev ruby bundler gcc g++ make libc6-dev libyaml-dev \
    && rm -rf /var/lib/apt/lists/* && mkdir -p -m 1777 /usr/local/bundle
ENV GEM_HOME=/usr/local/bundle BUNDLE_APP_CONFIG=/usr/local/bundle BUNDLE_SILENCE_ROOT_WARNING=1 LANG=C.UTF-8 \
    PATH=/usr/local/bundle/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["irb"]
