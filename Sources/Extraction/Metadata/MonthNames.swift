/// Names of the months, full and short, in the cases that dates are written in.
enum MonthNames {
  /// 1–12 for a name in lower case, a full stop after it aside.
  static func month(of word: String) -> Int? {
    if let month = months[word] { return month }
    // Hebrew joins the preposition to the name: במרץ.
    return word.hasPrefix("ב") ? months[String(word.dropFirst())] : nil
  }

  private static let months: [String: Int] = {
    var months: [String: Int] = [:]
    // By bytes: hundreds of names in forty languages are cut before the first date is read.
    for (index, line) in table.utf8.split(separator: 0x0A).enumerated() {
      for name in line.split(separator: 0x20) {
        let words = name.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
        months[String(decoding: words, as: UTF8.self)] = index + 1
      }
    }
    return months
  }()

  private static let table = """
    jan january januar janvier enero gennaio janeiro januari stycznia styczeń января январь січня ocak leden ledna tammikuuta ian ianuarie sausio jänner janv ene gen sty янв січ oca led januára siječnja január janvāris jaanuar ιανουαρίου ιανουάριος ιαν يناير كانون_الثاني جانفي जनवरी มกราคม ינואר جنوری januarie enero জানুয়ারি
    feb february februar février fevrier febrero febbraio fevereiro februari lutego luty февраля февраль лютого şubat únor února helmikuuta febr fév févr fev lut фев февр лют şub februára veljače február februārī veebruar φεβρουαρίου φεβρουάριος φεβ فبراير شباط فيفري फरवरी फ़रवरी กุมภาพันธ์ פברואר فروری ফেব্রুয়ারি
    mar march märz mars marzo março maart marca marzec марта март березня mart březen března maaliskuuta mrz maerz martie mrt мар бер bře ožujka március martā märts μαρτίου μάρτιος μαρ مارس آذار मार्च มีนาคม מרץ مارچ মার্চ maret
    apr april avril abril aprile kwietnia kwiecień апреля апрель квітня nisan duben dubna huhtikuuta avr aprilie abr kwi апр квіт nis dub apríla travnja április aprīlī aprill απριλίου απρίλιος απρ أبريل ابريل نيسان أفريل अप्रैल เมษายน אפריל اپریل এপ্রিল
    may mai mayo maggio maio mei maja maj мая май травня mayıs květen května toukokuuta toukok mag maaliskuun трав máj mája svibnja május maijā μαΐου μάιος μαϊ مايو أيار ماي मई พฤษภาคม מאי مئی মে
    jun june juni juin junio giugno junho czerwca czerwiec июня июнь червня haziran červen června kesäkuuta iunie giu cze июн черв haz čer júna lipnja június jūnijā juuni ιουνίου ιούνιος ιουν يونيو حزيران جوان जून มิถุนายน יוני جون জুন
    jul july juli juillet julio luglio julho lipca lipiec июля июль липня temmuz červenec července heinäkuuta iulie juil lug lip июл лип tem júla srpnja július jūlijā juuli ιουλίου ιούλιος ιουλ يوليو تموز جويلية जुलाई กรกฎาคม יולי جولائی জুলাই
    aug august août aout agosto augustus sierpnia sierpień августа август серпня ağustos srpen srpna elokuuta ago augusti sie авг серп ağu srp augusta kolovoza augusztus augustā αυγούστου αύγουστος αυγ أغسطس اغسطس آب أوت अगस्त สิงหาคม אוגוסט اگست আগস্ট agustus
    sep september septembre septiembre settembre setembro września wrzesień сентября сентябрь вересня eylül září syyskuuta sept set septembrie wrz сен сент вер eyl zář septembra rujna szeptember septembrī σεπτεμβρίου σεπτέμβριος σεπ سبتمبر أيلول सितंबर सितम्बर กันยายน ספטמבר ستمبر সেপ্টেম্বর
    oct october oktober octobre octubre ottobre outubro października październik октября октябрь жовтня ekim říjen října lokakuuta okt out octombrie ott paź окт жовт eki říj októbra október oktobrī oktoober οκτωβρίου οκτώβριος οκτ أكتوبر اكتوبر تشرين_الأول अक्टूबर अक्तूबर ตุลาคม אוקטובר اکتوبر অক্টোবর
    nov november novembre noviembre novembro listopada listopad ноября ноябрь листопада kasım listopadu marraskuuta noiembrie lis ноя нояб лист kas studenoga novembra novembrī νοεμβρίου νοέμβριος νοε نوفمبر تشرين_الثاني नवंबर नवम्बर พฤศจิกายน נובמבר نومبر নভেম্বর
    dec december dezember décembre decembre diciembre dicembre dezembro grudnia grudzień декабря декабрь грудня aralık prosinec prosince joulukuuta dez déc dic decembrie gru дек груд ara pro decembra prosinca decembrī detsember δεκεμβρίου δεκέμβριος δεκ ديسمبر كانون_الأول दिसंबर दिसम्बर ธันวาคม דצמבר دسمبر ডিসেম্বর desember
    """
}
