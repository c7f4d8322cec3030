extension CanonicalURL {
  /// Appends the parameters that choose an article, in one spelling and order.
  static func appendQuery(_ query: ArraySlice<UInt8>, to key: inout [UInt8]) {
    var kept: [(name: [UInt8], field: [UInt8])] = []
    for field in query.split(separator: UInt8(ascii: "&")) {
      let equals = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
      let (name, value) = (field[..<equals], field[equals...].dropFirst())
      if name.isEmpty || isTracking(name, value) { continue }
      var plain = [UInt8]()
      PercentEncoding.append(name, as: .query, to: &plain)
      let nameLength = plain.count
      if !value.isEmpty {
        plain.append(UInt8(ascii: "="))
        PercentEncoding.append(value, as: .query, to: &plain)
      }
      kept.append((Array(plain[..<nameLength]), plain))
    }
    kept.sort { $0.name == $1.name ? less($0.field, $1.field) : less($0.name, $1.name) }
    var separator = UInt8(ascii: "?")
    for (_, field) in kept {
      key.append(separator)
      key.append(contentsOf: field)
      separator = UInt8(ascii: "&")
    }
  }

  private static func less(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }

  /// Whether a parameter says who sent the reader, or how the page is to look, but not which page.
  static func isTracking(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Bool {
    guard name.count <= 40 else { return false }
    let lower = String(decoding: name.map(ASCII.lower), as: UTF8.self)
    if trackingNames.contains(lower) || ampNames.contains(lower) { return true }
    if trackingPrefixes.contains(where: lower.hasPrefix) { return true }
    if trackingSuffixes.contains(where: lower.hasSuffix) { return true }
    if wordNames.contains(lower) { return !isNumber(value) }
    if letterNames.contains(lower) { return !value.contains(where: ASCII.isDigit) }
    if formatNames.contains(lower) { return ASCII.equal(value, "amp") }
    return false
  }

  /// A number may be an article's: `cid=77`.
  private static func isNumber(_ value: ArraySlice<UInt8>) -> Bool {
    !value.isEmpty && value.allSatisfy(ASCII.isDigit)
  }

  // Collected from the documentation of the tools that add them: analytics, mailers, advertising and
  // social networks, and the campaign parameters that news publishers name in their own feeds.

  private static let trackingPrefixes = [
    "utm_", "utm-", "hsa_", "mtm_", "pk_", "piwik_", "matomo_", "stm_", "itm_", "hmb_", "fb_",
    "at_", "ns_",
    "mkt_", "trk_", "sc_", "oly_", "vero_", "wt_", "wt.", "ga_", "_ga", "guce_", "__hs", "_hs",
    "__s", "mc_",
    "ml_", "dm_", "bsft_", "campaign_", "_branch_", "rb_", "iesrc", "pf_rd_", "sb_referer_", "amp_",
    "aspsessionid",
    "cm_", "elq", "et_", "sms_", "ito_", "cx_", "oft_", "dpg_", "spot_im_", "__cf_chl",
  ]

  private static let trackingSuffixes = [
    "_source", "_medium", "_campaign", "_affiliate", "_referrer", "_referer", "clid", "_clickid",
    "_cid",
    "_adid",
  ]

  private static let trackingNames: Set<String> = [
    // clicks and campaigns
    "gclsrc", "gbraid", "wbraid", "yclid", "ymclid", "twclid", "clickid", "click_id", "irclickid",
    "igshid",
    "igsh", "srsltid", "li_fat_id", "ef_id", "s_kwcid", "affiliate", "affiliate_id", "aff_id",
    "afftrack",
    "trackid", "tracking", "tracking_id", "trackingid", "trk", "trkcampaign", "cmpid", "cmp_id",
    "cmp",
    "camp", "campaign", "campaignid", "ocid", "icid", "ncid", "intcid", "int_cid", "intcmp",
    "int_cmp",
    "dicbo", "cvid", "xtor", "xts", "xtref", "xtcr", "xnpe_tifc", "adid", "adgroupid", "kclickid",
    "sfdcid",
    "cuid", "mbid", "nlid", "nl_id", "nsl", "spmailingid", "spuserid", "spjobid", "spreportid",
    "mkevt",
    "mkcid", "mkrid", "rdid", "s_cid", "wickedid", "epik", "ttclid", "ysclid", "_openstat",
    "openstat",
    "hsctatracking", "hsenc", "_bhlid", "bhlid", "_kx", "_ke", "_gl", "_gac", "gad", "gad_source",
    "gps_source",
    "mkt_tok", "nb_platform", "nb_klid", "__twitter_impression", "__tn__", "__xts__",
    "_branch_match_id",
    "fref", "hc_location", "hc_ref", "refid", "refsrc", "ref_src", "ref_url", "ref_", "reflink",
    "referer",
    "referrer", "originalreferer", "soc_src", "soc_trk", "social", "share", "shared", "share_id",
    "sharetype",
    "share_token", "sharemethod", "shareid", "sr_share", "smid", "smtyp", "smprod", "smvar", "emc",
    "partner",
    "nytapp", "taid", "tpcc", "ftag", "ftcamp", "itid", "itq", "ito", "ikw", "wpisrc", "wpmk",
    "wpmm",
    "wprss", "traffic_source", "traffictype", "guccounter", "guce_referrer", "spref", "spm", "scm",
    "feedref",
    "feedtype", "feedname", "feed_id", "rss", "rssfeed", "fromrss", "from_rss", "rss_source",
    "rsssource",
    "output_type_rss", "cmpro", "dgc", "action_object_map", "action_type_map", "action_ref_map",
    "_nc_cat",
    "_zucks_suid", "_x_tr_sl", "_x_tr_tl", "_x_tr_hl", "_x_tr_pto", "_x_tr_hist", "gaa_at", "gaa_n",
    "gaa_ts",
    "gaa_sig", "usqp", "ved", "usg", "uact", "sca_esv", "abtest", "ab_test", "testid", "test_id",
    "nocache",
    "no_cache", "cachebuster", "cache_buster", "print_preview", "emailsource", "email_source",
    "newsletterid", "sendid", "__source", "__pstv__", "wt_mc", "wtmc", "zanpid", "tduid", "awc",
    "sscid",
    // sessions
    "phpsessid", "jsessionid", "sessionid", "session_id", "sessid", "zenid", "cfid", "cftoken",
    "oscsid",
    "asp.net_sessionid", "fbclid", "dclid", "gclid", "msclkid", "mibextid",
  ]

  private static let ampNames: Set<String> = ["amp", "_amp", "isamp", "is_amp", "amphtml"]
  private static let formatNames: Set<String> = [
    "outputtype", "output", "format", "mode", "view", "layout", "type", "version", "platform",
  ]
  /// Tracking as a word, an article as a number.
  private static let wordNames: Set<String> = [
    "sid", "cid", "ref", "source", "src", "pid_source", "origin", "rid", "sourceid", "mod_source",
    "newsletter", "track",
  ]
  /// Tracking as a word without digits, else perhaps a date or a number.
  private static let letterNames: Set<String> = ["from", "via", "medium", "feature", "sh", "mod"]
}
