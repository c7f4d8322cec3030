"""Stories that machines write: one wording, other numbers and other names, in eleven languages.

`Scripts/fit-matcher` adds them to its windows. What differs in two of them is all that tells them apart, and what agrees in
two versions of one, in different languages, is all that brings them together. The wordings are invented; places and
months come from CLDR through Babel.
"""
import functools
from babel import Locale
from babel.dates import get_timezone_location

LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'ja', 'ko', 'ru', 'vi', 'zh']
COMMA = {'de', 'es', 'fr', 'ru', 'vi'}
DIGITS = {'ar': '٠١٢٣٤٥٦٧٨٩', 'hi': '०१२३४५६७८९'}
ZONES = '''Africa/Accra Africa/Algiers Africa/Cairo Africa/Dakar Africa/Harare Africa/Kampala Africa/Lagos Africa/Nairobi Africa/Tripoli Africa/Tunis
America/Bogota America/Caracas America/Chicago America/Denver America/Halifax America/Havana America/Jamaica America/La_Paz America/Lima America/Managua
America/Montevideo America/Panama America/Santiago America/Toronto Asia/Amman Asia/Baghdad Asia/Baku Asia/Bangkok Asia/Beirut Asia/Colombo Asia/Damascus
Asia/Dhaka Asia/Dubai Asia/Jakarta Asia/Kabul Asia/Karachi Asia/Kuwait Asia/Manila Asia/Qatar Asia/Seoul Asia/Tashkent Asia/Tehran Asia/Tokyo
Europe/Athens Europe/Belgrade Europe/Berlin Europe/Brussels Europe/Budapest Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Lisbon Europe/London
Europe/Madrid Europe/Minsk Europe/Oslo Europe/Paris Europe/Prague Europe/Riga Europe/Rome Europe/Sofia Europe/Stockholm Europe/Vienna Europe/Warsaw
Pacific/Auckland Pacific/Fiji Pacific/Guam'''.split()

