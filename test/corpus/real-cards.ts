/**
 * The cards of a question file as a reader finds them who knows nothing of templates: line by line, with none of the code that
 * infers and reads. Where a line may be the beginning of a card or not, it is unsure, and a person has to look.
 */

/** Lines, from 1, on which cards begin. */
export interface RealCards {
  /** What the cards are; `none` where nothing looks like a question. */
  readonly kind: 'bold' | 'details' | 'heading' | 'item' | 'none'
  readonly sure: readonly number[]
  /** Lines that may begin a card, and may not. */
  readonly unsure: readonly number[]
}

interface Candidate {
  readonly line: number
  /** What it is, and how deep: `heading 3`. */
  readonly shape: string
  /** Whether it begins with `Q`, perhaps with a number; or with a number alone; or asks. */
  readonly sign: 'asks' | 'none' | 'number' | 'q'
  readonly number: number | undefined
  /** Whether it is a question, or there is something below to choose from or to open. */
  readonly asks: boolean
}

/** A file with fewer questions is not a bank. */
const fewest = 3

/** From this share of questions on, those of a depth are cards, and the other headings may be. */
const most = 0.6

/** Up to this share, questions of another depth are parts of an answer. */
const hardly = 0.1

/** If a smaller share of numbered headings ask, they may be steps of something. */
const enoughAsking = 0.25

/** @returns the cards of a Markdown file, of the shape that has the most questions */
export function findRealCards(text: string): RealCards {
  const candidates = findCandidates(text)
  const headings = candidates.filter(({shape}) => shape.startsWith('heading'))
  const withQ = headings.filter(({sign}) => sign === 'q')
  const signs = headings.filter(({sign}) => sign !== 'none')
  if (withQ.length >= fewest && withQ.length * 2 >= signs.length) {
    // Next to these, numbers are those of sections.
    const others = headings.filter(({sign}) => sign === 'asks')
    return {kind: 'heading', sure: toLines(withQ), unsure: toLines(others)}
  }

  return findCounted(headings) ?? findByShape(candidates)
}

/** @returns headings of a depth that have the numbers from 1 on, if enough of them ask */
function findCounted(headings: readonly Candidate[]): RealCards | undefined {
  for (const depth of [1, 2, 3, 4, 5, 6]) {
    const all = headings.filter(({shape}) => shape === `heading ${depth}`)
    const numbered = all.filter(({sign}) => sign === 'number')
    const counts = numbered.every(({number}, at) => number === at + 1)
    const asking = numbered.filter(({asks}) => asks)
    if (
      numbered.length < fewest ||
      !counts ||
      asking.length < enoughAsking * numbered.length
    ) {
      continue
    }

    const others = all.filter(({sign}) => sign === 'asks')
    return {kind: 'heading', sure: toLines(numbered), unsure: toLines(others)}
  }

  return undefined
}

function findByShape(candidates: readonly Candidate[]): RealCards {
  const names = new Set(candidates.map(({shape}) => shape))
  const shapes = [...names].map((shape) => {
    const all = candidates.filter((each) => each.shape === shape)
    return {shape, all, asking: all.filter(({asks}) => asks)}
  })
  const [best] = shapes.toSorted(
    (left, right) => right.asking.length - left.asking.length
  )
  if (!best || best.asking.length < fewest) {
    return {kind: 'none', sure: [], unsure: []}
  }

  const kind = best.shape.split(' ')[0] as RealCards['kind']
  const share = best.asking.length / best.all.length
  const others = shapes.filter(
    (each) =>
      each !== best &&
      each.shape.startsWith('heading') &&
      each.asking.length > hardly * best.asking.length
  )
  const unsure = [
    ...best.all.filter(({asks}) => !asks),
    ...others.flatMap(({asking}) => asking)
  ]
  return share >= most && others.length === 0
    ? {kind, sure: toLines(best.asking), unsure: toLines(unsure)}
    : {kind, sure: [], unsure: toLines([...best.asking, ...unsure])}
}

