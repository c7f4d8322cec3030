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
  /// Of the first and the second model, by block.
  let firstOpinions: [Float]
  let opinions: [Float]
  /// The container with the body.
  let winner: Int
  /// Feature numbers by block, if asked for.
  let firstFeatures: [[Int32]]
  let secondFeatures: [[Int32]]

  /// - Parameters:
  ///   - given: opinions to take for the first model's, for fitting the second.
  ///   - records: whether to keep the feature numbers.
  init(
    _ document: HTMLDocument, model: BodyModel, title known: String? = nil, given: [Float]? = nil,
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
    firstFeatures = run.firstFeatures
    secondFeatures = run.secondFeatures
  }

  var page: PageBlocks { statistics.page }

  private struct Models {
    var first: [Float] = []
    var second: [Float] = []
    var winner = 0
    var firstFeatures: [[Int32]] = []
    var secondFeatures: [[Int32]] = []

    init(_ statistics: PageStatistics, _ model: BodyModel, given: [Float]?, records: Bool) {
      guard !statistics.page.blocks.isEmpty else { return }
      model.first.withUnsafeBufferPointer { firstWeights in
        model.second.withUnsafeBufferPointer { secondWeights in
          var sink = FeatureSink(first: firstWeights, second: secondWeights, records: records)
          run(statistics, model, given, &sink)
        }
      }
    }

    private mutating func run(
      _ statistics: PageStatistics, _ model: BodyModel, _ given: [Float]?, _ sink: inout FeatureSink
    ) {
      let opinion = BlockOpinion(statistics)
      var base: [Float] = []
      for index in statistics.page.blocks.indices {
        sink.begin()
        opinion.describe(index, &sink)
        first.append(BodyModel.sigmoid(sink.firstSum + model.firstIntercept))
        base.append(sink.secondSum)
        firstFeatures.append(sink.features)
      }
      if let given, given.count == first.count { first = given }
      var place = BodyPlace(statistics, opinions: first)
      winner = place.container
      for index in statistics.page.blocks.indices {
        sink.begin()
        place.describe(index, &sink)
        second.append(BodyModel.sigmoid(base[index] + sink.secondSum + model.secondIntercept))
        secondFeatures.append(sink.features)
      }
    }
  }
}
