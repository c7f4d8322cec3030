"""Pieces that come again and again: the same frame, another middle.

`Scripts/fit-matcher` adds them to its windows. A weekly column, a horoscope, a weather report, readers' letters: who reads two of
them finds up to three quarters of the words again, and yet they are two. The frames below are invented; others are made of the
outer lines of an article. The middles are lines of other articles of the language.
"""
import re

# Opening and closing lines; {n} is the number of the piece.
FRAMES = {
    'column': {
        'en': ('Harbour notes ({n})\nEvery Friday Marta Feld tells what the week in the harbour quarter was like, what people said at the counter and what she thought of it on the way home.', 'Marta Feld has lived in the quarter for thirty years and writes this column every week. Letters to her reach the desk under the usual address.\nNext Friday: more from the quay.'),
        'de': ('Hafennotizen ({n})\nJeden Freitag erzählt Marta Feld, wie die Woche im Hafenviertel war, was am Tresen geredet wurde und was sie auf dem Heimweg darüber dachte.', 'Marta Feld lebt seit dreißig Jahren im Viertel und schreibt diese Kolumne jede Woche. Briefe erreichen sie unter der üblichen Anschrift der Redaktion.\nNächsten Freitag: mehr vom Kai.'),
        'fr': ('Carnet du port ({n})\nChaque vendredi, Marta Feld raconte la semaine du quartier du port, ce qui s’est dit au comptoir et ce qu’elle en a pensé en rentrant.', 'Marta Feld vit dans le quartier depuis trente ans et tient cette chronique chaque semaine. Les lettres lui parviennent à l’adresse habituelle de la rédaction.\nVendredi prochain : d’autres nouvelles du quai.'),
        'es': ('Notas del puerto ({n})\nCada viernes Marta Feld cuenta cómo fue la semana en el barrio del puerto, qué se dijo en la barra y qué pensó ella de vuelta a casa.', 'Marta Feld vive en el barrio desde hace treinta años y escribe esta columna cada semana. Las cartas le llegan a la dirección habitual de la redacción.\nEl próximo viernes: más desde el muelle.'),
        'ru': ('Заметки из порта ({n})\nКаждую пятницу Марта Фельд рассказывает, какой была неделя в портовом квартале, о чём говорили у стойки и что она думала по дороге домой.', 'Марта Фельд живёт в квартале тридцать лет и пишет эту колонку каждую неделю. Письма доходят до неё по обычному адресу редакции.\nВ следующую пятницу: новое с причала.'),
        'vi': ('Ghi chép bến cảng ({n})\nThứ Sáu hằng tuần, Marta Feld kể tuần qua ở khu cảng thế nào, người ta nói gì bên quầy và chị nghĩ gì trên đường về nhà.', 'Marta Feld đã sống ở khu này ba mươi năm và viết chuyên mục này mỗi tuần. Thư cho chị xin gửi về địa chỉ quen thuộc của tòa soạn.\nThứ Sáu tới: thêm chuyện từ bến cảng.'),
        'zh': ('港口札记（{n}）\n每逢星期五，玛尔塔·费尔德讲述港口街区这一周的样子，柜台边的人说了什么，她回家路上又想了些什么。', '玛尔塔·费尔德在这个街区住了三十年，每周为本栏撰稿。来信请寄编辑部的惯用地址。\n下星期五：码头上的更多见闻。'),
        'ja': ('港だより（{n}）\n毎週金曜日、マルタ・フェルトが港町の一週間の様子、カウンターで聞いた話、帰り道に考えたことをつづる。', 'マルタ・フェルトはこの町に三十年暮らし、毎週このコラムを書いている。お便りは編集部のいつもの宛先まで。\n次の金曜日も波止場からお届けします。'),
        'ko': ('항구 노트 ({n})\n매주 금요일 마르타 펠트가 항구 동네의 한 주가 어땠는지, 카운터에서 무슨 말이 오갔는지, 집에 오는 길에 무엇을 생각했는지 들려준다.', '마르타 펠트는 이 동네에서 삼십 년을 살았고 매주 이 칼럼을 쓴다. 편지는 편집국의 늘 쓰던 주소로 보내면 된다.\n다음 금요일에도 부두 이야기가 이어진다.'),
        'ar': ('يوميات الميناء ({n})\nفي كل يوم جمعة تروي مارتا فيلد كيف كان الأسبوع في حي الميناء وما قاله الناس عند المنضدة وما فكرت فيه في طريق العودة إلى البيت.', 'تعيش مارتا فيلد في الحي منذ ثلاثين عاما وتكتب هذه الزاوية كل أسبوع. تصلها الرسائل على عنوان التحرير المعتاد.\nالجمعة المقبلة: المزيد من الرصيف.'),
        'hi': ('बंदरगाह की डायरी ({n})\nहर शुक्रवार मार्ता फ़ेल्ड बताती हैं कि बंदरगाह मोहल्ले का हफ़्ता कैसा रहा, दुकान पर लोगों ने क्या कहा और घर लौटते हुए उन्होंने क्या सोचा।', 'मार्ता फ़ेल्ड तीस साल से इस मोहल्ले में रहती हैं और हर हफ़्ते यह स्तंभ लिखती हैं। उन्हें पत्र संपादकीय विभाग के सामान्य पते पर भेजें।\nअगले शुक्रवार: घाट से और बातें।')},
    'horoscope': {
        'en': ('Your stars today\nWhat do the stars hold for you? Our astrologer has looked at the sky, read the old tables and noted for every sign what matters in love, at work and for your health.', 'The horoscope appears here every morning. It is meant to entertain and replaces no advice from a doctor, a lawyer or a bank. Tell your friends their sign, too.'),
        'de': ('Ihre Sterne heute\nWas halten die Sterne für Sie bereit? Unsere Astrologin hat in den Himmel geschaut, die alten Tafeln gelesen und für jedes Zeichen notiert, was in der Liebe, im Beruf und für die Gesundheit zählt.', 'Das Horoskop erscheint hier jeden Morgen. Es soll unterhalten und ersetzt keinen Rat von Arzt, Anwalt oder Bank. Sagen Sie auch Ihren Freunden, was ihr Zeichen verspricht.'),
        'fr': ('Vos étoiles aujourd’hui\nQue vous réservent les astres ? Notre astrologue a regardé le ciel, relu les vieilles tables et noté pour chaque signe ce qui compte en amour, au travail et pour la santé.', 'L’horoscope paraît ici chaque matin. Il est fait pour divertir et ne remplace aucun conseil d’un médecin, d’un avocat ou d’une banque. Dites aussi leur signe à vos amis.'),
        'es': ('Sus estrellas hoy\n¿Qué le deparan los astros? Nuestra astróloga ha mirado el cielo, ha leído las viejas tablas y ha anotado para cada signo lo que importa en el amor, el trabajo y la salud.', 'El horóscopo sale aquí cada mañana. Está hecho para entretener y no sustituye el consejo de un médico, un abogado o un banco. Cuénteles también su signo a sus amigos.'),
        'ru': ('Ваши звёзды сегодня\nЧто готовят вам светила? Наш астролог посмотрела на небо, прочла старые таблицы и записала для каждого знака, что важно в любви, на работе и для здоровья.', 'Гороскоп выходит здесь каждое утро. Он создан для развлечения и не заменяет совета врача, юриста или банка. Расскажите и друзьям об их знаке.'),
        'vi': ('Tử vi hôm nay\nCác vì sao dành cho bạn điều gì? Nhà chiêm tinh của chúng tôi đã ngắm bầu trời, đọc những bảng cổ và ghi cho từng cung điều gì quan trọng trong tình yêu, công việc và sức khỏe.', 'Mục tử vi xuất hiện ở đây mỗi sáng. Mục này để giải trí và không thay lời khuyên của bác sĩ, luật sư hay ngân hàng. Hãy kể cho bạn bè về cung của họ.'),
        'zh': ('今日星运\n星星为你准备了什么？本报占星师观察了天空，翻阅了古老的星表，为每个星座记下爱情、工作和健康方面的要点。', '星运每天早晨在此刊出，仅供消遣，不能代替医生、律师或银行的建议。也把朋友们的星座告诉他们吧。'),
        'ja': ('きょうの運勢\n星はあなたに何を告げるのか。本紙の占星術師が空を眺め、古い表を読み、星座ごとに恋愛、仕事、健康の要点を書きとめた。', '運勢は毎朝ここに掲載する。楽しみのためのもので、医師や弁護士、銀行の助言に代わるものではない。お友だちの星座も教えてあげてください。'),
        'ko': ('오늘의 별자리\n별은 당신에게 무엇을 준비했을까? 본지 점성술사가 하늘을 살피고 옛 표를 읽어 별자리마다 사랑과 일과 건강에서 중요한 것을 적었다.', '별자리 운세는 매일 아침 이곳에 실린다. 재미로 보는 것이며 의사나 변호사, 은행의 조언을 대신하지 않는다. 친구들에게도 별자리를 알려 주자.'),
        'ar': ('نجومك اليوم\nماذا تخبئ لك النجوم؟ نظرت منجمتنا إلى السماء وقرأت الجداول القديمة ودونت لكل برج ما يهم في الحب والعمل والصحة.', 'ينشر البرج هنا كل صباح وهو للتسلية ولا يغني عن نصيحة طبيب أو محام أو مصرف. أخبر أصدقاءك عن أبراجهم أيضا.'),
        'hi': ('आज का राशिफल\nसितारे आपके लिए क्या लाए हैं? हमारी ज्योतिषी ने आकाश देखा, पुरानी सारणियाँ पढ़ीं और हर राशि के लिए लिखा कि प्रेम, काम और सेहत में क्या मायने रखता है।', 'राशिफल यहाँ हर सुबह छपता है। यह मनोरंजन के लिए है और डॉक्टर, वकील या बैंक की सलाह का विकल्प नहीं है। अपने मित्रों को भी उनकी राशि बताइए।')},
    'weather': {
        'en': ('The weather, report {n}\nThe outlook for the coast, the valleys and the high country, as the weather office issued it this morning.', 'Sea: moderate in the sound, rough off the cape. Rivers: normal levels. Snow line: see the notice of the mountain service.\nThe weather office updates this report every morning at six; warnings are issued separately.'),
        'de': ('Das Wetter, Bericht {n}\nDie Aussichten für die Küste, die Täler und das Hochland, wie sie der Wetterdienst heute früh herausgegeben hat.', 'See: mäßig im Sund, rau vor dem Kap. Flüsse: übliche Stände. Schneegrenze: siehe Mitteilung der Bergwacht.\nDer Wetterdienst erneuert diesen Bericht jeden Morgen um sechs; Warnungen werden eigens herausgegeben.'),
        'fr': ('La météo, bulletin {n}\nLes prévisions pour la côte, les vallées et le haut pays, telles que l’office les a publiées ce matin.', 'Mer : modérée dans le détroit, forte au large du cap. Rivières : niveaux habituels. Limite de la neige : voir l’avis du service de montagne.\nL’office renouvelle ce bulletin chaque matin à six heures ; les alertes font l’objet d’avis séparés.'),
        'es': ('El tiempo, parte {n}\nLas previsiones para la costa, los valles y las tierras altas, tal como las publicó esta mañana el servicio del tiempo.', 'Mar: moderada en el estrecho, fuerte frente al cabo. Ríos: niveles normales. Cota de nieve: véase el aviso del servicio de montaña.\nEl servicio del tiempo renueva este parte cada mañana a las seis; los avisos se publican aparte.'),
        'ru': ('Погода, сводка {n}\nПрогноз для побережья, долин и нагорья, каким его выпустила утром служба погоды.', 'Море: умеренное в проливе, бурное у мыса. Реки: обычный уровень. Граница снега: см. сообщение горной службы.\nСлужба погоды обновляет эту сводку каждое утро в шесть часов; предупреждения выходят отдельно.'),
        'vi': ('Thời tiết, bản tin số {n}\nDự báo cho vùng ven biển, các thung lũng và vùng cao do cơ quan khí tượng phát sáng nay.', 'Biển: sóng vừa trong eo, động mạnh ngoài mũi đất. Sông: mực nước bình thường. Ranh giới tuyết: xem thông báo của đội cứu hộ núi.\nCơ quan khí tượng cập nhật bản tin này lúc sáu giờ mỗi sáng; cảnh báo được phát riêng.'),
        'zh': ('天气，第{n}号报告\n气象局今晨发布的沿海、河谷和高地天气展望。', '海面：海峡内中浪，海角外大浪。河流：水位正常。雪线：见山区服务处通告。\n气象局每天早晨六点更新本报告，预警另行发布。'),
        'ja': ('天気、第{n}報\n気象局が今朝発表した、沿岸部、谷あい、高地の見通し。', '海上：海峡内はやや高く、岬の沖は高い。河川：平常の水位。雪線：山岳隊の告知を参照。\n気象局はこの報告を毎朝六時に更新し、警報は別に出す。'),
        'ko': ('날씨, 제{n}보\n기상청이 오늘 아침 발표한 해안과 골짜기와 고지대의 전망이다.', '바다: 해협 안은 물결이 보통, 곶 앞바다는 높음. 강: 평소 수위. 설선: 산악대 공지 참조.\n기상청은 매일 아침 여섯 시에 이 예보를 새로 내며 특보는 따로 발표한다.'),
        'ar': ('الطقس، النشرة {n}\nالتوقعات للساحل والأودية والمرتفعات كما أصدرتها مصلحة الأرصاد هذا الصباح.', 'البحر: معتدل في المضيق وهائج أمام الرأس. الأنهار: منسوب عادي. خط الثلج: انظر بلاغ مصلحة الجبال.\nتجدد مصلحة الأرصاد هذه النشرة كل صباح في السادسة وتصدر التحذيرات على حدة.'),
        'hi': ('मौसम, रिपोर्ट {n}\nतट, घाटियों और ऊँचे इलाकों का पूर्वानुमान, जैसा मौसम विभाग ने आज सुबह जारी किया।', 'समुद्र: जलडमरूमध्य में मध्यम, अंतरीप के आगे ऊँची लहरें। नदियाँ: सामान्य स्तर। हिमरेखा: पर्वत सेवा की सूचना देखें।\nमौसम विभाग यह रिपोर्ट हर सुबह छह बजे बदलता है; चेतावनियाँ अलग से जारी होती हैं।')},
    'letters': {
        'en': ('Ask the doctor\nDr Henrik Aas answers our readers’ questions here. He cannot examine anybody from afar, but he can say what to ask and when to hurry.', 'Dr Henrik Aas has run a practice in the valley since 1994. Send your question to the health desk; names are changed before we print a letter, and not every letter can be answered.'),
        'de': ('Fragen Sie den Arzt\nDr. Henrik Aas beantwortet hier die Fragen unserer Leserinnen und Leser. Er kann niemanden aus der Ferne untersuchen, aber sagen, was man fragen sollte und wann es eilt.', 'Dr. Henrik Aas führt seit 1994 eine Praxis im Tal. Schicken Sie Ihre Frage an die Gesundheitsredaktion; Namen werden vor dem Druck geändert, und nicht jeder Brief kann beantwortet werden.'),
        'fr': ('Demandez au docteur\nLe docteur Henrik Aas répond ici aux questions de nos lecteurs. Il ne peut examiner personne à distance, mais il peut dire que demander et quand se presser.', 'Le docteur Henrik Aas tient un cabinet dans la vallée depuis 1994. Envoyez votre question à la rubrique santé ; les noms sont changés avant publication et toutes les lettres ne reçoivent pas de réponse.'),
        'es': ('Pregunte al médico\nEl doctor Henrik Aas responde aquí a las preguntas de nuestros lectores. No puede examinar a nadie desde lejos, pero puede decir qué preguntar y cuándo darse prisa.', 'El doctor Henrik Aas tiene consulta en el valle desde 1994. Envíe su pregunta a la sección de salud; los nombres se cambian antes de publicar y no todas las cartas reciben respuesta.'),
        'ru': ('Спросите врача\nДоктор Хенрик Ос отвечает здесь на вопросы наших читателей. Осмотреть никого издалека он не может, но может сказать, о чём спросить и когда спешить.', 'Доктор Хенрик Ос принимает в долине с 1994 года. Присылайте вопросы в отдел здоровья; имена перед печатью изменяются, и ответить можно не на каждое письмо.'),
        'vi': ('Hỏi bác sĩ\nBác sĩ Henrik Aas trả lời câu hỏi của bạn đọc tại đây. Ông không thể khám từ xa, nhưng có thể nói nên hỏi gì và khi nào cần khẩn trương.', 'Bác sĩ Henrik Aas mở phòng khám trong thung lũng từ năm 1994. Xin gửi câu hỏi về ban sức khỏe; tên được đổi trước khi in và không phải thư nào cũng được trả lời.'),
        'zh': ('问医生\n亨里克·奥斯医生在此回答读者的提问。他不能远程检查任何人，但可以告诉你该问什么、何时该抓紧。', '亨里克·奥斯医生自1994年起在山谷行医。请把问题寄给健康版；刊登前姓名均已更改，来信不能一一答复。'),
        'ja': ('お医者さんに聞く\nヘンリク・オース医師が読者の質問にここで答える。離れた所から診察はできないが、何を尋ね、いつ急ぐべきかは言える。', 'ヘンリク・オース医師は1994年から谷で診療所を開いている。質問は健康欄の係まで。掲載前に名前は変えており、すべての手紙に答えられるわけではない。'),
        'ko': ('의사에게 묻다\n헨리크 오스 의사가 이곳에서 독자의 질문에 답한다. 멀리서 진찰할 수는 없지만 무엇을 물어야 하고 언제 서둘러야 하는지는 말할 수 있다.', '헨리크 오스 의사는 1994년부터 골짜기에서 진료한다. 질문은 건강면 담당에게 보내면 된다. 이름은 싣기 전에 바꾸며 모든 편지에 답하지는 못한다.'),
        'ar': ('اسأل الطبيب\nيجيب الدكتور هنريك أوس هنا عن أسئلة قرائنا. لا يستطيع أن يفحص أحدا عن بعد لكنه يستطيع أن يقول عم تسأل ومتى تسرع.', 'للدكتور هنريك أوس عيادة في الوادي منذ عام 1994. أرسلوا أسئلتكم إلى قسم الصحة وتغير الأسماء قبل النشر ولا يمكن الرد على كل رسالة.'),
        'hi': ('डॉक्टर से पूछिए\nडॉ. हेनरिक ओस यहाँ हमारे पाठकों के सवालों के जवाब देते हैं। वे दूर से किसी की जाँच नहीं कर सकते, पर बता सकते हैं कि क्या पूछें और कब जल्दी करें।', 'डॉ. हेनरिक ओस 1994 से घाटी में दवाखाना चलाते हैं। अपना सवाल स्वास्थ्य विभाग को भेजें; छापने से पहले नाम बदले जाते हैं और हर पत्र का जवाब नहीं दिया जा सकता।')}}

