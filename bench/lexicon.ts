/** Phrases in other languages than `words.ts`, with the sentences that cards are made of; lists of the same prime length. */
import {phraseCount} from './words.ts'

/** What cards are written with in a language. */
export interface Lexicon {
  /** What is in trouble. */
  readonly things: readonly string[]
  /** What it does. */
  readonly troubles: readonly string[]
  /** What one can do about it. */
  readonly actions: readonly string[]
  /** The sentences; `thing`, `trouble` and `action` give another phrase each time. */
  readonly title: Sentence
  readonly question: Sentence
  readonly answers: readonly Sentence[]
  readonly pitfalls: readonly Sentence[]
}

type Next = () => string
type Sentence = (thing: Next, trouble: Next, action: Next) => string

function split(text: string): readonly string[] {
  const phrases = text.split('|').map((phrase) => phrase.trim())
  if (new Set(phrases).size !== phraseCount) {
    throw new Error(`${phrases.length} phrases, not ${phraseCount} different`)
  }

  return phrases
}

/** By the name of their kind of bank. */
export const lexicons = {
  chinese: {
    things: split(
      '任务队列|搜索索引|价格缓存|销售报表|备份|账本|副本|发票|表结构|会话存储|上传表单|邮箱|库存计数器|邮件网关|导出文件|登录页|打印机|集群|日程表|归档|聊天窗口|令牌库|地图视图|审计日志|代理|回调接口|配额|数据源|标签导入器'
    ),
    troubles: split(
      '停止响应|数据漂移|不断变小|越来越大|反复重启|明显滞后|突然消失|重复发送|完全卡死|写满磁盘|列序颠倒|回答两次|丢失记录|舍入出错|跳过条目|拒绝名称|隐藏结果|泄漏内存|返回空值|忽略分区|倒着执行|锁住不放|大小翻倍|误报网络|排序错误|无限等待|忘记设置|丢弃批次|拒绝日期'
    ),
    actions: split(
      '重放|只读检查|减半|固定版本|逐一计数|画图分析|暂停|比较|限流|测量|写成文档|二分定位|清空|抽样|冻结|改名|迁移|验证|节流|重建|演练|拆分|复现|追踪|镜像|替换|隔离|预热|下线'
    ),
    title: (thing, trouble, action) =>
      `${thing()}${trouble()}，${thing()}却${trouble()}，${action()}哪个？`,
    question: (thing, trouble, action) =>
      `“${thing()}”${trouble()}，${thing()} 第 2 版也${trouble()}；先${action()}${thing()}，还是${action()}？`,
    answers: [
      (thing, trouble, action) =>
        `先${action()}${thing()}，再确认它是否${trouble()}。`,
      (thing, _trouble, action) =>
        `${action()}、${action()}：让 API 与${thing()}一起${action()}。`,
      (thing, trouble, action) =>
        `能解释${thing()}${trouble()}的原因，还会${action()}！`
    ],
    pitfalls: [
      (thing, trouble, action) =>
        `只想${action()}${thing()}，不管它${trouble()}。`,
      (thing, _trouble, action) =>
        `没有${action()}就直接${action()}${thing()}。`
    ]
  },
  japanese: {
    things: split(
      'ジョブキュー|検索インデックス|価格キャッシュ|売上レポート|バックアップ|台帳|レプリカ|請求書|スキーマ|セッション保管庫|アップロード画面|メールボックス|在庫カウンター|メール中継|エクスポート|ログイン画面|プリンター|クラスター|予定表|アーカイブ|チャット画面|トークン保管庫|地図表示|監査ログ|プロキシ|ウェブフック|割り当て|データ供給|タグ取り込み'
    ),
    troubles: split(
      '止まる|ずれる|縮む|膨らむ|再起動する|遅れる|消える|繰り返す|固まる|ディスクを埋める|列を入れ替える|二度答える|行を失う|切り捨てる|項目を飛ばす|名前を拒む|結果を隠す|メモリを漏らす|空を返す|地域を無視する|逆に動く|ロックする|倍になる|回線を責める|並びを誤る|待ち続ける|設定を忘れる|束を捨てる|日付を拒む'
    ),
    actions: split(
      '再生する|読む|半分にする|固定する|数える|図にする|止める|比べる|制限する|測る|文書にする|二分探索する|空にする|抜き取る|凍結する|改名する|移す|検証する|絞る|作り直す|練習する|分ける|再現する|追跡する|写す|置き換える|切り離す|温める|引退させる'
    ),
    title: (thing, trouble, action) =>
      `${thing()}が${trouble()}、${thing()}は${trouble()}、どちらを${action()}？`,
    question: (thing, trouble, action) =>
      `${thing()}が${trouble()}。${thing()}も${trouble()}（v2）。${thing()}を${action()}か、${action()}か。`,
    answers: [
      (thing, trouble, action) =>
        `まず${thing()}を${action()}。それでも${trouble()}か確かめる。`,
      (thing, _trouble, action) => `${thing()}を${action()}前に ${action()}。`,
      (thing, trouble, action) =>
        `${thing()}が${trouble()}理由を言い、次に${action()}。`
    ],
    pitfalls: [
      (thing, trouble, action) =>
        `${thing()}が${trouble()}とは考えず、すぐ${action()}。`,
      (thing, _trouble, action) =>
        `いきなり${thing()}を${action()}が、${thing()}は見ない。`
    ]
  },
  russian: {
    things: split(
      'очередь задач|поисковый индекс|кэш цен|отчёт о продажах|резервная копия|журнал|реплика|счёт|схема|хранилище сессий|форма загрузки|почтовый ящик|счётчик склада|почтовый шлюз|выгрузка|страница входа|принтер|кластер|расписание|архив|окно чата|хранилище токенов|карта|журнал аудита|прокси|обратный вызов|квота|поток данных|загрузчик меток'
    ),
    troubles: split(
      'зависает|расходится|сжимается|растёт|перезапускается|отстаёт|исчезает|повторяется|замирает|заполняет диск|путает столбцы|отвечает дважды|теряет строки|округляет вниз|пропускает записи|не принимает имена|прячет ответы|теряет память|молчит|забывает регион|идёт вспять|держит блокировку|удваивается|винит сеть|неверно сортирует|ждёт вечно|теряет настройки|бросает пакеты|не принимает даты'
    ),
    actions: split(
      'повторить|прочитать|уменьшить вдвое|закрепить|посчитать|нарисовать|остановить|сравнить|ограничить|измерить|описать|поделить пополам|очистить|отобрать|заморозить|переименовать|перенести|проверить|замедлить|пересобрать|отрепетировать|разделить|воспроизвести|проследить|отразить|заменить|изолировать|прогреть|отключить'
    ),
    title: (thing, trouble, action) =>
      `Почему ${thing()} ${trouble()}, если ${action()}, а ${thing()} нет?`,
    question: (thing, trouble, action) =>
      `После обновления «${thing()}» ${trouble()}, а ${thing()} ${trouble()}; объясните, как вы решите это ${action()}.`,
    answers: [
      (thing, trouble, action) =>
        `Сначала предлагает ${action()}: ${thing()} уже ${trouble()}.`,
      (thing, _trouble, action) =>
        `Успеет ${action()} и ${action()}, пока ${thing()} не нужна.`,
      (thing, trouble, action) =>
        `Знает, когда ${thing()} ${trouble()}, и готов ${action()}.`
    ],
    pitfalls: [
      (thing, trouble, action) =>
        `Верит, что ${thing()} ${trouble()}, если ${action()}.`,
      (thing, _trouble, action) =>
        `Сразу берётся ${action()}, хотя ${thing()} и ${thing()} живы.`
    ]
  },
  arabic: {
    things: split(
      'طابور المهام|فهرس البحث|ذاكرة الأسعار|تقرير المبيعات|النسخة الاحتياطية|الدفتر|النسخة المطابقة|الفاتورة|المخطط|مخزن الجلسات|نموذج الرفع|صندوق البريد|عداد المخزون|بوابة البريد|التصدير|صفحة الدخول|الطابعة|العنقود|الجدول|الأرشيف|نافذة الدردشة|مخزن الرموز|عرض الخريطة|سجل التدقيق|الوكيل|نداء العودة|الحصة|مصدر البيانات|مستورد الوسوم'
    ),
    troubles: split(
      'يتوقف|ينحرف|ينكمش|ينمو|يعيد التشغيل|يتأخر|يختفي|يتكرر|يتجمد|يملأ القرص|يبدل الأعمدة|يجيب مرتين|يفقد الصفوف|يقرب نزولا|يتخطى المدخلات|يرفض الأسماء|يخفي النتائج|يسرب الذاكرة|لا يرجع شيئا|يتجاهل المنطقة|يعمل بالعكس|يقفل|يتضاعف|يلوم الشبكة|يخطئ الترتيب|ينتظر إلى الأبد|ينسى الإعدادات|يسقط الدفعات|يرفض التواريخ'
    ),
    actions: split(
      'إعادة|قراءة|تنصيف|تثبيت|عد|رسم|إيقاف|مقارنة|تقييد|قياس|توثيق|تقسيم|تفريغ|معاينة|تجميد|تسمية|نقل|تحقق|خنق|بناء|تدريب|فصل|استنساخ|تتبع|عكس|استبدال|عزل|تسخين|إحالة'
    ),
    title: (thing, trouble, action) =>
      `لماذا ${thing()} ${trouble()} بعد ${action()}، ولا ${thing()}؟`,
    question: (thing, trouble, action) =>
      `بعد التحديث، ${thing()} ${trouble()} و${thing()} ${trouble()}؛ اشرح كيف تبدأ ${action()} الحل.`,
    answers: [
      (thing, trouble, action) =>
        `يقترح ${action()} أولا لأن ${thing()} ${trouble()}.`,
      (thing, _trouble, action) =>
        `يبدأ ${action()} ثم ${action()} قبل ${thing()}.`,
      (thing, trouble, action) =>
        `يعرف متى ${thing()} ${trouble()} وكيف يبدأ ${action()}.`
    ],
    pitfalls: [
      (thing, trouble, action) =>
        `يظن أن ${thing()} ${trouble()} دائما بلا ${action()}.`,
      (thing, _trouble, action) =>
        `يسرع إلى ${action()} من غير ${thing()} ولا ${thing()}.`
    ]
  }
} satisfies Readonly<Record<string, Lexicon>>
