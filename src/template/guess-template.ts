/** Guesses what the cards of a bank look like of which front matter says nothing, or something else. */
import {stripBold} from './card-title.ts'

/** A heading of a document. */
export interface GuessHeading {
  /** 1 to 6. */
  readonly depth: number
  /** Its source, without markers. */
  readonly title: string
}

/** The shape that many headings have. */
export interface Guess<Heading> {
  /** The headings, in source order. */
  readonly headings: readonly Heading[]
  /** What to write in front matter, in one line: `{depth: 2, number: "1."}`. */
  readonly card: string
}

/** So many headings alike are a habit; where something else says that they are cards, one with a number is enough. */
const fewest = 3

/**
 * @param headings of a document, in source order
 * @param areCards whether they are cards, as far as can be told
 * @returns the shape of its cards; `undefined` where no number, prefix or question mark tells
 */
export function guessCards<Heading extends GuessHeading>(
  headings: readonly Heading[],
  areCards: boolean
): Guess<Heading> | undefined {
  const groups = new Map<string, Heading[]>()
  for (const heading of headings) {
    const lead = readLead(heading)
    if (heading.depth === 1 || lead === undefined) continue
    const key = `depth: ${heading.depth}, ${lead}`
    const group = groups.get(key)
    if (group) group.push(heading)
    else groups.set(key, [heading])
  }

  const [key = '', group = []] =
    [...groups]
      .sort(([, left], [, right]) => right.length - left.length)
      .find(
        ([key, {length}]) =>
          length >= (areCards && key.includes('#1') ? 1 : fewest)
      ) ?? []
  if (group.length === 0) return undefined
  const first = /\d{1,6}/.exec(group[0]?.title ?? '')?.[0] ?? ''
  return {headings: group, card: `{${key.replace('#1', () => first)}}`}
}

/** What stands in front of a title, as front matter says it; the number is that of the first card. */
function readLead({title}: GuessHeading): string | undefined {
  const source = stripBold(title)
  const [, before, mark] =
    /^(\p{L}{0,20}[ #]{0,2})\d{1,6}([.):：、]{0,2})(?:[ \t]|\p{Lo}|$)/u.exec(
      source
    ) ?? []
  if (before !== undefined && mark !== undefined && before + mark !== '') {
    return `number: "${before}#1${mark}"`
  }

  const prefix = /^\p{L}{1,20}[.:：](?=[ \t])/u.exec(source)?.[0]
  if (prefix !== undefined) return `prefix: "${prefix}"`
  return /[?？؟]$/.test(source) ? 'prefix: ""' : undefined
}
