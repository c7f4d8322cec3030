extension SampleNewsroom {
  /// The outlets' files, embedded in the program.
  static let outletTexts: [[UInt8]] = [
    PackageResources.diario_del_estrecho_txt,
    PackageResources.hafenbote_txt,
    PackageResources.harbour_courier_txt,
    PackageResources.northgate_post_txt,
    PackageResources.phare_du_nord_txt,
    PackageResources.song_lam_moi_txt,
    PackageResources.tideline_wire_txt,
  ]
}
