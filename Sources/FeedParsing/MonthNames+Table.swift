extension MonthNames {
  /// For each language its tag and twelve cells, January first; a cell's spellings stand between bars: the
  /// full and the short name, also those inside a date where they differ (`январь`, `января`), without
  /// full stops, and without accents where the script is Latin or Greek. `_` is a space. From CLDR, with a
  /// few spellings that newsrooms use besides. Where languages contradict each other the first one counts,
  /// unless the feed says its language. The last two are the Solar Hijri calendar's.
  static let table = """
    en jan|january feb|february mar|march apr|april may jun|june jul|july aug|august \
    sep|september|sept oct|october nov|november dec|december
    fr janv|janvier|jan févr|fevr|février|fevrier|fev|feb mars avr|avril|apr mai juin|jun \
    juil|juillet|jul août|aout|aou|aug sept|septembre oct|octobre nov|novembre \
    déc|dec|décembre|decembre
    de jan|januar|jänner|janner|jän feb|februar|feber mär|mar|märz|marz|maerz apr|april mai \
    jun|juni jul|juli aug|august sep|sept|september okt|oktober nov|november dez|dezember
    es ene|enero feb|febrero mar|marzo abr|abril may|mayo jun|junio jul|julio ago|agosto \
    sept|septiembre|sep|set|setiembre oct|octubre nov|noviembre dic|diciembre
    it gen|gennaio feb|febbraio mar|marzo apr|aprile mag|maggio giu|giugno lug|luglio ago|agosto \
    set|settembre ott|ottobre nov|novembre dic|dicembre
    pt jan|janeiro fev|fevereiro mar|março|marco abr|abril mai|maio jun|junho jul|julho ago|agosto \
    set|setembro out|outubro nov|novembro dez|dezembro
    nl jan|januari feb|februari maart|mrt|mar apr|april mei jun|juni jul|juli aug|augustus \
    sep|september okt|oktober nov|november dec|december
    ru янв|январь|января февр|февраль|февраля|фев мар|март|марта апр|апрель|апреля май|мая \
    июн|июнь|июня июл|июль|июля авг|август|августа сент|сентябрь|сентября|сен окт|октябрь|октября \
    нояб|ноябрь|ноября|ноя дек|декабрь|декабря
    uk січ|січень|січня лют|лютий|лютого бер|березень|березня кві|квіт|квітень|квітня \
    тра|трав|травень|травня чер|черв|червень|червня лип|липень|липня сер|серп|серпень|серпня \
    вер|вересень|вересня жов|жовт|жовтень|жовтня лис|лист|листопад|листопада \
    гру|груд|грудень|грудня
    pl sty|styczeń|styczen|stycznia lut|lutego|luty mar|marca|marzec \
    kwi|kwiecień|kwiecien|kwietnia maj|maja cze|czerwca|czerwiec lip|lipca|lipiec \
    sie|sierpień|sierpien|sierpnia wrz|wrzesień|wrzesien|września|wrzesnia \
    paź|paz|październik|pazdziernik|października|pazdziernika lis|listopad|listopada \
    gru|grudnia|grudzień|grudzien
    cs led|leden|ledna úno|uno|únor|unor|února|unora bře|bre|březen|brezen|března|brezna \
    dub|duben|dubna kvě|kve|květen|kveten|května|kvetna červen|cerven|června|cervna|čvn|cvn \
    července|cervence|červenec|cervenec|čvc|cvc srp|srpen|srpna zář|zar|září|zari \
    říj|rij|říjen|rijen|října|rijna lis|listopad|listopadu pro|prosince|prosinec
    sk jan|január|januar|januára|januara feb|február|februar|februára|februara mar|marca|marec \
    apr|apríl|april|apríla|aprila máj|maj|mája|maja jún|jun|júna|juna júl|jul|júla|jula \
    aug|august|augusta sep|september|septembra okt|október|oktober|októbra|oktobra \
    nov|november|novembra dec|december|decembra
    sl jan|januar feb|februar mar|marec apr|april maj jun|junij jul|julij avg|avgust sep|september \
    okt|oktober nov|november dec|december
    hr sij|siječanj|sijecanj|siječnja|sijecnja velj|veljača|veljaca|veljače|veljace \
    ožu|ozu|ožujak|ozujak|ožujka|ozujka tra|travanj|travnja svi|svibanj|svibnja lip|lipanj|lipnja \
    srp|srpanj|srpnja kol|kolovoz|kolovoza ruj|rujan|rujna lis|listopad|listopada \
    stu|studeni|studenoga pro|prosinac|prosinca
    sr јан|јануар феб|фебруар мар|март апр|април мај јун јул авг|август сеп|септембар окт|октобар \
    нов|новембар дец|децембар
    sr-Latn jan|januar feb|februar mar|mart apr|april maj jun jul avg|avgust sep|septembar \
    okt|oktobar nov|novembar dec|decembar
    bs jan|januar feb|februar mar|mart apr|april maj jun|juni jul|juli aug|august sep|septembar \
    okt|oktobar nov|novembar dec|decembar
    mk јан|јануари фев|февруари мар|март апр|април мај јун|јуни јул|јули авг|август септ|септември \
    окт|октомври ноем|ноември дек|декември
    bg яну|януари фев|февруари март апр|април май юни юли авг|август сеп|септември окт|октомври \
    ное|ноември дек|декември
    be сту|студзень|студзеня лют|лютага|люты сак|сакавік|сакавіка кра|красавік|красавіка май|мая \
    чэр|чэрвень|чэрвеня ліп|ліпень|ліпеня жні|жнівень|жніўня вер|верасень|верасня \
    кас|кастрычнік|кастрычніка ліс|лістапад|лістапада сне|снежань|снежня
    ro ian|ianuarie feb|februarie mar|martie apr|aprilie mai iun|iunie iul|iulie aug|august \
    sept|septembrie oct|octombrie noiembrie|nov dec|decembrie
    hu jan|január|januar febr|február|februar márc|marc|március|marcius ápr|apr|április|aprilis \
    máj|maj|május|majus jún|jun|június|junius júl|jul|július|julius aug|augusztus szept|szeptember \
    okt|október|oktober nov|november dec|december
    et jaan|jaanuar veebr|veebruar märts|marts apr|aprill mai juuni juuli aug|august \
    sept|september okt|oktoober nov|november dets|detsember
    lv janv|janvāris|janvaris febr|februāris|februaris marts apr|aprīlis|aprilis maijs \
    jūn|jun|jūnijs|junijs jūl|jul|jūlijs|julijs aug|augusts sept|septembris okt|oktobris \
    nov|novembris dec|decembris
    lt saus|sausio|sausis vas|vasario|vasaris kov|kovas|kovo bal|balandis|balandžio|balandzio \
    geg|gegužė|geguze|gegužės|geguzes birž|birz|birželio|birzelio|birželis|birzelis \
    liep|liepa|liepos rugp|rugpjūtis|rugpjutis|rugpjūčio|rugpjucio \
    rugs|rugsėjis|rugsejis|rugsėjo|rugsejo spal|spalio|spalis lapkr|lapkritis|lapkričio|lapkricio \
    gruod|gruodis|gruodžio|gruodzio
    sv jan|januari feb|februari mars apr|april maj juni juli aug|augusti sep|september okt|oktober \
    nov|november dec|december
    nb jan|januar feb|februar mar|mars apr|april mai jun|juni jul|juli aug|august sep|september \
    okt|oktober nov|november des|desember
    da jan|januar feb|februar mar|marts apr|april maj jun|juni jul|juli aug|august sep|september \
    okt|oktober nov|november dec|december
    fi tammi|tammik|tammikuu|tammikuuta helmi|helmik|helmikuu|helmikuuta \
    maalis|maalisk|maaliskuu|maaliskuuta huhti|huhtik|huhtikuu|huhtikuuta \
    touko|toukok|toukokuu|toukokuuta kesä|kesa|kesäk|kesak|kesäkuu|kesakuu|kesäkuuta|kesakuuta \
    heinä|heina|heinäk|heinak|heinäkuu|heinakuu|heinäkuuta|heinakuuta elo|elok|elokuu|elokuuta \
    syys|syysk|syyskuu|syyskuuta loka|lokak|lokakuu|lokakuuta marras|marrask|marraskuu|marraskuuta \
    joulu|jouluk|joulukuu|joulukuuta
    is jan|janúar|januar feb|febrúar|februar mar|mars apr|apríl|april maí|mai jún|jun|júní|juni \
    júl|jul|júlí|juli ágú|agu|ágúst|agust sep|september okt|október|oktober \
    nóv|nov|nóvember|november des|desember
    tr oca|ocak şub|sub|şubat|subat mar|mart nis|nisan may|mayıs|mayis haz|haziran tem|temmuz \
    ağu|agu|ağustos|agustos eyl|eylül|eylul eki|ekim kas|kasım|kasim ara|aralık|aralik
    az yan|yanvar fev|fevral mar|mart apr|aprel may iyn|iyun iyl|iyul avq|avqust sen|sentyabr \
    okt|oktyabr noy|noyabr dek|dekabr
    uz yan|yanvar fev|fevral mar|mart apr|aprel may iyn|iyun iyl|iyul avg|avgust sen|sentabr \
    okt|oktabr noy|noyabr dek|dekabr
    kk қаң|қаңтар ақп|ақпан нау|наурыз сәу|сәуір мам|мамыр мау|маусым шіл|шілде там|тамыз \
    қыр|қыркүйек қаз|қазан қар|қараша жел|желтоқсан
    ky янв|январь фев|февраль мар|март апр|апрель май июн|июнь июл|июль авг|август сен|сентябрь \
    окт|октябрь ноя|ноябрь дек|декабрь
    el ιαν|ιανουάριος|ιανουαριος|ιανουαρίου|ιανουαριου \
    φεβ|φεβρουάριος|φεβρουαριος|φεβρουαρίου|φεβρουαριου μάρ|μαρ|μάρτιος|μαρτιος|μαρτίου|μαρτιου \
    απρ|απρίλιος|απριλιος|απριλίου|απριλιου μάι|μαι|μάιος|μαιος|μαΐ|μαΐου|μαιου \
    ιουν|ιουνίου|ιουνιου|ιούν|ιούνιος|ιουνιος ιουλ|ιουλίου|ιουλιου|ιούλ|ιούλιος|ιουλιος \
    αυγ|αυγούστου|αυγουστου|αύγ|αύγουστος|αυγουστος \
    σεπ|σεπτέμβριος|σεπτεμβριος|σεπτεμβρίου|σεπτεμβριου \
    οκτ|οκτωβρίου|οκτωβριου|οκτώβριος|οκτωβριος νοέ|νοε|νοέμβριος|νοεμβριος|νοεμβρίου|νοεμβριου \
    δεκ|δεκέμβριος|δεκεμβριος|δεκεμβρίου|δεκεμβριου
    sq jan|janar shk|shkurt mar|mars pri|prill maj qer|qershor korr|korrik gush|gusht sht|shtator \
    tet|tetor nën|nen|nëntor|nentor dhj|dhjetor
    mt jan|jannar fra|frar mar|marzu apr|april mej|mejju ġun|gun|ġunju|gunju lul|lulju aww|awwissu \
    set|settembru ott|ottubru nov|novembru diċ|dic|diċembru|dicembru
    ga ean|eanáir|eanair feabh|feabhra márta|marta aib|aibreán|aibrean beal|bealtaine \
    meith|meitheamh iúil|iuil lún|lun|lúnasa|lunasa meán_fómhair|mean_fomhair|mfómh|mfomh \
    deireadh_fómhair|deireadh_fomhair|dfómh|dfomh samh|samhain noll|nollaig
    cy ion|ionawr chw|chwef|chwefror maw|mawrth ebr|ebrill mai meh|mehefin gor|gorff|gorffennaf \
    awst medi hyd|hydref tach|tachwedd rhag|rhagfyr
    eu urt|urtarrila ots|otsaila mar|martxoa api|apirila mai|maiatza eka|ekaina uzt|uztaila \
    abu|abuztua ira|iraila urr|urria aza|azaroa abe|abendua
    ca de_gen|de_gener|gen|gener de_febr|de_febrer|febr|febrer de_març|de_marc|març|marc \
    abr|abril|dabr|dabril de_maig|maig de_juny|juny de_jul|de_juliol|jul|juliol \
    ag|agost|dag|dagost de_set|de_setembre|set|setembre doct|doctubre|oct|octubre \
    de_nov|de_novembre|nov|novembre de_des|de_desembre|des|desembre
    gl xan|xaneiro feb|febreiro mar|marzo abr|abril maio xuño|xuno xul|xullo ago|agosto \
    set|setembro out|outubro nov|novembro dec|decembro
    ar يناير|كانون_الثاني فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
    ar-SY كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني \
    كانون_الأول
    ar-DZ جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
    ar-MA يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر
    he ינואר|ינו׳ פברואר|פבר׳ מרץ אפריל|אפר׳ מאי יוני יולי אוגוסט|אוג׳ ספטמבר|ספט׳ אוקטובר|אוק׳ \
    נובמבר|נוב׳ דצמבר|דצמ׳
    hi जनवरी|जन॰ फ़रवरी|फ़र॰ मार्च अप्रैल मई जून जुलाई|जुल॰ अगस्त|अग॰ सितंबर|सित॰|सितम्बर \
    अक्तूबर|अक्तू॰ नवंबर|नव॰|नवम्बर दिसंबर|दिस॰|दिसम्बर
    bn জানু|জানুয়ারী ফেব|ফেব্রুয়ারী মার্চ এপ্রি|এপ্রিল মে জুন জুল|জুলাই আগ|আগস্ট সেপ|সেপ্টেম্বর \
    অক্টো|অক্টোবর নভে|নভেম্বর ডিসে|ডিসেম্বর
    ta ஜன|ஜனவரி பிப்|பிப்ரவரி மார்|மார்ச் ஏப்|ஏப்ரல் மே ஜூன் ஜூலை ஆக|ஆகஸ்ட் செப்|செப்டம்பர் \
    அக்|அக்டோபர் நவ|நவம்பர் டிச|டிசம்பர்
    te జన|జనవరి ఫిబ్ర|ఫిబ్రవరి మార్చి ఏప్రి|ఏప్రిల్ మే జూన్ జులై ఆగ|ఆగస్టు సెప్టెం|సెప్టెంబర్ \
    అక్టో|అక్టోబర్ నవం|నవంబర్ డిసెం|డిసెంబర్
    mr जाने|जानेवारी फेब्रु|फेब्रुवारी मार्च एप्रि|एप्रिल मे जून जुलै ऑग|ऑगस्ट सप्टें|सप्टेंबर \
    ऑक्टो|ऑक्टोबर नोव्हें|नोव्हेंबर डिसें|डिसेंबर
    gu જાન્યુ|જાન્યુઆરી ફેબ્રુ|ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટે|સપ્ટેમ્બર \
    ઑક્ટો|ઑક્ટોબર નવે|નવેમ્બર ડિસે|ડિસેમ્બર
    pa ਜਨ|ਜਨਵਰੀ ਫ਼ਰ|ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈ|ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾ|ਜੁਲਾਈ ਅਗ|ਅਗਸਤ ਸਤੰ|ਸਤੰਬਰ ਅਕਤੂ|ਅਕਤੂਬਰ \
    ਨਵੰ|ਨਵੰਬਰ ਦਸੰ|ਦਸੰਬਰ
    ur جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
    ne जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर
    si ජන|ජනවාරි පෙබ|පෙබරවාරි මාර්|මාර්තු අප්‍රේල් මැයි ජූනි ජූලි අගෝ|අගෝස්තු සැප්|සැප්තැම්බර් \
    ඔක්|ඔක්තෝබර් නොවැ|නොවැම්බර් දෙසැ|දෙසැම්බර්
    th มค|มกราคม กพ|กุมภาพันธ์ มีค|มีนาคม เมย|เมษายน พค|พฤษภาคม มิย|มิถุนายน กค|กรกฎาคม สค|สิงหาคม \
    กย|กันยายน ตค|ตุลาคม พย|พฤศจิกายน ธค|ธันวาคม
    id jan|januari feb|februari|pebruari|peb mar|maret apr|april mei jun|juni jul|juli \
    agu|agustus|agt|agus|agust|ags sep|september okt|oktober nov|november|nop|nopember \
    des|desember
    ms jan|januari feb|februari mac apr|april mei jun jul|julai ogo|ogos sep|september okt|oktober \
    nov|november dis|disember
    fil ene|enero peb|pebrero mar|marso abr|abril may|mayo hun|hunyo hul|hulyo ago|agosto \
    set|setyembre okt|oktubre nob|nobyembre dis|disyembre
    sw jan|januari feb|februari mac|machi apr|aprili mei jun|juni jul|julai ago|agosti \
    sep|septemba okt|oktoba nov|novemba des|desemba
    af jan|januarie feb|februarie maart|mrt apr|april mei jun|junie jul|julie aug|augustus \
    sep|september okt|oktober nov|november des|desember
    am ጃንዩ|ጃንዩወሪ ፌብሩ|ፌብሩወሪ ማርች ኤፕሪ|ኤፕሪል ሜይ ጁን ጁላይ ኦገስ|ኦገስት ሴፕቴ|ሴፕቴምበር ኦክቶ|ኦክቶበር ኖቬም|ኖቬምበር \
    ዲሴም|ዲሴምበር
    ka იან|იანვარი თებ|თებერვალი მარ|მარტი აპრ|აპრილი მაი|მაისი ივნ|ივნისი ივლ|ივლისი აგვ|აგვისტო \
    სექ|სექტემბერი ოქტ|ოქტომბერი ნოე|ნოემბერი დეკ|დეკემბერი
    hy հնվ|հունվար|հունվարի փետրվար|փետրվարի|փտվ մարտ|մարտի|մրտ ապր|ապրիլ|ապրիլի մայիս|մայիսի|մյս \
    հնս|հունիս|հունիսի հլս|հուլիս|հուլիսի օգոստոս|օգոստոսի|օգս սեպ|սեպտեմբեր|սեպտեմբերի \
    հոկ|հոկտեմբեր|հոկտեմբերի նոյ|նոյեմբեր|նոյեմբերի դեկ|դեկտեմբեր|դեկտեմբերի
    km មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ
    lo ມກ|ມັງກອນ ກພ|ກຸມພາ ມນ|ມີນາ ມສ|ເມສາ ພພ|ພຶດສະພາ ມິຖ|ມິຖຸນາ ກລ|ກໍລະກົດ ສຫ|ສິງຫາ ກຍ|ກັນຍາ \
    ຕລ|ຕຸລາ ພຈ|ພະຈິກ ທວ|ທັນວາ
    my ဇန်|ဇန်နဝါရီ ဖေ|ဖေဖော်ဝါရီ မတ် ဧ|ဧပြီ မေ ဇွန် ဇူ|ဇူလိုင် ဩ|ဩဂုတ် စက်|စက်တင်ဘာ \
    အောက်|အောက်တိုဘာ နို|နိုဝင်ဘာ ဒီ|ဒီဇင်ဘာ
    tg янв|январ фев|феврал мар|март апр|апрел май июн июл авг|август сен|сентябр окт|октябр \
    ноя|ноябр дек|декабр
    tk ýan|yan|ýanwar|yanwar few|fewral mar|mart apr|aprel maý|may iýun|iyun iýul|iyul awg|awgust \
    sen|sentýabr|sentyabr okt|oktýabr|oktyabr noý|noy|noýabr|noyabr dek|dekabr
    so bisha_koobaad|jan|jannaayo bisha_labaad|feb|febraayo bisha_saddexaad|maarso|mar \
    abr|abriil|bisha_afraad bisha_shanaad|may bisha_lixaad|jun|juun bisha_todobaad|lul|luuliyo \
    bisha_sideedaad|ogosto|ogs bisha_sagaalaad|seb|sebteembar bisha_tobnaad|okt|oktoobar \
    bisha_kow_iyo_tobnaad|nof|noofeembar bisha_laba_iyo_tobnaad|dis|diseembar
    ha jan|janairu fab|faburairu mar|maris afi|afirilu may|mayu yun|yuni yul|yuli agu|agusta \
    sat|satumba okt|oktoba nuw|nuwamba dis|disamba
    ku rêb|reb|rêbendan|rebendan|rêbendanê|rebendane reş|res|reşemiyê|resemiye|reşemî|resemi \
    ada|adar|adarê|adare avr|avrêl|avrel|avrêlê|avrele gul|gulan|gulanê|gulane \
    pûş|pus|pûşper|pusper|pûşperê|puspere tîr|tir|tîrmeh|tirmeh|tîrmehê|tirmehe \
    gel|gelawêj|gelawej|gelawêjê|gelaweje rez|rezber|rezberê|rezbere \
    kew|kewçêr|kewcer|kewçêrê|kewcere ser|sermawez|sermawezê|sermaweze \
    ber|berfanbar|berfanbarê|berfanbare
    kn ಜನ|ಜನವರಿ ಫೆಬ್ರ|ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿ|ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗ|ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂ|ಸೆಪ್ಟೆಂಬರ್ \
    ಅಕ್ಟೋ|ಅಕ್ಟೋಬರ್ ನವೆಂ|ನವೆಂಬರ್ ಡಿಸೆಂ|ಡಿಸೆಂಬರ್
    ml ജനു|ജനുവരി ഫെബ്രു|ഫെബ്രുവരി മാർ|മാർച്ച് ഏപ്രി|ഏപ്രിൽ മേയ് ജൂൺ ജൂലൈ ഓഗ|ഓഗസ്റ്റ് \
    സെപ്റ്റം|സെപ്റ്റംബർ ഒക്ടോ|ഒക്ടോബർ നവം|നവംബർ ഡിസം|ഡിസംബർ
    as জানু|জানুৱাৰী ফেব্ৰু|ফেব্ৰুৱাৰী মাৰ্চ এপ্ৰিল মে জুন জুলাই আগ|আগষ্ট ছেপ্তে|ছেপ্তেম্বৰ \
    অক্টো|অক্টোবৰ নৱে|নৱেম্বৰ ডিচে|ডিচেম্বৰ
    fa فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
    ps وری غویی غبرگولی چنگاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب
    """
}
