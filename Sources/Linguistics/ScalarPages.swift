internal import Synchronization

/// Room for an entry for each scalar below 2^16, in pages of 256 that are made when the first of theirs is asked for.
///
/// Any thread may ask: pages are published by atomic operations, which is why this may be `@unchecked Sendable`, and are
/// freed with the whole.
final class ScalarPages<Entry: ~Copyable>: @unchecked Sendable {
  typealias Page = UnsafeMutablePointer<Entry>

  static var pageBits: UInt32 { 8 }
  /// Entries in a page.
  static var pageSize: Int { 1 << Int(pageBits) }
  private static var count: Int { 0x10000 >> Int(pageBits) }

  private let pages: UnsafeMutablePointer<Atomic<Page?>>

  init() {
    pages = .allocate(capacity: Self.count)
    for page in 0..<Self.count { (pages + page).initialize(to: Atomic(nil)) }
  }

  deinit {
    for page in 0..<Self.count {
      guard let made = pages[page].load(ordering: .acquiring) else { continue }
      made.deinitialize(count: Self.pageSize)
      made.deallocate()
    }
    pages.deallocate()
  }

  /// The page with a number; `fill` initializes the entries of one that is new.
  @inline(__always)
  func page(_ number: Int, fill: (Page) -> Void) -> Page {
    pages[number].load(ordering: .acquiring) ?? newPage(number, fill)
  }

  @inline(never)
  private func newPage(_ number: Int, _ fill: (Page) -> Void) -> Page {
    let made = Page.allocate(capacity: Self.pageSize)
    fill(made)
    // Another thread may have been faster; then there are two of the same, and one is let go.
    let exchange = pages[number].compareExchange(
      expected: nil, desired: made, ordering: .acquiringAndReleasing)
    guard !exchange.exchanged, let first = exchange.original else { return made }
    made.deinitialize(count: Self.pageSize)
    made.deallocate()
    return first
  }
}
