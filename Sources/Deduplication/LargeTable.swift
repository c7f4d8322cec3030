/// An array of fixed length whose elements are looked at in no order: the tables of an index.
///
/// Beyond a few megabytes each look is a miss not of the cache alone but of the processor's list of pages, too. So large ones ask
/// the system for pages of 2 MB, of which that list holds more memory than any window has; where it has none to give, they are as
/// any other memory. `@unchecked Sendable` because of the pointer: whoever makes a table fills it before anybody else sees it.
final class LargeTable<Element: BitwiseCopyable>: @unchecked Sendable {
  let elements: UnsafeMutableBufferPointer<Element>

  private let memory: LargeMemory

  init(repeating element: Element, count: Int) {
    memory = LargeMemory(size: count * MemoryLayout<Element>.stride)
    let first = memory.start.initializeMemory(as: Element.self, repeating: element, count: count)
    elements = UnsafeMutableBufferPointer(start: first, count: count)
  }

  var count: Int { elements.count }

  /// Of a place below ``count``, which is not checked.
  subscript(place: Int) -> Element {
    @inline(__always) get { elements[place] }
    @inline(__always) set { elements[place] = newValue }
  }
}
