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
  readonly isAsking: boolean
}

/** So few questions are no bank. */
const fewest = 3

/** From this share of questions on, all headings of a depth are cards. */
const nearlyAll = 0.9

/** Up to this share, those that ask are something else. */
const hardly = 0.1

/** @returns the cards of a Markdown file, of the shape that has the most questions */
export function findRealCards(text: string): RealCards {
  const candidates = findCandidates(text)
  const names = new Set(candidates.map(({shape}) => shape))
  const shapes = [...names].map((shape) => {
    const all = candidates.filter((each) => each.shape === shape)
    return {shape, all, asking: all.filter(({isAsking}) => isAsking)}
  })
  const [best] = shapes.toSorted(
    (left, right) => right.asking.length - left.asking.length
  )
  if (!best || best.asking.length < fewest) {
    return {kind: 'none', sure: [], unsure: []}
  }

  const kind = best.shape.split(' ')[0] as RealCards['kind']
  const toLines = (candidates: readonly Candidate[]): number[] =>
    candidates.map(({line}) => line).toSorted((left, right) => left - right)
  const share = best.asking.length / best.all.length
  const others = shapes.filter(
    (each) =>
      each !== best &&
      each.shape.startsWith('heading') &&
      each.asking.length > hardly * best.asking.length
  )
  const unsure = [
    ...best.all.filter(({isAsking}) => !isAsking),
    ...others.flatMap(({asking}) => asking)
  ]
  return share >= nearlyAll || kind !== 'heading'
    ? {kind, sure: toLines(best.asking), unsure: toLines(unsure)}
    : {kind, sure: [], unsure: toLines([...best.asking, ...unsure])}
}

/** Lines outside of code, front matter and comments that may begin a card. */
function findCandidates(text: string): Candidate[] {
  const found: Candidate[] = []
  for (const [index, line] of blank(text).split(/\r?\n/).entries()) {
    const shape = findShape(line)
    if (shape === undefined) continue
    found.push({line: index + 1, shape, isAsking: isAsking(line)})
  }

  return found
}

function findShape(line: string): string | undefined {
  const [, marks] = /^ {0,3}(#{1,6})\s+\S/.exec(line) ?? []
  if (marks !== undefined) return `heading ${marks.length}`
  if (/<summary\b/i.test(line)) return 'details'
  if (/^ {0,3}\*\*[^*]+\*\*[\s:.]*$/.test(line)) return 'bold'
  // Links are those of a list of contents.
  if (/^ {0,3}(?:[-*+]|\d+[.)])\s+(?!\[[^\]]*\]\()\S/.test(line)) return 'item'
  return undefined
}

/** Whether a line asks, or has a number or a letter that says so. */
function isAsking(line: string): boolean {
  const plain = line
    .replace(/<[^>]*>/g, '')
    .replace(/^[\s#>]+/, '')
    .replace(/[*_`~]/g, '')
    .replace(/^[^\p{L}\p{N}]+/u, '')
  const isItem = /^\s*(?:[-*+]|\d+[.)])\s/.test(line)
  return (
    /[?？؟]/.test(plain.replace(/\]\([^)]*\)/g, '')) ||
    (!isItem &&
      /^(?:q(?:uestion)?s?[\s.#-]*)?\d{1,5}(?:[.:)\]、]|\s+[-–.]|$)/i.test(plain)) ||
    /^q(?:uestion)?\s*[.:)\]]/i.test(plain)
  )
}

/** @returns the text with lines of code, front matter and comments emptied */
function blank(text: string): string {
  const empty = (found: string): string => found.replace(/[^\n]+/g, '')
  return text
    .replace(/^\uFEFF?---\r?\n[^]*?\r?\n---[ \t]*$/m, (found, at: number) =>
      at === 0 ? empty(found) : found
    )
    .replace(/^( *)(`{3,}|~{3,})[^\n]*\n(?:[^]*?\n)?[ \t]*\2[`~]*[ \t]*$/gm, empty)
    .replace(/<!--[^]*?-->/g, empty)
}
