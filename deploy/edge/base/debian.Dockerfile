# image: debian:bookworm-slim
FROM kyozo-base/debian
CMD ["bash"]
