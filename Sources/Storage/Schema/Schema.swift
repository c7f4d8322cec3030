/// The database's layout, as migrations that are only ever appended to.
///
/// Tables are private and may change; the `v1_` views are the promise (docs/schema.md).
enum Schema {
  /// `tdng`, in the file's header: this is a database of tidings.
  static let applicationID = 0x7464_6E67

  /// Migration N brings schema N − 1 to N. One that was released is never edited.
  static let migrations: [String] = [tables1 + views1]
}
