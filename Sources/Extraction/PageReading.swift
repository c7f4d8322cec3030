internal import Foundation
internal import Linguistics
internal import Markup
internal import NewsModel

/// A page as read, up to the opinions of both models.
struct PageReading {
  let document: HTMLDocument
  let metadata: PageMetadata
  let title: String
  let byline: String?
  let statistics: PageStatistics
  /// Of the first and of the second model, by block.
  let firstOpinions: [Float]
  let opinions: [Float]
  /// The container with the body.
  let winner: Int
  /// Feature numbers by block, if asked for.
  let firstFeatures: [[Int32]]
  let secondFeatures: [[Int32]]

  /// - Parameters:
  ///   - given: opinions to take for the first model's and for the second's, for fitting and measuring.
  ///   - records: whether to keep the feature numbers.
  init(
    _ document: HTMLDocument, model: BodyModel, title known: String? = nil, given: [[Float]] = [],
    records: Bool = false
  ) {
    self.document = document
    let metadata = PageMetadata(document)
    let page = PageBlocks(document)
    let title = known ?? TitlePicker(metadata, document).title(in: page)
    let byline = metadata.byline(document)
    let statistics = PageStatistics(page, metadata, title: title, byline: byline ?? "")
    let run = Models(statistics, model, given: given, records: records)
    self.metadata = metadata
    self.title = title
    self.byline = byline
    self.statistics = statistics
    firstOpinions = run.first
    opinions = run.second
    winner = run.winner
    firstFeatures = run.features[0]
    secondFeatures = run.features[1]
  }

  var page: PageBlocks { statistics.page }

  private struct Models {
    var first: [Float] = []
    var second: [Float] = []
    var winner = 0
    /// By model and block.
    var features: [[[Int32]]] = [[], []]
    /// The second model's rows of the blocks that it looks at, one after the other.
    private var rows: [UInt8] = []

    init(_ statistics: PageStatistics, _ model: BodyModel, given: [[Float]], records: Bool) {
      guard !statistics.page.blocks.isEmpty else { return }
      FeatureSink.with(model, records: records) { sink in
        runFirst(statistics, model, given.first ?? [], &sink)
        runSecond(statistics, model, &sink)
      }
      if given.count > 1, given[1].count == second.count { second = given[1] }
    }

    private mutating func runFirst(
      _ statistics: PageStatistics, _ model: BodyModel, _ given: [Float], _ sink: inout FeatureSink
    ) {
      let opinion = BlockOpinion(statistics)
      let count = statistics.page.blocks.count
      first.reserveCapacity(count)
      for index in 0..<count {
        sink.begin()
        opinion.describe(index, &sink)
        let own = BodyModel.sigmoid(sink.sum + model.firstIntercept)
        first.append(given.count == count ? given[index] : own)
        if first[index] > BodyModel.gate { rows.append(contentsOf: sink.columns) }
        if sink.records { features[0].append(sink.features) }
      }
    }

    private mutating func runSecond(
      _ statistics: PageStatistics, _ model: BodyModel, _ sink: inout FeatureSink
    ) {
      var place = BodyPlace(statistics, opinions: first)
      winner = place.container
      second = first
      var row = 0
      for index in first.indices {
        guard first[index] > BodyModel.gate else {
          place.pass(index)
          if sink.records { features[1].append([]) }
          continue
        }
        sink.begin(with: rows[row..<row + sink.columns.count])
        row += sink.columns.count
        place.describe(index, &sink)
        second[index] = BodyModel.sigmoid(model.second.sum(sink.columns))
        if sink.records { features[1].append(sink.features) }
      }
    }
  }
}
