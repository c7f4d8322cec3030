// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is compiled with: the strict end of Swift 6.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [],
  exclude: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "tidings",
  products: [.executable(name: "tidings", targets: ["tidings"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // C and C++: one module each, imported by one Swift module each.
    .systemLibrary(
      name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    // A target, not a system library: ICU's own types must not meet those of Foundation's ICU.
    .target(
      name: "CLibICU", linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),
    .systemLibrary(
      name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CLibDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .target(
      name: "CLD2",
      // Order matters: the full tables are data that the detector's own library refers to.
      linkerSettings: [.linkedLibrary("cld2_full"), .linkedLibrary("cld2")]),
    // Nothing calls it: linked into a program, it is what the program's memory comes from.
    .target(name: "CJemalloc", linkerSettings: [.linkedLibrary("jemalloc")]),

    // Values and what every stage may use.
    module("NewsModel", [crypto]),
    module(
      "Linguistics", ["NewsModel", "CLibICU", "CUchardet", "CLD2"],
      resources: [
        .embedInCode("Data/sentences.txt"), .embedInCode("Data/function-words.txt"),
        .embedInCode("Data/stop-words.txt"),
      ]),
    module("Markup", ["CLibXML2"]),

    // Stages: they do not know each other.
    module("Fetching", ["NewsModel", "CLibCurl"]),
    module("FeedParsing", ["NewsModel", "Linguistics", "Markup"]),
    module(
      "Extraction", ["NewsModel", "Linguistics", "Markup"],
      resources: [.embedInCode("Model/body_model.txt")]),
    module("Deduplication", ["NewsModel", "Linguistics"]),
    module(
      "Summarization", ["NewsModel", "Linguistics"],
      resources: [.embedInCode("Data/defects.txt")]),
    module("Digests", ["NewsModel"]),
    module("Delivery", ["NewsModel", "Fetching"]),
    module("Archive", ["CZlib", "CLibDeflate"]),
    module("WARC", ["Archive"]),

    // What holds them together.
    module("Storage", ["NewsModel", "Linguistics", "Archive", grdb]),
    module("Settings", ["NewsModel", yams]),
    module(
      "Pipeline",
      [
        "NewsModel", "Linguistics", "Fetching", "FeedParsing", "Extraction", "Deduplication",
        "Summarization", "Storage", "Digests", "Delivery", "Settings", "Archive", logging,
      ]),
    module(
      "SampleNewsroom", ["NewsModel", flyingFox, flyingSocks],
      resources: [.embedInCode("Outlets")]),
    .executableTarget(
      name: "tidings",
      dependencies: [
        "NewsModel", "Linguistics", "Fetching", "FeedParsing", "Extraction", "Deduplication",
        "Summarization", "Storage", "Digests", "Delivery", "Settings", "Pipeline",
        "SampleNewsroom", "WARC", "CJemalloc", argumentParser, logging,
      ],
      swiftSettings: strict),
    // What Benchmarks/run measures that the program itself does not do; no part of what is installed.
    .executableTarget(
      name: "tidings-bench",
      dependencies: [
        "NewsModel", "Linguistics", "Fetching", "FeedParsing", "Deduplication", "Summarization",
        "Storage", "Settings", "Pipeline", "SampleNewsroom", "CJemalloc", argumentParser,
      ],
      path: "Benchmarks/Harness", swiftSettings: strict),

    // Servers, certificates and counts that several modules' tests need; no part of what is installed.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),

    tests("NewsModel", ["NewsModel"]),
    tests("Linguistics", ["Linguistics", "NewsModel"]),
    tests("Markup", ["Markup"]),
    tests("Fetching", ["Fetching", "NewsModel", "TestSupport", flyingFox]),
    tests("FeedParsing", ["FeedParsing", "Markup", "NewsModel", "TestSupport"]),
    tests("Extraction", ["Extraction", "NewsModel", "TestSupport"]),
    tests("Deduplication", ["Deduplication", "NewsModel"]),
    tests("Summarization", ["Summarization", "NewsModel"]),
    tests("Archive", ["Archive"]),
    tests("WARC", ["WARC", "Archive"]),
    tests(
      "Storage", ["Storage", "NewsModel", "Linguistics", "Deduplication", "TestSupport", grdb]),
    tests("Digests", ["Digests", "NewsModel", "TestSupport"]),
    tests("Delivery", ["Delivery", "Fetching", "NewsModel", "TestSupport"]),
    tests("Settings", ["Settings", "NewsModel"]),
    tests(
      "Pipeline",
      [
        "Pipeline", "FeedParsing", "Fetching", "Storage", "Settings", "NewsModel",
        "SampleNewsroom", "Delivery", "TestSupport",
      ]),
    tests("SampleNewsroom", ["SampleNewsroom", "Settings", "NewsModel"]),
    tests(
      "EndToEnd",
      [
        "tidings", "Pipeline", "SampleNewsroom", "Storage", "Settings", "NewsModel",
        "TestSupport", grdb, flyingFox,
      ]),
  ]
)

// What Scripts/fuzz builds: libFuzzer around the parts that read what strangers write.
if Context.environment["TIDINGS_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "tidings-fuzz",
      dependencies: [
        "NewsModel", "Linguistics", "Markup", "Fetching", "FeedParsing", "Extraction",
      ],
      path: "Scripts/Fuzzing/Sources", swiftSettings: strict))
}
