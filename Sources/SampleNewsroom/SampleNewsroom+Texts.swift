extension SampleNewsroom {
  /// The outlets' files, embedded in the program.
  static let outletTexts: [[UInt8]] = [
    PackageResources.al_marsa_txt,
    PackageResources.binjiang_bao_txt,
    PackageResources.diario_del_estrecho_txt,
    PackageResources.ganga_samachar_txt,
    PackageResources.haeun_ilbo_txt,
    PackageResources.hafenbote_txt,
    PackageResources.harbour_courier_txt,
    PackageResources.minato_shimbun_txt,
    PackageResources.northgate_post_txt,
    PackageResources.phare_du_nord_txt,
    PackageResources.severny_mayak_txt,
    PackageResources.song_lam_moi_txt,
    PackageResources.talat_nam_txt,
    PackageResources.tideline_wire_txt,
  ]
}