SENTENCE = re.compile(r'(?<=[.!?।。！？؟])\s*')


def sentences(text):
    """short lines: the middles of small pieces are cut from them"""
    return [s.strip() for line in text.split('\n') for s in SENTENCE.split(line) if len(s.strip()) > 3]


def invented(language, dice):
    """(family, title, opening, closing) of a frame above; some frames only open or only close"""
    family = dice.choice(sorted(FRAMES))
    opening, closing = FRAMES[family][language]
    title, opening = opening.split('\n', 1)
    chance = dice.random()
    return family, title, ([] if chance < .12 else [opening]), ([] if chance > .88 else closing.split('\n'))


def borrowed(record, dice):
    """(title, opening, closing) of an article's outer sentences"""
    found = sentences(record['text'])
    first, last = dice.choice([(1, 1), (2, 1), (1, 2), (2, 2), (3, 0), (0, 3), (3, 2), (2, 3)])
    return record.get('title') or '', found[:first], found[-last:] if last else []


def middle(record, size, dice):
    """about so many characters of an article's sentences, from anywhere in it"""
    found = sentences(record['text'])
    start = dice.randrange(max(1, len(found) - 2))
    out, length = [], 0
    for sentence in found[start:]:
        if out and length + len(sentence) > size * 1.2:
            break
        out.append(sentence)
        length += len(sentence)
        if length >= size * .8:
            break
    return out