# Places: {a} {b} cities, {c} a country. Numbers: {i…} whole, {d…} with one decimal, {t} a time, {day} a date.
FAMILIES = {
    'quake': {
        'en': 'Quake of {d1} near {a}\nThe ground shook around {a} on {day} at {t}; instruments put the strength at {d1}.\nThe tremor began {i1} kilometres below the surface, {i2} kilometres from the nearest town, and was followed by {i3} weaker ones.\nNobody was hurt as far as is known in {c}.',
        'de': 'Beben der Stärke {d1} bei {a}\nRund um {a} hat am {day} um {t} Uhr die Erde gebebt; Messgeräte zeigten die Stärke {d1} an.\nDer Herd lag {i1} Kilometer unter der Oberfläche und {i2} Kilometer von der nächsten Stadt entfernt, es folgten {i3} schwächere Stöße.\nVerletzt wurde in {c} nach bisherigem Wissen niemand.',
        'fr': 'Séisme de {d1} près de {a}\nLa terre a tremblé autour de {a} le {day} à {t} ; les instruments ont mesuré une force de {d1}.\nLa secousse est partie de {i1} kilomètres sous la surface, à {i2} kilomètres de la ville la plus proche, et {i3} autres plus faibles ont suivi.\nPersonne n’a été blessé en {c}, pour autant qu’on le sache.',
        'es': 'Temblor de {d1} cerca de {a}\nLa tierra tembló alrededor de {a} el {day} a las {t}; los aparatos midieron una fuerza de {d1}.\nLa sacudida nació a {i1} kilómetros bajo la superficie, a {i2} kilómetros de la ciudad más cercana, y la siguieron {i3} más débiles.\nNadie resultó herido en {c}, según lo que se sabe.',
        'ru': 'Толчки силой {d1} у города {a}\nВ окрестностях города {a} {day} в {t} задрожала земля; приборы показали силу {d1}.\nОчаг находился на глубине {i1} километров, в {i2} километрах от ближайшего города, за ним последовали {i3} более слабых толчков.\nНасколько известно, никто в стране {c} не пострадал.',
        'vi': 'Rung chấn {d1} độ gần {a}\nMặt đất quanh {a} rung chuyển ngày {day} lúc {t}; máy đo ghi cường độ {d1}.\nChấn động bắt đầu ở độ sâu {i1} km, cách thị trấn gần nhất {i2} km, sau đó còn {i3} rung chấn yếu hơn.\nTheo những gì được biết, không ai ở {c} bị thương.',
        'zh': '{a}附近发生{d1}级地震\n{day}{t}，{a}周边大地晃动，仪器测得强度为{d1}级。\n震源位于地下{i1}公里，距最近的城镇{i2}公里，随后又有{i3}次较弱的余震。\n据目前所知，{c}没有人受伤。',
        'ja': '{a}近くで{d1}の地震\n{day}{t}、{a}の周辺で地面が揺れ、計器は{d1}の強さを記録した。\n震源は地下{i1}キロ、最も近い町から{i2}キロの地点で、その後{i3}回の弱い揺れが続いた。\n{c}でけが人は今のところ確認されていない。',
        'ko': '{a} 부근 규모 {d1} 지진\n{day} {t} {a} 일대에서 땅이 흔들렸으며 계측기는 규모 {d1}을 기록했다.\n진원은 지하 {i1}킬로미터, 가장 가까운 마을에서 {i2}킬로미터 떨어진 곳이었고 이후 {i3}차례 약한 진동이 이어졌다.\n{c}에서 다친 사람은 아직 알려지지 않았다.',
        'ar': 'هزة بقوة {d1} قرب {a}\nاهتزت الأرض حول {a} في {day} عند الساعة {t} وسجلت الأجهزة قوة بلغت {d1}.\nبدأت الهزة على عمق {i1} كيلومترا وعلى بعد {i2} كيلومترا من أقرب بلدة وتبعتها {i3} هزات أضعف.\nلم يصب أحد في {c} بحسب ما هو معروف.',
        'hi': '{a} के पास {d1} का भूकंप\n{day} को {t} बजे {a} के आसपास धरती हिली; यंत्रों ने {d1} की तीव्रता दर्ज की।\nझटका सतह से {i1} किलोमीटर नीचे, निकटतम कस्बे से {i2} किलोमीटर दूर शुरू हुआ और उसके बाद {i3} हल्के झटके आए।\nजहाँ तक पता है {c} में कोई घायल नहीं हुआ।'},
    'match': {
        'en': '{a} beat {b} {i1}-{i2}\n{a} won {i1}-{i2} against {b} on {day} before {i3} spectators.\nThe deciding goal fell in minute {i4}; {b} had shot {i5} times until then.\nWith {i6} points {a} now stands {i7}th in the table, and {b} travels to {c} next.',
        'de': '{a} schlägt {b} {i1}:{i2}\n{a} hat am {day} vor {i3} Zuschauern mit {i1}:{i2} gegen {b} gewonnen.\nDas entscheidende Tor fiel in Minute {i4}; {b} hatte bis dahin {i5} Mal geschossen.\nMit {i6} Punkten steht {a} nun auf Platz {i7} der Tabelle, {b} reist als Nächstes nach {c}.',
        'fr': '{a} bat {b} {i1}-{i2}\n{a} s’est imposé {i1}-{i2} contre {b} le {day} devant {i3} spectateurs.\nLe but décisif est tombé à la minute {i4} ; {b} avait tiré {i5} fois jusque-là.\nAvec {i6} points, {a} occupe la place {i7} du classement, et {b} se rendra ensuite en {c}.',
        'es': '{a} gana a {b} {i1}-{i2}\n{a} venció {i1}-{i2} a {b} el {day} ante {i3} espectadores.\nEl gol decisivo cayó en el minuto {i4}; {b} había tirado {i5} veces hasta entonces.\nCon {i6} puntos, {a} ocupa el puesto {i7} de la tabla y {b} viajará después a {c}.',
        'ru': '{a} обыгрывает {b} {i1}:{i2}\n{a} выиграл у команды {b} со счётом {i1}:{i2} {day} на глазах у {i3} зрителей.\nРешающий гол был забит на минуте {i4}; до того {b} пробил по воротам {i5} раз.\nНабрав {i6} очков, {a} занимает теперь место {i7} в таблице, а {b} отправится в страну {c}.',
        'vi': '{a} thắng {b} {i1}-{i2}\n{a} thắng {b} với tỷ số {i1}-{i2} ngày {day} trước {i3} khán giả.\nBàn thắng quyết định đến ở phút {i4}; tới lúc đó {b} đã sút {i5} lần.\nVới {i6} điểm, {a} hiện đứng thứ {i7} trên bảng xếp hạng, còn {b} sẽ đến {c}.',
        'zh': '{a}以{i1}比{i2}战胜{b}\n{day}，{a}在{i3}名观众面前以{i1}比{i2}击败{b}。\n决定性的进球出现在第{i4}分钟，此前{b}已射门{i5}次。\n{a}以{i6}分排在积分榜第{i7}位，{b}接下来将前往{c}。',
        'ja': '{a}が{b}に{i1}対{i2}で勝利\n{a}は{day}、{i3}人の観客の前で{b}に{i1}対{i2}で勝った。\n決勝点は{i4}分に生まれ、{b}はそれまでに{i5}本のシュートを放っていた。\n勝ち点{i6}の{a}は順位表の{i7}位に立ち、{b}は次に{c}へ向かう。',
        'ko': '{a}, {b}에 {i1} 대 {i2} 승리\n{a}은 {day} 관중 {i3}명 앞에서 {b}을 {i1} 대 {i2}로 꺾었다.\n결승골은 {i4}분에 나왔고 {b}은 그때까지 {i5}번 슈팅을 했다.\n승점 {i6}의 {a}은 순위표 {i7}위에 올랐고 {b}은 다음에 {c}로 떠난다.',
        'ar': '{a} يهزم {b} {i1}-{i2}\nفاز {a} على {b} بنتيجة {i1}-{i2} في {day} أمام {i3} متفرج.\nجاء الهدف الحاسم في الدقيقة {i4} وكان {b} قد سدد {i5} مرة حتى ذلك الوقت.\nوبرصيد {i6} نقطة يحتل {a} المركز {i7} في الترتيب بينما يسافر {b} بعد ذلك إلى {c}.',
        'hi': '{a} ने {b} को {i1}-{i2} से हराया\n{day} को {i3} दर्शकों के सामने {a} ने {b} को {i1}-{i2} से हराया।\nनिर्णायक गोल मिनट {i4} में हुआ; तब तक {b} ने {i5} बार निशाना लगाया था।\n{i6} अंकों के साथ {a} अब तालिका में स्थान {i7} पर है और {b} आगे {c} जाएगा।'},
    'weather': {
        'en': 'Storm warning for {a}\nFrom {day}, {t}, gusts of up to {i1} km/h are expected in {a} and around {b}.\nUp to {i2} millimetres of rain may fall in {i3} hours, and the temperature drops to {d1} degrees.\nThe warning of level {i4} holds for {c} until further notice.',
        'de': 'Sturmwarnung für {a}\nAb {day}, {t} Uhr, werden in {a} und rund um {b} Böen bis {i1} km/h erwartet.\nBis zu {i2} Millimeter Regen können in {i3} Stunden fallen, die Temperatur sinkt auf {d1} Grad.\nDie Warnung der Stufe {i4} gilt für {c} bis auf Weiteres.',
        'fr': 'Alerte tempête pour {a}\nÀ partir du {day}, {t}, des rafales allant jusqu’à {i1} km/h sont attendues à {a} et autour de {b}.\nJusqu’à {i2} millimètres de pluie peuvent tomber en {i3} heures et la température descendra à {d1} degrés.\nL’alerte de niveau {i4} vaut pour {c} jusqu’à nouvel ordre.',
        'es': 'Aviso de tormenta para {a}\nDesde el {day}, {t}, se esperan rachas de hasta {i1} km/h en {a} y alrededor de {b}.\nPueden caer hasta {i2} milímetros de lluvia en {i3} horas y la temperatura bajará a {d1} grados.\nEl aviso de nivel {i4} rige para {c} hasta nueva orden.',
        'ru': 'Штормовое предупреждение: {a}\nС {day}, {t}, в городе {a} и в окрестностях города {b} ожидаются порывы до {i1} км/ч.\nЗа {i3} часов может выпасть до {i2} миллиметров дождя, температура опустится до {d1} градуса.\nПредупреждение уровня {i4} действует для страны {c} до отмены.',
        'vi': 'Cảnh báo bão cho {a}\nTừ {t} ngày {day}, gió giật tới {i1} km/h được dự báo tại {a} và quanh {b}.\nLượng mưa có thể tới {i2} mm trong {i3} giờ, nhiệt độ giảm còn {d1} độ.\nCảnh báo cấp {i4} có hiệu lực với {c} cho đến khi có thông báo mới.',
        'zh': '{a}发布风暴预警\n自{day}{t}起，{a}和{b}一带预计出现每小时{i1}公里的阵风。\n{i3}小时内降雨量可达{i2}毫米，气温将降至{d1}度。\n{i4}级预警对{c}有效，直至另行通知。',
        'ja': '{a}に暴風警報\n{day}{t}から、{a}と{b}の周辺で最大時速{i1}キロの突風が予想される。\n{i3}時間で最大{i2}ミリの雨が降り、気温は{d1}度まで下がる見込みだ。\nレベル{i4}の警報は{c}に当分の間出されている。',
        'ko': '{a}에 폭풍 경보\n{day} {t}부터 {a}과 {b} 일대에 최대 시속 {i1}킬로미터의 돌풍이 예상된다.\n{i3}시간 동안 최대 {i2}밀리미터의 비가 내리고 기온은 {d1}도까지 떨어질 수 있다.\n{i4}단계 경보는 추후 공지가 있을 때까지 {c}에 유효하다.',
        'ar': 'تحذير من عاصفة في {a}\nابتداء من {day} الساعة {t} يتوقع هبوب رياح تصل سرعتها إلى {i1} كم في الساعة في {a} وحول {b}.\nقد يهطل ما يصل إلى {i2} مليمترا من المطر خلال {i3} ساعة وتنخفض الحرارة إلى {d1} درجة.\nيسري التحذير من المستوى {i4} في {c} حتى إشعار آخر.',
        'hi': '{a} के लिए तूफान की चेतावनी\n{day}, {t} बजे से {a} और {b} के आसपास {i1} किमी प्रति घंटे तक के झोंकों की आशंका है।\n{i3} घंटों में {i2} मिलीमीटर तक बारिश हो सकती है और तापमान {d1} डिग्री तक गिरेगा।\nस्तर {i4} की चेतावनी {c} में अगली सूचना तक लागू है।'},
    'market': {
        'en': 'Shares in {a} close at {i1} points\nThe leading index in {a} ended {day} at {i1} points, {d1} percent from the day before.\nShares worth {i2} million changed hands, while in {b} the index moved by {d2} percent to {i3} points.\nGold cost {i4} and a barrel of oil {d3}; traders looked to {c}.',
        'de': 'Aktien in {a} schließen bei {i1} Punkten\nDer Leitindex in {a} beendete den {day} bei {i1} Punkten, {d1} Prozent gegenüber dem Vortag.\nAktien im Wert von {i2} Millionen wechselten den Besitzer, in {b} bewegte sich der Index um {d2} Prozent auf {i3} Punkte.\nGold kostete {i4}, ein Fass Öl {d3}; die Händler blickten nach {c}.',
        'fr': 'Les actions à {a} clôturent à {i1} points\nL’indice phare à {a} a terminé le {day} à {i1} points, {d1} pour cent par rapport à la veille.\nDes actions pour {i2} millions ont changé de mains, tandis qu’à {b} l’indice bougeait de {d2} pour cent à {i3} points.\nL’or coûtait {i4} et le baril de pétrole {d3} ; les courtiers regardaient vers {c}.',
        'es': 'Las acciones en {a} cierran en {i1} puntos\nEl índice principal de {a} terminó el {day} en {i1} puntos, un {d1} por ciento respecto al día anterior.\nCambiaron de manos acciones por {i2} millones, mientras en {b} el índice se movió un {d2} por ciento hasta {i3} puntos.\nEl oro costaba {i4} y el barril de petróleo {d3}; los operadores miraban a {c}.',
        'ru': 'Акции в городе {a} закрылись на отметке {i1}\nГлавный индекс города {a} завершил {day} на отметке {i1} пункта, {d1} процента к предыдущему дню.\nАкции на {i2} миллионов сменили владельцев, а в городе {b} индекс сдвинулся на {d2} процента до {i3} пунктов.\nЗолото стоило {i4}, баррель нефти {d3}; трейдеры смотрели на {c}.',
        'vi': 'Cổ phiếu tại {a} đóng cửa ở {i1} điểm\nChỉ số chính tại {a} kết thúc ngày {day} ở {i1} điểm, {d1} phần trăm so với hôm trước.\nCổ phiếu trị giá {i2} triệu được sang tay, còn tại {b} chỉ số thay đổi {d2} phần trăm lên {i3} điểm.\nVàng có giá {i4}, một thùng dầu {d3}; giới giao dịch nhìn về {c}.',
        'zh': '{a}股市收于{i1}点\n{a}主要指数{day}收于{i1}点，较前一日变动{d1}%。\n成交额为{i2}百万，{b}指数变动{d2}%，报{i3}点。\n金价为{i4}，每桶原油{d3}，交易员关注{c}。',
        'ja': '{a}株、{i1}ポイントで終了\n{a}の主要指数は{day}、前日比{d1}パーセントの{i1}ポイントで取引を終えた。\n売買代金は{i2}百万で、{b}の指数は{d2}パーセント動いて{i3}ポイントとなった。\n金は{i4}、原油は1バレル{d3}で、市場は{c}に注目した。',
        'ko': '{a} 증시 {i1}포인트로 마감\n{a}의 주요 지수는 {day} 전날보다 {d1}퍼센트 움직인 {i1}포인트로 마감했다.\n거래 대금은 {i2}백만이었고 {b} 지수는 {d2}퍼센트 변동한 {i3}포인트였다.\n금값은 {i4}, 원유는 배럴당 {d3}였으며 거래인들은 {c}을 주시했다.',
        'ar': 'الأسهم في {a} تغلق عند {i1} نقطة\nأنهى المؤشر الرئيسي في {a} يوم {day} عند {i1} نقطة بتغير {d1} بالمئة عن اليوم السابق.\nتم تداول أسهم بقيمة {i2} مليون بينما تحرك المؤشر في {b} بنسبة {d2} بالمئة إلى {i3} نقطة.\nبلغ سعر الذهب {i4} وبرميل النفط {d3} ونظر المتعاملون إلى {c}.',
        'hi': '{a} में शेयर {i1} अंक पर बंद\n{a} का प्रमुख सूचकांक {day} को {i1} अंक पर बंद हुआ, पिछले दिन से {d1} प्रतिशत।\n{i2} लाख के शेयरों का लेनदेन हुआ, जबकि {b} में सूचकांक {d2} प्रतिशत बदलकर {i3} अंक पर रहा।\nसोना {i4} और तेल का पीपा {d3} पर रहा; कारोबारियों की नज़र {c} पर थी।'},
    'lottery': {
        'en': 'Draw of {day}\nThe numbers drawn in {a} on {day} are {i1}, {i2}, {i3}, {i4}, {i5} and {i6}.\n{i7} tickets had five right and win {i8} each; the main prize grows to {i9}.\nThe next draw takes place in {b} at {t}, results for {c} follow.',
        'de': 'Ziehung vom {day}\nDie am {day} in {a} gezogenen Zahlen lauten {i1}, {i2}, {i3}, {i4}, {i5} und {i6}.\n{i7} Scheine hatten fünf Richtige und gewinnen je {i8}; der Hauptgewinn wächst auf {i9}.\nDie nächste Ziehung findet in {b} um {t} Uhr statt, Ergebnisse für {c} folgen.',
        'fr': 'Tirage du {day}\nLes numéros tirés à {a} le {day} sont {i1}, {i2}, {i3}, {i4}, {i5} et {i6}.\n{i7} billets avaient cinq bons numéros et gagnent {i8} chacun ; le gros lot monte à {i9}.\nLe prochain tirage aura lieu à {b} à {t}, les résultats pour {c} suivront.',
        'es': 'Sorteo del {day}\nLos números sorteados en {a} el {day} son {i1}, {i2}, {i3}, {i4}, {i5} y {i6}.\n{i7} boletos tuvieron cinco aciertos y ganan {i8} cada uno; el premio mayor sube a {i9}.\nEl próximo sorteo será en {b} a las {t}, y seguirán los resultados de {c}.',
        'ru': 'Тираж {day}\nВ городе {a} {day} выпали числа {i1}, {i2}, {i3}, {i4}, {i5} и {i6}.\n{i7} билетов угадали пять чисел и выигрывают по {i8}; главный приз вырос до {i9}.\nСледующий тираж пройдёт в городе {b} в {t}, затем будут итоги для страны {c}.',
        'vi': 'Kỳ quay {day}\nCác số được quay tại {a} ngày {day} là {i1}, {i2}, {i3}, {i4}, {i5} và {i6}.\n{i7} vé trúng năm số, mỗi vé nhận {i8}; giải chính tăng lên {i9}.\nKỳ quay tới diễn ra tại {b} lúc {t}, kết quả cho {c} sẽ theo sau.',
        'zh': '{day}开奖\n{day}在{a}开出的号码为{i1}、{i2}、{i3}、{i4}、{i5}和{i6}。\n{i7}张彩票中五个号码，每张奖金{i8}，头奖累积至{i9}。\n下一次开奖将于{t}在{b}举行，{c}的结果随后公布。',
        'ja': '{day}の抽選\n{day}に{a}で選ばれた数字は{i1}、{i2}、{i3}、{i4}、{i5}、{i6}。\n五つ的中は{i7}口で賞金は各{i8}、一等の積立は{i9}に増えた。\n次の抽選は{b}で{t}に行われ、{c}の結果はその後に発表される。',
        'ko': '{day} 추첨\n{day} {a}에서 뽑힌 번호는 {i1}, {i2}, {i3}, {i4}, {i5}, {i6}이다.\n다섯 개를 맞힌 {i7}장은 각각 {i8}을 받고 1등 적립금은 {i9}으로 늘었다.\n다음 추첨은 {b}에서 {t}에 열리며 {c} 결과는 뒤이어 나온다.',
        'ar': 'سحب {day}\nالأرقام المسحوبة في {a} في {day} هي {i1} و{i2} و{i3} و{i4} و{i5} و{i6}.\nأصابت {i7} بطاقات خمسة أرقام وتربح كل منها {i8} وترتفع الجائزة الكبرى إلى {i9}.\nيجري السحب القادم في {b} الساعة {t} وتليه نتائج {c}.',
        'hi': '{day} का ड्रॉ\n{day} को {a} में निकले अंक हैं {i1}, {i2}, {i3}, {i4}, {i5} और {i6}।\n{i7} टिकटों पर पाँच सही थे और हर एक को {i8} मिलेंगे; मुख्य पुरस्कार {i9} हो गया।\nअगला ड्रॉ {b} में {t} बजे होगा, {c} के नतीजे बाद में आएँगे।'},
    'traffic': {
        'en': 'Road {i1} closed near {a}\nAfter a crash on road {i1} between {a} and {b} on {day} at {t}, {i2} people were taken to hospital.\n{i3} vehicles were involved at kilometre {i4}; traffic backed up over {d1} kilometres.\nThe road stays closed for {i5} hours, police in {c} said.',
        'de': 'Straße {i1} bei {a} gesperrt\nNach einem Unfall auf der Straße {i1} zwischen {a} und {b} am {day} um {t} Uhr kamen {i2} Menschen ins Krankenhaus.\n{i3} Fahrzeuge waren bei Kilometer {i4} beteiligt; der Verkehr staute sich über {d1} Kilometer.\nDie Straße bleibt {i5} Stunden gesperrt, teilte die Polizei in {c} mit.',
        'fr': 'La route {i1} fermée près de {a}\nAprès un accident sur la route {i1} entre {a} et {b} le {day} à {t}, {i2} personnes ont été hospitalisées.\n{i3} véhicules étaient impliqués au kilomètre {i4} ; le bouchon a atteint {d1} kilomètres.\nLa route reste fermée {i5} heures, a dit la police en {c}.',
        'es': 'Carretera {i1} cerrada cerca de {a}\nTras un choque en la carretera {i1} entre {a} y {b} el {day} a las {t}, {i2} personas fueron llevadas al hospital.\n{i3} vehículos estuvieron implicados en el kilómetro {i4}; la cola llegó a {d1} kilómetros.\nLa vía sigue cerrada {i5} horas, dijo la policía en {c}.',
        'ru': 'Дорога {i1} у города {a} закрыта\nПосле аварии на дороге {i1} между городами {a} и {b} {day} в {t} в больницу доставили {i2} человек.\nНа километре {i4} столкнулись {i3} машин; пробка растянулась на {d1} километра.\nДорога закрыта на {i5} часов, сообщила полиция страны {c}.',
        'vi': 'Đóng đường {i1} gần {a}\nSau vụ va chạm trên đường {i1} giữa {a} và {b} lúc {t} ngày {day}, {i2} người được đưa vào bệnh viện.\n{i3} xe liên quan tại km {i4}; ùn tắc kéo dài {d1} km.\nĐường đóng trong {i5} giờ, cảnh sát {c} cho biết.',
        'zh': '{a}附近{i1}号公路关闭\n{day}{t}，{a}与{b}之间的{i1}号公路发生车祸，{i2}人被送往医院。\n{i3}辆车在{i4}公里处相撞，拥堵长达{d1}公里。\n{c}警方表示，该路段将关闭{i5}小时。',
        'ja': '{a}近くの{i1}号線が通行止め\n{day}{t}、{a}と{b}を結ぶ{i1}号線で事故があり、{i2}人が病院に運ばれた。\n{i4}キロ地点で{i3}台が絡み、渋滞は{d1}キロに及んだ。\n{c}の警察によると、通行止めは{i5}時間続く。',
        'ko': '{a} 부근 {i1}번 도로 폐쇄\n{day} {t} {a}과 {b} 사이 {i1}번 도로에서 사고가 나 {i2}명이 병원으로 옮겨졌다.\n{i4}킬로미터 지점에서 차량 {i3}대가 부딪쳤고 정체는 {d1}킬로미터까지 이어졌다.\n{c} 경찰은 도로가 {i5}시간 동안 폐쇄된다고 밝혔다.',
        'ar': 'إغلاق الطريق {i1} قرب {a}\nبعد حادث على الطريق {i1} بين {a} و{b} في {day} عند الساعة {t} نقل {i2} أشخاص إلى المستشفى.\nشاركت {i3} مركبات في الحادث عند الكيلومتر {i4} وامتد الازدحام {d1} كيلومترا.\nويبقى الطريق مغلقا {i5} ساعات بحسب الشرطة في {c}.',
        'hi': '{a} के पास सड़क {i1} बंद\n{day} को {t} बजे {a} और {b} के बीच सड़क {i1} पर हुई टक्कर के बाद {i2} लोगों को अस्पताल ले जाया गया।\nकिलोमीटर {i4} पर {i3} वाहन टकराए; जाम {d1} किलोमीटर तक लगा।\n{c} की पुलिस ने कहा कि सड़क {i5} घंटे बंद रहेगी।'}}


