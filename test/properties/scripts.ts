/** Texts in ten scripts, with all that people write in a bank: nearly all of it as Prettier prints it. */
import fc from 'fast-check'
import {piecesOf} from './support.ts'

/** Words of ten scripts, with their punctuation, combining marks, and emoji. */
const words: Readonly<Record<string, string>> = {
  latin: 'dough rises Éclair ñandú e\u0301 ﬁ I 2026 naïve “so” it’s — … 5%',
  cyrillic: 'тесто Вопрос №1 «так» ё й — ответ, да.',
  greek: 'λόγος Ωμέγα «ναι» τι; άρα·',
  arabic: 'سؤال جواب؟ نعم، لا؛ مُحَمَّد ١٢٣ لا\u200Cه',
  hebrew: 'שאלה תשובה־אחת ״כן״ שָׁלוֹם',
  devanagari: 'प्रश्न उत्तर। कि क्\u200Dष १२',
  thai: 'คำถาม คำตอบ น้ำ ฯ ๑๒',
  chinese: '问题 答案，“好”。 （一） 标签： 你好！ ２０ 𠮷 —— 《书》',
  japanese: '質問 答え。 「はい」 カタカナー・ｱ ひらがな？ が 一　二',
  korean: '질문 답변, "네" 한글.'
}

const script = fc.constantFrom(...Object.keys(words))

function wordsOf(name: string): readonly string[] {
  return words[name]?.split(' ') ?? []
}

const signs = [
  ...['a < b', '5 > 4', '->', '<=5', 'C#', '#2', 'Q&A', 'a & b', 'x_y_z', '$5'],
  ...['Map<Key, Row>', 'List<Map<K, V>>', '<a, b@c.d>', '<a.h>', 'x<y('],
  ...[
    '~5',
    '2^8',
    'me@home',
    '{a}',
    'a|b',
    'e.g.',
    '3.14',
    '10:30',
    '+1',
    '=='
  ],
  ...['👍', '👍🏽', '👨\u200D👩\u200D👧', '🇩🇪', '1️⃣', '©', '™', '→', '≥', '½'],
  ...[
    '[x]',
    '[a][b]',
    '[a]',
    '[^1]',
    '\\#',
    '\\*',
    '\\*a\\*',
    '\\$5',
    '\\\\',
    '\\`a\\`',
    '\\&amp;',
    '\\_a',
    '\\<b\\>',
    '\\~~a',
    '\\"a\\"',
    'www\\.a.b',
    '\\[a\\]',
    '&amp;',
    '&copy'
  ],
  ...[
    '<br>',
    '<kbd>',
    '</kbd>',
    '<b a="c d">',
    '<a b=c/>',
    "<T a='*b*' c>",
    '&a',
    '&安',
    'https://a.b/c_d?e=f',
    '(http://a.b/c).',
    'https://a.b/~c@d,',
    '<https://a.b/c?d=e>',
    'www.a.b',
    'https://a.b'
  ]
]

/** Text in one script, within a line. */
const phrase = script.chain((name) => {
  const word = fc.oneof(
    {weight: 12, arbitrary: fc.constantFrom(...wordsOf(name))},
    {weight: 1, arbitrary: fc.constantFrom(...signs)}
  )
  return fc
    .array(
      fc.tuple(
        word,
        fc.constantFrom(
          ...Array<string>(40).fill(' '),
          ...['', '', '  ', '\u3000', '\u00A0', ', ']
        )
      ),
      {minLength: 1, maxLength: 5}
    )
    .map((parts) =>
      parts
        .map(([text, gap], at) => (at === parts.length - 1 ? text : text + gap))
        .join('')
    )
})

const address = fc.constantFrom(
  ...[
    '#oven',
    './a.md',
    'https://a.b/c?d=e&f=g#h',
    '#为什么',
    'a_b_c',
    'a*b',
    'a%20b'
  ],
  ...['/a.', 'a-', '<a b>', 'a(b)', '', 'mailto:a@b.c', "a'b", 'a&amp;b', 'ю']
)

const title = fc.constantFrom(
  ...[
    '',
    '',
    '',
    ' "so"',
    " 'so'",
    ' "a b (c)"',
    ' (so)',
    ' "&amp;"',
    ' "標題"'
  ]
)

