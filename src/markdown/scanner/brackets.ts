/** Links, images, references (CommonMark 6.3 and 6.4) and footnotes: what begins with a bracket. */
import {toString} from 'mdast-util-to-string'
import type {PhrasingContent} from 'mdast'
import type {Destination} from './destinations.ts'
import {readResource} from './destinations.ts'
import type {Bracket} from './emphasis.ts'
import {pairRuns} from './emphasis.ts'
import type {InlineScanner} from './inline-scanner.ts'
import type {Known} from './labels.ts'

/** So many brackets may be open: a link that closes one looks at the others. */
const mostOpen = 64

/** The label after the text of a reference, or none. */
const fullLabel = /\[([^[\]]{0,999})\]/y

/** A footnote's label, without escapes and entities. */
const noteLabel = /\[\^([^[\]\\&\s\0]{1,999})\]/y

/** Where a link or an image leads, and where that ends. */
type Target =
  | (Destination & {readonly type: 'resource'})
  | {
      readonly type: 'reference'
      readonly identifier: string
      readonly label: string
      readonly referenceType: 'collapsed' | 'full' | 'shortcut'
      readonly end: number
    }

/** Takes a `[` for the beginning of a link or image, or reads a footnote's mark. @returns whether it is sure */
export function openBracket(scanner: InlineScanner, at: number): boolean {
  const {brackets, labels, text} = scanner
  const isImage =
    text.charCodeAt(at - 1) === 33 /* `!` */ && scanner.isTextFrom(at - 1)
  if (text.charCodeAt(at + 1) === 94 /* `^` */ && labels.hasNotes) {
    const isSure = isImage ? false : readNote(scanner, at)
    if (isSure !== undefined) return isSure
  }

  const bracket: Bracket = {
    type: 'bracket',
    marker: isImage ? '!' : '[',
    start: scanner.begin(isImage ? at - 1 : at),
    index: scanner.items.length,
    isInactive: false
  }
  brackets.push(bracket)
  scanner.addMark(bracket, at + 1)
  return brackets.length <= mostOpen
}

/** @returns whether it is sure of the footnote; `undefined` where none is */
function readNote(scanner: InlineScanner, at: number): boolean | undefined {
  const {labels, text, to} = scanner
  noteLabel.lastIndex = at
  const label = noteLabel.exec(text)?.[1]
  const end = noteLabel.lastIndex
  if (label === undefined || end > to) return false
  const known = labels.findNote(label)
  if (known === 'unsure') return false
  if (known === undefined) return undefined
  const {identifier} = known
  const position = {start: scanner.begin(at), end: scanner.point(end)}
  return scanner.add(
    {type: 'footnoteReference', identifier, label, position},
    end
  )
}

/** Makes a link or an image of what is in brackets, or text. @returns whether it is sure */
export function closeBracket(scanner: InlineScanner, at: number): boolean {
  const {brackets, items} = scanner
  const bracket = brackets.pop()
  if (!bracket) return scanner.keep(1)
  const target = bracket.isInactive
    ? undefined
    : readTarget(scanner, bracket, at)
  if (target === 'unsure') return false
  if (!target) return scanner.keep(1)
  scanner.begin(at)
  const [, ...inner] = items.splice(bracket.index)
  const children = pairRuns(inner)
  if (!children) return false
  if (bracket.marker === '[') {
    for (const outer of brackets) {
      if (outer.marker === '[') outer.isInactive = true
    }
  }

  return scanner.add(toNode(target, bracket, children, scanner), target.end)
}

function toNode(
  target: Target,
  {marker, start}: Bracket,
  children: PhrasingContent[],
  scanner: InlineScanner
): PhrasingContent {
  const position = {start, end: scanner.point(target.end)}
  const isImage = marker === '!'
  const alt = isImage ? toString(children) : ''
  if (target.type === 'resource') {
    const {title, url} = target
    return isImage
      ? {type: 'image', title, url, alt, position}
      : {type: 'link', title, url, children, position}
  }

  const {identifier, label, referenceType} = target
  const reference = {identifier, label, referenceType, position}
  return isImage
    ? {type: 'imageReference', ...reference, alt}
    : {type: 'linkReference', ...reference, children}
}

/**
 * @param at offset of the bracket that closes the text
 * @returns what the text in brackets leads to; `undefined` where it leads nowhere
 */
function readTarget(
  scanner: InlineScanner,
  {marker, start}: Bracket,
  at: number
): Target | 'unsure' | undefined {
  const {labels, text, to} = scanner
  const next = at + 1 < to ? text.charAt(at + 1) : ''
  if (next === '(') {
    const found = readResource(text, at + 1, to)
    if (found === 'unsure') return 'unsure'
    if (found) return {type: 'resource', ...found}
  }

  const from = (start.offset ?? 0) + (marker === '!' ? 2 : 1)
  const own = text.slice(from, at)
  if (next !== '[')
    return toReference(labels.find(own), own, 'shortcut', at + 1)
  fullLabel.lastIndex = at + 1
  const full = fullLabel.exec(text)?.[1]
  const isFull = full !== undefined && fullLabel.lastIndex <= to
  if (!isFull) return scanner.mayReachLine(at) ? 'unsure' : undefined
  // Where it leads nowhere, micromark has the text in it end after the marks of a quote.
  if (scanner.isInContainer && full.includes('\n')) return 'unsure'
  const end = at + full.length + 3
  return full === ''
    ? toReference(labels.find(own), own, 'collapsed', end)
    : toReference(labels.find(full), full, 'full', end)
}

function toReference(
  known: Known | 'unsure' | undefined,
  label: string,
  referenceType: 'collapsed' | 'full' | 'shortcut',
  end: number
): Target | 'unsure' | undefined {
  if (typeof known !== 'object') return known
  const {identifier} = known
  return {type: 'reference', identifier, label, referenceType, end}
}