function toLines(candidates: readonly Candidate[]): number[] {
  return candidates
    .map(({line}) => line)
    .toSorted((left, right) => left - right)
}

/** @returns lines of a Markdown file, from 1, that may begin a card, with their shapes: `heading 3`, `details` */
export function listShapes(
  text: string
): readonly Pick<Candidate, 'line' | 'shape'>[] {
  return findCandidates(text)
}

/** Lines outside of code, front matter and comments that may begin a card. */
function findCandidates(text: string): Candidate[] {
  const lines = blank(text).split(/\r?\n/)
  const shapes = lines.map(findShape)
  return lines.flatMap((line, at) => {
    const shape = shapes[at]
    if (shape === undefined) return []
    const end = shapes.findIndex(
      (each, index) => index > at && each?.startsWith('heading')
    )
    const below = lines.slice(at + 1, end === -1 ? undefined : end).join('\n')
    const hasAnswer =
      shape.startsWith('heading') &&
      (below.match(/<details\b/gi)?.length === 1 ||
        (/^\s*[-*+] \[ \]/m.test(below) && /^\s*[-*+] \[x\]/im.test(below)))
    // The summary may be on a line of its own.
    const own = shape === 'details' ? lines.slice(at, at + 3).join(' ') : line
    const {sign, number} = findSign(own)
    const asks =
      hasAnswer ||
      (shape === 'bold' && sign !== 'none') ||
      /[?？؟]/.test(plain(own))
    return [{line: at + 1, shape, sign, number, asks}]
  })
}

function findShape(line: string): string | undefined {
  const [, marks] = /^ {0,3}(#{1,6})\s+\S/.exec(line) ?? []
  if (marks !== undefined) return `heading ${marks.length}`
  if (/<details\b/i.test(line)) return 'details'
  if (/^ {0,3}\*\*(?:[^*]+\*\*[\s:.]*$|q?\d{1,4}[.):]|q[.):])/i.test(line)) {
    return 'bold'
  }

  // Links are those of a list of contents.
  if (/^ {0,3}(?:[-*+]|\d+[.)])\s+(?!\[[^\]]*\]\()\S/.test(line)) return 'item'
  return undefined
}

function findSign(line: string): Pick<Candidate, 'number' | 'sign'> {
  const text = plain(line).replace(/^[^\p{L}\p{N}]+/u, '')
  if (/^q(?:uestion)?[\s.#-]*(?:\d{1,5}\b|[.:)\]、])/i.test(text)) {
    return {sign: 'q', number: undefined}
  }

  const isItem = /^\s*(?:[-*+]|\d+[.)])\s/.test(line)
  const [, digits] = /^(\d{1,5})(?:[.:)\]、]|\s+[-–.]|$)/.exec(text) ?? []
  if (!isItem && digits !== undefined) {
    return {sign: 'number', number: Number(digits)}
  }

  const sign = /[?？؟]/.test(text) ? 'asks' : 'none'
  return {sign, number: undefined}
}

/** @returns a line without marks, tags and addresses */
function plain(line: string): string {
  return line
    .replace(/<[^>]*>|\]\([^)]*\)/g, '')
    .replace(/^[\s#>]+/, '')
    .replace(/[*_`~]/g, '')
}

/** @returns the text with lines of code, front matter and comments emptied */
function blank(text: string): string {
  const empty = (found: string): string => found.replace(/[^\n]+/g, '')
  return text
    .replace(/^\uFEFF?---\r?\n[^]*?\r?\n---[ \t]*$/m, (found, at: number) =>
      at === 0 ? empty(found) : found
    )
    .replace(
      /^( *)(`{3,}|~{3,})[^\n]*\n(?:[^]*?\n)?[ \t]*\2[`~]*[ \t]*$/gm,
      empty
    )
    .replace(/<!--[^]*?-->/g, empty)
}
