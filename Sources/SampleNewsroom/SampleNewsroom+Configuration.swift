extension SampleNewsroom {
  /// `feeds/newsroom.yml`: every feed of every outlet.
  package var feedsYAML: String {
    let entries = outlets.flatMap { outlet in
      [entry(outlet.feedName, outlet, outlet.feedPath)]
        + (outlet.hasSecondFeed
          ? [entry(outlet.feedName + "-most-read", outlet, Outlet.secondFeedPath)] : [])
    }
    return """
      # The sample newsroom: invented sites, served on loopback while `tidings demo` runs.
      feeds:
      \(entries.joined(separator: "\n"))

      """
  }

  private func entry(_ name: String, _ outlet: Outlet, _ path: String) -> String {
    """
      - name: \(name)
        url: \(outlet.url(path))
        source: \(outlet.host)
        language: \(outlet.language)
        tags: [\(outlet.tags.joined(separator: ", "))]
    """
  }

  /// `pipeline.yml` for a newsroom that listens on `port`: what differs from the defaults.
  package func pipelineYAML(port: UInt16) -> String {
    let hosts = outlets.map { "    \"\($0.host):80\": \"127.0.0.1:\(port)\"" }
    return """
      version: 1
      include: [feeds/*.yml]
      store: {path: tidings.db}
      http:
        contact: newsroom@tidings.example
        per_host: {concurrency: 4, min_interval: 0s}
        proxy: none
        # The invented hosts and the port that this run's server got.
        connect_to:
      \(hosts.joined(separator: "\n"))
      # Every run polls every feed, however soon it follows the last.
      schedule: {default: 1s, min: 0s}
      digests:
        - name: daily
          window: 24h
          timezone: UTC
          group_by: [tag]
          formats: [md, html, json]
          out: digests

      """
  }
}
