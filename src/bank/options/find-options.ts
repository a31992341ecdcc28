/**
 * Finds out which bullets and lines of a card are its options. Other lists (references, an explanation) may be right
 * beside them: only lines with a check box, and those between them, are certainly options.
 */
import type {Range} from '../../markdown/offsets.ts'
import {longestMarker, readOption} from './check-box.ts'
import type {LooseOption, TextLine} from './loose-options.ts'
import {
  isTextLine,
  readGluedLine,
  readInner,
  readLettered,
  readLineStart
} from './loose-options.ts'
import {pushAll} from '../../text/many.ts'

/** A bullet, as `bullets.ts` finds them. */
interface Item extends Range {
  readonly text: Range | undefined
  readonly checked: boolean | undefined
}

/** The options of a card. */
export interface Options<Bullet extends Item> extends Range {
  readonly bullets: readonly Bullet[]
  readonly loose: readonly LooseOption[]
}

/** A list, or a paragraph with options in it. */
interface Part<Bullet extends Item> extends Options<Bullet> {
  /** What shows that these are options: a check box, a symbol that means the same, or nothing. */
  readonly proof: 'box' | 'sign' | undefined
}

/** Where options are: below their label; or before all labels, where a card must have some, or may have some. */
export type Place = 'below a label' | 'required' | 'possible'

/**
 * @param bullets the outermost ones of a part of a card, in source order
 * @param lines those of the same part
 * @returns the options in it: those with check boxes; else those with letters; else a list that may be meant as
 *   options
 */
export function findOptions<Bullet extends Item>(
  bullets: readonly Bullet[],
  lines: readonly TextLine[],
  text: string,
  where: Place
): Options<Bullet> | undefined {
  const texts = lines.filter(isTextLine)
  const lists = groupBullets(bullets, text)
  const parts = [
    ...lists.map((list) => toPart(list, texts, text)),
    ...findParagraphs(texts, text, lists.length > 0)
  ].sort((left, right) => left.start - right.start)
  const runs = findRuns(parts, text)
  return (
    runs.find(({proof}) => proof === 'box') ??
    runs[0] ??
    findWithoutBoxes(lists, texts, text, where)
  )
}

/** A list without boxes, or lines with letters. Without a label, both together, or several lists, are unclear. */
function findWithoutBoxes<Bullet extends Item>(
  lists: readonly Bullet[][],
  lines: readonly TextLine[],
  text: string,
  where: Place
): Options<Bullet> | undefined {
  const loose = readLettered(lines, text)
  const [first] = loose
  const last = loose.at(-1)
  // The last option extends to the end of its paragraph.
  const end = lines.find(({end}) => last && last.end < end)?.node.position?.end
  const lettered = first && {
    start: first.start,
    end: end?.offset ?? 0,
    bullets: [],
    loose
  }
  if (where === 'below a label') {
    const list = joinGlued(lists, text)
    const {start, end} = span(list)
    return list.length > 0 && !(first && first.start < start)
      ? {start, end, bullets: list, loose: []}
      : lettered
  }

  const [list, other] = lists
  if (where === 'possible' || other || (list && lettered)) return undefined
  return list && isOptionLike(list, text)
    ? {...span(list), bullets: list, loose: []}
    : lettered
}

function span(ranges: readonly Range[]): Range {
  return {start: ranges[0]?.start ?? 0, end: ranges.at(-1)?.end ?? 0}
}

/** Groups bullets by list: another marker, or other text between them, begins another list (CommonMark 5.3). */
function groupBullets<Bullet extends Item>(
  bullets: readonly Bullet[],
  text: string
): Bullet[][] {
  const groups: Bullet[][] = []
  let last: Bullet | undefined
  for (const bullet of bullets) {
    const isSame =
      last &&
      readMarker(text, last) === readMarker(text, bullet) &&
      isBlank(text, last.end, bullet.start)
    if (isSame) groups.at(-1)?.push(bullet)
    else groups.push([bullet])
    last = bullet
  }

  return groups
}

/** The character that separates lists in Markdown, as another one begins another list: `-`, `.`. */
function readMarker(text: string, {start}: Range): string | undefined {
  return /^\d*(.)/.exec(text.slice(start, start + 12))?.[1]
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === ''
}

