extension Pipeline {
  func writeDueDigests(_ report: inout RunReport) throws {}
}
