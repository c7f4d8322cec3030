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
  /// Of the first, the second and the last model, by block.
  let firstOpinions: [Float]
  let secondOpinions: [Float]
  let opinions: [Float]
  /// The container with the body.
  let winner: Int
  /// Feature numbers by block, if asked for.
  let firstFeatures: [[Int32]]
  let secondFeatures: [[Int32]]
  let thirdFeatures: [[Int32]]

  /// - Parameters:
  ///   - given: opinions to take for the first model's and for the second's, for fitting the next.
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
    secondOpinions = run.second
    opinions = run.last
    winner = run.winner
    firstFeatures = run.features[0]
    secondFeatures = run.features[1]
    thirdFeatures = run.features[2]
  }

  var page: PageBlocks { statistics.page }

  private struct Models {
    var first: [Float] = []
    var second: [Float] = []
    var last: [Float] = []
    var winner = 0
    /// By model and block.
    var features: [[[Int32]]] = [[], [], []]

    /// What features weigh in the second and in the third model.
    private struct Sums {
      var second: Float
      var third: Float
    }

    init(_ statistics: PageStatistics, _ model: BodyModel, given: [[Float]], records: Bool) {
      guard !statistics.page.blocks.isEmpty else { return }
      model.first.withUnsafeBufferPointer { firstWeights in
        model.second.withUnsafeBufferPointer { secondWeights in
          model.third.withUnsafeBufferPointer { thirdWeights in
            var sink = FeatureSink(
              first: firstWeights, second: secondWeights, third: thirdWeights, records: records)
            run(statistics, model, given, &sink)
          }
        }
      }
    }

    private mutating func run(
      _ statistics: PageStatistics, _ model: BodyModel, _ given: [[Float]],
      _ sink: inout FeatureSink
    ) {
      let bases = runFirst(statistics, model, &sink)
      if let given = given.first, given.count == first.count { first = given }
      second = zip(bases, runPlace(statistics, first, 1, &sink)).map { base, place in
        BodyModel.sigmoid(base.second + place.second + model.secondIntercept)
      }
      if given.count > 1, given[1].count == second.count { second = given[1] }
      last = second
      guard model.hasThird || given.count > 1 else { return }
      last = zip(bases, runPlace(statistics, second, 2, &sink)).map { base, place in
        BodyModel.sigmoid(base.third + place.third + model.thirdIntercept)
      }
    }

    private mutating func runFirst(
      _ statistics: PageStatistics, _ model: BodyModel, _ sink: inout FeatureSink
    ) -> [Sums] {
      let opinion = BlockOpinion(statistics)
      var bases: [Sums] = []
      bases.reserveCapacity(statistics.page.blocks.count)
      for index in statistics.page.blocks.indices {
        sink.begin()
        opinion.describe(index, &sink)
        first.append(BodyModel.sigmoid(sink.firstSum + model.firstIntercept))
        bases.append(Sums(second: sink.secondSum, third: sink.thirdSum))
        if sink.records { features[0].append(sink.features) }
      }
      return bases
    }

    private mutating func runPlace(
      _ statistics: PageStatistics, _ opinions: [Float], _ number: Int, _ sink: inout FeatureSink
    ) -> [Sums] {
      var place = BodyPlace(statistics, opinions: opinions)
      winner = place.container
      var sums: [Sums] = []
      sums.reserveCapacity(statistics.page.blocks.count)
      for index in statistics.page.blocks.indices {
        sink.begin()
        place.describe(index, &sink)
        sums.append(Sums(second: sink.secondSum, third: sink.thirdSum))
        if sink.records { features[number].append(sink.features) }
      }
      return sums
    }
  }
}
