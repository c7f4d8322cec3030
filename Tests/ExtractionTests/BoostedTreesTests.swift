import Testing

@testable import Extraction

/// The log-odds that a file of trees gives a row with some features.
private func sum(_ lines: [String], _ features: [(FeatureTemplate, Int)] = []) -> Float {
  let model = BodyModel(Array(lines.joined(separator: "\n").utf8))
  return FeatureSink.with(model, records: false) { sink in
    sink.begin()
    for (template, value) in features { sink.add(template, value) }
    return model.second.sum(sink.columns)
  }
}

@Test(
  "A row goes left where its value is not above the threshold, absent families counting nothing")
func treesDecide() {
  let tree = "tree units<3 ownBits.4<0 -500 250 links<1 1000 2000"
  let cases: [(features: [(FeatureTemplate, Int)], value: Float)] = [
    ([], -0.5),
    ([(.units, 2)], -0.5),
    ([(.units, 2), (.ownBits, 4)], 0.25),
    ([(.units, 2), (.ownBits, 5)], -0.5),
    ([(.units, 3)], 1),
    ([(.units, 3), (.links, 0)], 1),
    ([(.units, 7), (.links, 1)], 2),
  ]
  for (features, value) in cases { #expect(sum([tree], features) == value) }
}

@Test("Trees add up, and a lone leaf counts everywhere")
func treesAddUp() {
  #expect(sum(["tree 125", "tree units<1 0 500", "tree 250"], [(.units, 4)]) == 0.875)
}

@Test(
  "A tree that cannot be read adds nothing",
  arguments: [
    "tree", "tree units<3", "tree units<3 100", "tree units<3 units<2 1 2",
    "tree unheard<3 100 200",
    "tree units<300 100 200", "tree units.9<0 100 200", "tree ownBits.99<0 100 200",
    "tree phraseUnits<0 100 200", "tree < 100 200", "tree units 100 200",
  ])
func unreadableTrees(line: String) {
  #expect(sum([line, "tree 125"]) == 0.125)
}

@Test("The model that comes with the program is whole")
func fittedModel() {
  #expect(BodyModel.fitted.second.count == 150)
  #expect(BodyModel.fitted.first.count == FeatureTemplate.count)
}

@Test("Scales are cut off at their ends", arguments: [(-3, 0), (0.9, 0), (7.2, 7), (99, 15)])
func steps(value: Float, step: Int) {
  #expect(OpinionFlow.step(value, 16) == step)
}