/** @returns whether the bullet has a check box, or a symbol for one; `undefined` if it has neither */
function readProof(
  {checked, text: words}: Item,
  text: string
): Part<Item>['proof'] {
  if (checked !== undefined) return 'box'
  const start = words?.start ?? 0
  const source = words ? text.slice(start, start + longestMarker) : ''
  if (readOption(source)?.isTicked === undefined) return undefined
  return /[[(［【]/.test(source) ? 'box' : 'sign'
}

function toPart<Bullet extends Item>(
  bullets: readonly Bullet[],
  lines: readonly TextLine[],
  text: string
): Part<Bullet> {
  const proofs = new Set(bullets.map((bullet) => readProof(bullet, text)))
  const range = span(bullets)
  const own = lines.filter(
    ({start, item}) => item && start >= range.start && start < range.end
  )
  const starts = own.flatMap(
    (line) => readLineStart(line, text) ?? readGluedLine(line, text) ?? []
  )
  const amount = bullets.length + starts.length
  const inOne = amount === 1 ? readLetteredBullet(bullets, own, text) : []
  const loose = own.flatMap((line) => {
    const first = starts.find(({start}) => start === line.lineStart)
    const from = first?.end ?? afterMarker(line, text)
    const inner = readInner(line, text, from).map((option) => ({
      ...option,
      // If one line has all boxes, each is an option; otherwise `[ ]` may be text of an option.
      isCertain: option.isCertain || amount === 1
    }))
    return first ? [first, ...inner] : inner
  })
  pushAll(loose, inOne)
  const proof = proofs.has('box')
    ? 'box'
    : proofs.has('sign')
      ? 'sign'
      : undefined
  return {...range, bullets, loose: proof ? loose : starts, proof}
}

/** The other options of a bullet that has all of them. With a tick, it would not be clear which of them is right. */
function readLetteredBullet(
  [bullet]: readonly Item[],
  lines: readonly TextLine[],
  text: string
): LooseOption[] {
  if (bullet?.checked !== false) return []
  const [first, ...others] = readLettered(lines, text)
  return first?.lineBreaks === '' ? others : []
}

/** The offset after the check box at the start of a bullet's text. */
function afterMarker({isItemStart, start}: TextLine, text: string): number {
  const marker = isItemStart
    ? readOption(text.slice(start, start + longestMarker))
    : undefined
  return start + (marker?.length ?? 0)
}

/** Paragraphs with lines that begin with a check box, or with the first option after the question. */
function* findParagraphs(
  lines: readonly TextLine[],
  text: string,
  hasLists: boolean
): Iterable<Part<never>> {
  for (let at = 0; at < lines.length;) {
    const {node, item} = lines[at] as TextLine
    const from = at
    while (lines[at]?.node === node) at++
    if (item) continue
    const own = lines.slice(from, at)
    const end = own.at(-1)?.end ?? 0
    const next = lines[at]
    const loose = readParagraph(own, text, {
      isBoxBelow: isBoxBelow(end, next, text),
      hasLists
    })
    const [first] = loose
    if (!first) continue
    const source = text.slice(first.start, first.end)
    const proof = /[[［【]/.test(source) ? 'box' : 'sign'
    yield {start: first.start, end, bullets: [], loose, proof}
  }
}

/** Whether the line below the paragraph is a bullet with a check box. */
function isBoxBelow(
  end: number,
  next: TextLine | undefined,
  text: string
): boolean {
  const lineBreak = text.indexOf('\n', end)
  if (lineBreak === -1 || next?.lineStart !== lineBreak + 1) return false
  const source = text.slice(next.lineStart, next.lineStart + longestMarker)
  return next.isItemStart && /^[ \t]*[-*+][ \t]+\[[ xX]\]/.test(source)
}

/** How a question ends; after any other text, a box is probably part of the sentence. */
const questionEnd = /[?!.:…。？！：]["')”»*_]*$/u

function readParagraph(
  lines: readonly TextLine[],
  text: string,
  {isBoxBelow, hasLists}: {isBoxBelow: boolean; hasLists: boolean}
): LooseOption[] {
  const options: LooseOption[] = []
  for (const [index, line] of lines.entries()) {
    const start = readLineStart(line, text)
    const inner = readInner(line, text, start?.end)
    if (start) {
      options.push(start, ...inner)
      continue
    }

    if (options.length > 0) continue
    const [first] = inner
    const next = lines[index + 1]
    const isFollowed = next
      ? readLineStart(next, text) !== undefined
      : isBoxBelow
    const hasTick = inner.some(({isTicked}) => isTicked)
    const isList = inner.length > 1 && hasTick && !hasLists
    const isGlued = inner.length === 1 && isFollowed
    if (!first || (!isList && !isGlued)) continue
    if (!questionEnd.test(text.slice(line.start, first.start))) continue
    const [, ...others] = inner.map((each) => ({...each, isCertain: true}))
    options.push({...first, lineBreaks: '\n\n', isCertain: true}, ...others)
  }

  // If one line has all boxes, each is an option; otherwise `[ ]` may be text of an option.
  const isOneLine =
    options.filter(({lineBreaks}) => lineBreaks === '').length < 2
  return isOneLine
    ? options.map((option) => ({...option, isCertain: true}))
    : options
}

/**
 * Runs of parts with check boxes, directly below each other or below what they show. A part between two of them is of
 * the same kind.
 */
function findRuns<Bullet extends Item>(
  parts: readonly Part<Bullet>[],
  text: string
): Part<Bullet>[] {
  const runs: Part<Bullet>[] = []
  for (let at = 0; at < parts.length;) {
    const from = at
    let last = at
    at++
    if (!parts[from]?.proof) continue
    for (let next = parts[at]; next; next = parts[at]) {
      if (!isContinued(parts[at - 1], next, text)) break
      if (next.proof) last = at
      at++
    }

    const run = parts.slice(from, last + 1)
    const bullets = run.flatMap((part) => part.bullets)
    const loose = run.flatMap((part) => part.loose)
    const hasBox = run.some(({proof}) => proof === 'box')
    // A single line with a symbol is a sentence.
    if (bullets.length > 0 || loose.length > 1) {
      const proof = hasBox ? 'box' : 'sign'
      runs.push({...span(run), bullets, loose, proof})
    }
  }

  return runs
}

/**
 * Whether only code and images, which options show, are between two parts; below a single option, any content may be.
 */
function isContinued(
  above: Part<Item> | undefined,
  below: Part<Item>,
  text: string
): boolean {
  const isAlone = (part: Part<Item> | undefined): boolean =>
    part?.proof === 'box' && part.bullets.length === 1
  return (
    (isAlone(above) && isAlone(below)) ||
    isShown(text.slice(above?.end, below.start))
  )
}

/** An image alone on its line. */
const image = /^(?:!\[[^[\]]*\]\([^()]*\)|<img\b[^<>]*>)$/

/** Whether a text is only fenced code and images: an option may show them. */
function isShown(text: string): boolean {
  let fence: string | undefined
  for (const line of text.split('\n')) {
    const source = line.trim()
    if (fence !== undefined) {
      if (source.startsWith(fence) && /^(.)\1+$/.test(source)) fence = undefined
    } else {
      fence = /^(?:`{3,}|~{3,})/.exec(source)?.[0]
      if (fence === undefined && source !== '' && !image.test(source)) {
        return false
      }
    }
  }

  return fence === undefined
}

/** The first list, with the lists that begin directly below it with another marker. */
function joinGlued<Bullet extends Item>(
  lists: readonly Bullet[][],
  text: string
): Bullet[] {
  const joined: Bullet[] = []
  for (const list of lists) {
    const above = joined.at(-1)?.end
    const gap = text.slice(above ?? 0, list[0]?.start)
    if (above !== undefined && gap.trim() + gap.replace(/[^\n]/g, '') !== '\n')
      break
    pushAll(joined, list)
  }

  return joined
}

/** Whether a list without any check box may be meant as options: not if it has only links, or remarks. */
function isOptionLike(list: readonly Item[], text: string): boolean {
  return list.length > 1 && !list.every((item) => isRemark(item, text))
}

/** @returns whether a bullet without a check box rather says something about the options */
export function isRemark({text: words}: Item, text: string): boolean {
  if (!words) return false
  // Nothing but a link; or a name with a colon or link, and what it introduces: `Reference: …`, `Ref(https://…)`.
  return /^(?:!?\[[^[\]\n]*\](?:\([^()\n]*\)|\[[^[\]\n]*\])[\s.]*$|<?https?:|(?:\*\*|__)?\p{L}[\p{L}\p{M} ]{1,24}(?:[:：]|\(https?:))/u.test(
    text.slice(words.start, Math.min(words.end, words.start + 400))
  )
}
