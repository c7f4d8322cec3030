# Two stages: one that builds, and one with the program and the libraries that it needs at run time.
FROM swift:6.2-bookworm AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
WORKDIR /src
COPY . .
RUN Scripts/bootstrap && make install DESTDIR=/out PREFIX=/usr

FROM debian:bookworm-slim
COPY Scripts/runtime-packages /tmp/runtime-packages
RUN apt-get update \
  && xargs --arg-file=/tmp/runtime-packages apt-get install -y --no-install-recommends \
  && rm -rf /var/lib/apt/lists/* /tmp/runtime-packages \
  && useradd --system --uid 10001 --home-dir /news --shell /usr/sbin/nologin tidings \
  && install --directory --owner=tidings /news
COPY --from=build /out/ /
USER 10001
WORKDIR /news
# pipeline.yml, feeds/, the database and the digests: a volume of a local disk, since SQLite's locks hold on no other.
VOLUME /news
ENTRYPOINT ["tidings"]
CMD ["run"]