/** A text with markup around it, or within. */
const marked = fc.oneof(
  {weight: 14, arbitrary: phrase},
  {weight: 2, arbitrary: phrase.map((text) => `**${text}**`)},
  {weight: 1, arbitrary: phrase.map((text) => `_${text}_`)},
  {weight: 1, arbitrary: phrase.map((text) => `*${text}*`)},
  {weight: 1, arbitrary: phrase.map((text) => `~~${text}~~`)},
  {weight: 2, arbitrary: phrase.map((text) => `\`${text}\``)},
  {weight: 1, arbitrary: phrase.map((text) => `\`\`${text}\`b\`\``)},
  {
    weight: 2,
    arbitrary: fc
      .tuple(phrase, address, title)
      .map(([text, url, title]) => `[${text}](${url}${title})`)
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(phrase, address, title)
      .map(([text, url, title]) => `![${text}](${url}${title})`)
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('**', '**', '_', '~~', '*'),
        fc.constantFrom('', '', '(', '[', '“', '`', '\\[', '$', '（', '_'),
        phrase,
        fc.constantFrom('', ' ', ', '),
        fc.constantFrom('_', '_', '**', '*', '`', ''),
        phrase,
        fc.constantFrom('', '', ')', '](a)', '”', '`', '\\]', '%', '）', '_')
      )
      .map(([outer, open, text, gap, inner, more, close]) =>
        [outer, open, text, gap, inner, more, inner, close, outer].join('')
      )
  },
  {weight: 1, arbitrary: phrase.map((text) => `$${text}$`)},
  {weight: 1, arbitrary: phrase.map((text) => `**${text}:**`)}
)

/** A line of text. */
const line = fc
  .array(
    fc.tuple(
      marked,
      fc.constantFrom(...Array<string>(16).fill(' '), '', '，', '(', '\\')
    ),
    {minLength: 1, maxLength: 4}
  )
  .map((parts) =>
    parts
      .map(([text, gap], at) => (at === parts.length - 1 ? text : text + gap))
      .join('')
  )

const paragraph = fc
  .array(
    fc.tuple(
      line,
      fc.constantFrom(...Array<string>(9).fill(''), '  ', '  ', '\\', ' ')
    ),
    {
      minLength: 1,
      maxLength: 3
    }
  )
  .map((lines) =>
    lines
      .map(([text, end], at) => (at === lines.length - 1 ? text : text + end))
      .join('\n')
  )

const code = fc
  .tuple(
    fc.constantFrom('', 'sql', 'text', 'js', 'json', 'go', 'python', 'c++'),
    fc.constantFrom('', '', '', ' title=a', ' {1,3}'),
    piecesOf(
      [
        'a',
        ' ',
        'b();',
        '\n',
        '\n',
        '\n\n',
        '  ',
        '\t',
        '*',
        '# a',
        '`',
        '```',
        '答',
        '<b>',
        '- '
      ],
      8
    ),
    fc.constantFrom('```', '```', '```', '````', '~~~')
  )
  .map(
    ([lang, meta, text, fence]) =>
      `${fence}${lang}${lang && meta}\n${text}\n${fence}`
  )

const cell = fc.oneof(
  {weight: 4, arbitrary: phrase},
  {weight: 1, arbitrary: marked},
  {weight: 1, arbitrary: fc.constantFrom('', 'a\\|b', '日本', 'ｱ', '…', '👍')}
)

