internal import Foundation

/// libFuzzer around one of the targets, which the environment variable `TIDINGS_FUZZ_TARGET` names.
///
/// Built and run by `Scripts/fuzz`; no part of what is installed.
@main
struct Fuzzing {
  static func main() {
    guard FuzzTarget.chosen != nil else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
      FileHandle.standardError.write(Data("TIDINGS_FUZZ_TARGET must be one of \(names)\n".utf8))
      exit(64)
    }
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, input))
  }
}

/// libFuzzer's own loop over a callback (FuzzerInterface.h).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The name that libFuzzer's own `main`, which is not used, would look for.
@_cdecl("LLVMFuzzerTestOneInput")
func input(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.chosen?.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