@functools.cache
def cities(language):
    return [get_timezone_location(zone, locale=language, return_city=True) for zone in ZONES]


COUNTRIES = 'AR AU BD BR CA CH CL CN CO CZ DE EG ES ET FI FR GB GH GR HU ID IN IQ IR IT JP KE KR MX MY NG NO NP NZ PE PH PK PL PT RO RU SA SE TH TR UA US VN ZA'.split()
FIELDS = [f'i{k}' for k in range(1, 10)] + ['d1', 'd2', 'd3']


def values(dice, day, near=None):
    """one event; where `near` is another, they agree in a few things, as a day's events do"""
    event = {'a': dice.randrange(len(ZONES)), 'b': dice.randrange(len(ZONES)), 'c': dice.choice(COUNTRIES),
             'day': day, 't': (dice.randrange(24), dice.randrange(60))}
    for field in FIELDS:
        digits = dice.choice([1, 1, 2, 2, 2, 3, 3, 4, 5])
        event[field] = dice.randint(10 ** (digits - 1), 10 ** digits - 1) / (10 if field[0] == 'd' else 1)
    if near:
        for field in dice.sample(sorted(event), dice.choice([0, 1, 1, 2, 2, 3, 4])):
            event[field] = near[field]
    return event


def told(family, event, language, dice):
    """(title, text) of an event; a tenth with a sentence less"""
    foreign = dice.random() < .4

    def number(value):
        text = f'{value:,.1f}' if isinstance(value, float) and value % 1 else f'{int(value):,}'
        if int(value) < 10_000 and dice.random() < .5:
            text = text.replace(',', '')
        if language in COMMA:
            text = text.translate(str.maketrans(',.', ' ,' if language in ('fr', 'ru') else '.,'))
        return text.translate(str.maketrans('0123456789', DIGITS[language])) if language in DIGITS and not foreign else text

    locale = Locale(language)
    month, day = event['day']
    name = locale.months['format']['wide'][month]
    shown = {key: number(value) for key, value in event.items() if key[0] in 'id' and key != 'day'}
    shown |= {'a': cities(language)[event['a']], 'b': cities(language)[event['b']], 'c': locale.territories[event['c']],
              't': '{}:{:02d}'.format(*event['t']),
              'day': {'en': f'{name} {day}', 'es': f'{day} de {name}', 'de': f'{day}. {name}', 'vi': f'{day}/{month}', 'zh': f'{month}月{day}日',
                      'ja': f'{month}月{day}日', 'ko': f'{month}월 {day}일'}.get(language, f'{day} {name}')}
    lines = FAMILIES[family][language].format(**shown).split('\n')
    if dice.random() < .1:
        lines.pop(dice.randrange(2, len(lines)))
    return ('', '\n'.join(lines[1:])) if dice.random() < .4 else (lines[0], '\n'.join(lines[1:]))


def stories(dice, events, most):
    """records of so many events: two or three of each family and day, each in up to `most` languages"""
    made = []
    while events > 0:
        family, day, last = dice.choice(sorted(FAMILIES)), (dice.randint(1, 12), dice.randint(1, 28)), None
        for _ in range(dice.choice([2, 2, 3, 4])):
            events -= 1
            last = values(dice, day, last)
            group = f'machine-{family}-{dice.getrandbits(48):x}'
            for language in dice.sample(LANGUAGES, dice.randint(1, most)):
                title, text = told(family, last, language, dice)
                made.append({'id': f'{group}/{language}', 'group': group, 'lang': language, 'title': title, 'text': text})
    return made