def piece(number, title, opening, lines, closing, language, dice):
    """(title, text): the middle in one paragraph or in several"""
    gap = '' if language in ('zh', 'ja', 'th') else ' '
    per = dice.choice([1, 2, 3])
    body = [gap.join(lines[k:k + per]) for k in range(0, len(lines), per)]
    text = '\n'.join(opening + body + closing)
    return title.replace('{n}', str(number)), text.replace('{n}', str(number))


def pieces(spoken, count, dice):
    """records of so many frames, each with two to four pieces, some of them told twice; a frame's pieces lie in one fold"""
    made, families = [], sorted(FRAMES)
    languages = sorted(language for language, found in spoken.items() if len(found) >= 8)
    for number in range(count):
        language = dice.choice(languages)
        name = language.split('-')[0]
        if name in FRAMES['column'] and dice.random() < .4:
            family, title, opening, closing = invented(name, dice)
            place = {'fold': families.index(family)}
        else:
            source = dice.choice(spoken[language])
            title, opening, closing = borrowed(source, dice)
            place = {'frame': source['group']}
        title = dice.choice([title, title, title + ' {n}', ''])
        size = sum(map(len, opening + closing))
        share, issue = dice.uniform(.25, .75), dice.randrange(2, 400)
        for _ in range(dice.choice([2, 2, 3, 4])):
            issue += dice.choice([1, 1, 1, 7])
            lines = middle(dice.choice(spoken[language]), size * (1 - share) / share, dice)
            shown, text = piece(issue, title, opening, lines, closing, name, dice)
            group = f'column-{dice.getrandbits(48):x}'
            record = {**place, 'id': group, 'group': group, 'lang': language, 'title': shown, 'text': text}
            made.append(record)
            if dice.random() < .35:
                made.append(again(record, opening, lines, closing, dice))
    return made


def again(record, opening, lines, closing, dice):
    """the piece as another outlet prints it: without part of the frame, with a credit, with another headline"""
    chance = dice.random()
    kept = record['text'].split('\n')
    if chance < .3 and len(kept) > 2:
        kept = kept[:-1]
    elif chance < .5 and len(kept) > 2:
        kept = kept[1:]
    elif chance < .75:
        kept = kept + ['(NPB)']
    return {**record, 'id': record['id'] + '/2', 'title': dice.choice(['', record['title'], lines[0][:60]]), 'text': '\n'.join(kept)}
