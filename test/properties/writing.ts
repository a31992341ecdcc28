/** Canonical cards as people of all kinds write them: scripts, emoji, code, math, links. */
import fc from 'fast-check'

/** Text that stands for itself in Markdown, by kind. */
const phrases: Readonly<Record<string, readonly string[]>> = {
  Latin: [
    'Größe und Maß',
    'naïve Bayes',
    'l’eau d’été',
    'what the gardener’s neighbor says',
    'e.g. 3.5 % of U.S. homes',
    'an em dash — and an en dash: 3–5'
  ],
  code: [
    '`const a = [b[0], c[1]]`',
    '``a `b` c``',
    '`**Tags:** x`',
    '`x_y * z`',
    '`<!-- a -->`',
    '`\\d+`'
  ],
  math: [
    '$x^2 + y^2$',
    '$p(x \\mid y)$',
    '$\\sum x_i$',
    '$W[i][j]$',
    'O(n log n)',
    '$\\mathbb{E}[X] \\ge 0$',
    '∀x ∈ ℝ: x² ≥ 0',
    '10 × 3 ≈ 30'
  ],
  link: [
    '[the guide](https://example.com/a_b?c=d&e=f#g)',
    '<https://example.com/a>',
    '[`code`](https://example.com)',
    '[Größe](https://example.com/%C3%A4)',
    '![A pot](https://example.com/pot.png)',
    '[the cards below](#section)'
  ],
  emoji: ['🙂', '👩‍🌾 and 👨‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '🇩🇪', '1️⃣', '❤️'],
  CJK: [
    '為什麼土壤會變硬',
    '中文和 English 混排',
    '土はなぜ固まるのか',
    'カタカナー',
    '왜 흙이 굳을까'
  ],
  Arabic: ['لماذا تجف التربة', 'می‌خواهم و نمی‌دانم', 'התשובה של הגנן'],
  Indic: ['मिट्टी क्यों सूखती है', 'क्‍ष और क्ष', 'মাটি কেন শুকায়', 'மண் ஏன் காய்கிறது'],
  Thai: ['ทำไมดินถึงแห้ง', 'น้ำหายไปไหน'],
  Cyrillic: ['почему сохнет почва', 'Її ґрунт'],
  emphasis: [
    '_only_ here',
    '**never** there',
    '~~not~~ so',
    '**_both_** of them'
  ],
  brackets: [
    'in [0, 1]',
    'matrix[i][j]',
    '(see above)',
    '“quoted” text',
    '"straight" quotes'
  ]
}

const phrase = fc.constantFrom(...Object.values(phrases).flat())

const text = fc
  .array(phrase, {minLength: 1, maxLength: 4})
  .map((list) => list.join(', '))

/** A bank of so many cards in canonical form; no two of them are alike. */
export function canonicalBank(cards: number): fc.Arbitrary<string> {
  const card = fc.record({
    choice: fc.constantFrom('Easy', 'Medium', 'Hard'),
    title: text,
    question: text,
    bullets: fc.array(text, {minLength: 5, maxLength: 7})
  })
  return fc
    .array(card, {minLength: cards, maxLength: cards})
    .map((list) => `# Soil\n\n## Section\n\n${list.map(render).join('\n')}`)
}

/** Words that no other card has keep the rules about likeness silent. */
function render(
  card: {
    readonly choice: string
    readonly title: string
    readonly question: string
    readonly bullets: readonly string[]
  },
  index: number
): string {
  const own = toWord(index)
  const bullets = card.bullets.map(
    (bullet, place) => `- About ${own}${toWord(place)}: ${bullet}.\n`
  )
  return `### Q: ${own}${own}: ${card.title}?

**Difficulty:** ${card.choice}  
**Tags:** soil,water  
**Question:** Is ${own} ${own}so ${own}or ${own}not ${own}at ${own}all: ${card.question}?  
**What a strong answer includes:**

${bullets.slice(0, -2).join('')}
**Common pitfalls:**

${bullets.slice(-2).join('')}`
}

/** @returns a word of its own for each number */
function toWord(number: number): string {
  const digits = 'bcdfghjklm'
  return Array.from(String(number + 10))
    .map((digit) => `${digits[Number(digit)] ?? ''}a`)
    .join('')
}
