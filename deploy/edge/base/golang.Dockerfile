# image: golang:1.19-bookworm
FROM kyozo-base/debian
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends golang-1.19-go git gcc libc6-dev make \
    && rm -rf /var/lib/apt/lists/* \
    && ln -s /usr/lib/go-1.19 /usr/local/go && mkdir -p -m 1777 /go/src /go/bin
ENV GOPATH=/go PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
WORKDIR /go
CMD ["bash"]