/** A rough measure, so that most tables are filled up as they should be. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) {
    if (/\p{Mn}/u.test(character)) continue
    width +=
      /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uFF01-\uFF60]|\p{Emoji_Presentation}|\p{Script=Han}/u.test(
        character
      )
        ? 2
        : 1
  }

  return width
}

const table = fc
  .tuple(
    fc.array(fc.constantFrom('', ':', '-:', ':-:'), {
      minLength: 1,
      maxLength: 3
    }),
    fc.array(fc.array(cell, {minLength: 3, maxLength: 3}), {
      minLength: 1,
      maxLength: 4
    }),
    fc.constantFrom(0, 0, 0, 0, 1)
  )
  .map(([columns, rows, extra]) => {
    const widths = columns.map(
      (_, at) =>
        Math.max(3, ...rows.map((row) => widthOf(row[at] ?? ''))) + extra
    )
    const toRow = (row: readonly string[]): string =>
      `|${columns
        .map((align, at) => {
          const text = row[at] ?? ''
          const room = Math.max(0, (widths[at] ?? 0) - widthOf(text))
          const before =
            align === '-:' ? room : align === ':-:' ? Math.floor(room / 2) : 0
          return ` ${' '.repeat(before)}${text}${' '.repeat(room - before)} `
        })
        .join('|')}|`
    const delimiters = columns.map((align, at) => {
      const width = widths[at] ?? 3
      const start = align.startsWith(':') ? ':' : '-'
      const end = align.startsWith(':-') || align === '-:' ? ':' : '-'
      return start + '-'.repeat(width - 2) + end
    })
    const [head = [], ...body] = rows
    return [
      toRow(head),
      `| ${delimiters.join(' | ')} |`,
      ...body.map(toRow)
    ].join('\n')
  })

function indent(text: string, by: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`)
}

const {block} = fc.letrec<{block: string; list: string; item: string}>(
  (tie) => ({
    item: fc.oneof(
      {weight: 8, arbitrary: line},
      {weight: 1, arbitrary: paragraph},
      {
        weight: 2,
        arbitrary: fc
          .tuple(line, fc.constantFrom('\n', '\n\n'), tie('list'))
          .map((parts) => parts.join(''))
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            line,
            fc.constantFrom('\n', '\n\n'),
            fc.oneof(code, paragraph, tie('block'))
          )
          .map((parts) => parts.join(''))
      }
    ),
    list: fc
      .tuple(
        fc.constantFrom(
          '- ',
          '- ',
          '- ',
          '1. ',
          'n. ',
          '* ',
          '- [ ] ',
          '- [x] ',
          '- [ ] 12.',
          '- :',
          '1) '
        ),
        fc.nat(12),
        fc.constantFrom('\n', '\n', '\n', '\n\n'),
        fc.array(tie('item'), {minLength: 1, maxLength: 4})
      )
      .map(([marker, first, gap, items]) =>
        items
          .map((item, at) => {
            const start = marker === 'n. ' ? `${first + at}. ` : marker
            return start + indent(item, start.replace(/\[.\] /, '').length)
          })
          .join(gap)
      ),
    block: fc.oneof(
      {maxDepth: 4},
      {weight: 5, arbitrary: paragraph},
      {weight: 2, arbitrary: line.map((text) => `### ${text}`)},
      {weight: 4, arbitrary: tie('list')},
      {weight: 2, arbitrary: code},
      {weight: 2, arbitrary: table},
      {
        weight: 1,
        arbitrary: fc
          .array(tie('block'), {minLength: 1, maxLength: 2})
          .map(
            (blocks) =>
              `> ${blocks.join('\n\n').replace(/\n/g, '\n> ').replace(/> $/gm, '>')}`
          )
      },
      {
        weight: 1,
        arbitrary: phrase.map((text) => `> [!NOTE]\n> ${text}`)
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          ...[
            '---',
            '***',
            '<details>\n<summary>Answer</summary>',
            '</details>',
            '    for (a) {\n      b\n    }',
            '    a: `b`\n\n    - c'
          ],
          ...[
            '<!-- so -->',
            '<!-- so\nit is -->',
            '<div align="center">',
            '<br>',
            '<br/>\n*a*  b',
            '<T a="b">\n  - c',
            '</b></details>',
            '<a name="b"></a>',
            '<pre>\na *b*\n</pre>',
            '<pre>a</pre>b',
            '<script>a</script>',
            '<p>a\n  b</p>'
          ],
          ...[
            '[a]: https://a.b/c',
            '[b]: ./d "so"\n[c]: e',
            '[^1]: so it is',
            '[^1]: so\n    it is'
          ],
          ...[
            '$$\nx^2 + y_1\n$$',
            '    code\n      more',
            '{% a %}',
            '[[a]]',
            '<!-- - -->'
          ]
        )
      }
    )
  })
)

/** Blocks as Prettier sets them apart, mostly. */
export const written = fc
  .tuple(
    fc.constantFrom(
      ...[
        '',
        '',
        '',
        '',
        '',
        '',
        '---\na: b\n---\n\n',
        '---\na:   b\n---\n\n',
        '---\n',
        '\n'
      ]
    ),
    fc.array(
      fc.tuple(
        block,
        fc.constantFrom(...Array<string>(12).fill('\n\n'), '\n', '\n\n\n')
      ),
      {minLength: 1, maxLength: 4}
    )
  )
  .map(([front, blocks]) => {
    const text = blocks
      .map(([block, gap], at) =>
        at === blocks.length - 1 ? block : block + gap
      )
      .join('')
    return `${front}${text}\n`
  })

/** What mutations put into such texts. */
export const scriptPieces: readonly string[] = [
  ...Object.values(words).flatMap((list) => list.split(' ')),
  ...signs,
  ...[
    ' ',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\t',
    '  \n',
    '\\\n',
    '- ',
    '1. ',
    '2. ',
    '# ',
    '> '
  ],
  ...[
    '*',
    '**',
    '_',
    '~',
    '`',
    '``',
    '```',
    '|',
    '\\',
    '[',
    ']',
    '](',
    '(',
    ')',
    '!'
  ],
  ...[
    '<',
    '>',
    '&',
    ';',
    ':',
    '.',
    '@',
    '$',
    '$$',
    '{',
    '}',
    '^',
    '=',
    '-',
    '+',
    '#'
  ],
  ...[
    '    ',
    '   ',
    '\u3000',
    '\u00A0',
    '\uFEFF',
    '\u200B',
    '\uD83D',
    '\u2028',
    '\r'
  ]
]
