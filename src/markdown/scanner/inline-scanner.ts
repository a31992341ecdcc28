/**
 * Inline content of a paragraph or heading to mdast: text, code, emphasis, links, line breaks, escapes. Section numbers are those
 * of CommonMark 0.31. What a character begins is in `inline-constructs.ts`; the scanner collects nodes, and marks that may turn out
 * to be text, and pairs them where a link or the text ends (`emphasis.ts`). It declines what is rare:
 *
 * - Code and addresses that go on on another line, or have control characters; long runs of markers; many open ones.
 * - `<` before what may be HTML in another form than most is, entities that most texts do not have.
 * - A reference that the whole text may define, but not surely (`labels.ts`).
 * - What GFM finds in text once it is read (`www.`, `https://`, `@` with a domain after it), where micromark has found nothing.
 */
import type {Nodes, PhrasingContent} from 'mdast'
import type {Point} from 'unist'
import type {Bracket, Item, Pairing, Run} from './emphasis.ts'
import {pairRuns} from './emphasis.ts'
import {inlineConstructs} from './inline-constructs.ts'
import {Labels} from './labels.ts'

const lineFeed = 10
const space = 32

/** Whether a UTF-16 unit can mean something: 1 where it can, 0 where it is text wherever it is. */
const isSpecial = new Uint8Array(0x1_00_00)
for (const [code, construct] of inlineConstructs.entries()) {
  if (construct) isSpecial[code] = 1
}

/** Signs in values that GFM makes links of; wider than what it accepts. */
const address = /www\.|https?:\/\/[\w-]*\.|@[\w-]+\.[\w-]/i

/** Scans one piece of inline content after another of the same text. */
export class InlineScanner {
  /** Line that the scanner has reached, from 1. */
  line = 1
  /** Offset at which that line begins. */
  lineStart = 0
  /** Whether what is scanned is in cells of a table, in which bars are escaped in code, too. */
  isInTable = false
  /** Whether what is scanned is in a list or quote. */
  isInContainer = false
  /** Spaces before its later lines that are those of a list. */
  indent = 0

  readonly text: string
  readonly labels: Labels
  at = 0
  from = 0
  to = 0
  /** Nodes and marks of the text so far. */
  items: Item[] = []
  /** Those of the marks that are open brackets. */
  readonly brackets: Bracket[] = []
  /** What the first run of the text is paired by. */
  first: Pairing | undefined = undefined
  /** Whether a value may have an address in it. */
  mayHaveAddress = false
  /** Whether backticks that nothing closes are text. */
  hasOpenCode = false
  /** How many dots have been looked at that are in no address. */
  hosts = 0
  private hasMarks = false
  /** Offset of the last line break of the text, if it has been looked for. */
  private lastBreak: number | undefined
  /** The same of the first `>` after an offset. */
  private greater = {from: 0, at: -1}
  /** Offset at which the text node begins that is being read; -1 where none is. */
  private textStart = -1
  private textLine = 1
  private textLineStart = 0
  /** What has been read of its value, up to `cut`. */
  private value = ''
  private cut = 0
  /** Offset of the first text on a line that is in the same node as the end of the line before. */
  private lineText = -1

  /** @param labels those of the whole text, if this is a part of one */
  constructor(text: string, labels = new Labels(text)) {
    this.text = text
    this.labels = labels
  }

  /**
   * Scans content that has no white space at either end and at which `line` and `lineStart` point; afterwards they
   * point at its last line.
   *
   * @param children to which the nodes are added
   * @returns whether the scanner is sure; if not, what it has added means nothing
   */
  scan(from: number, to: number, children: PhrasingContent[]): boolean {
    const {text} = this
    this.reset(from, to, children)
    for (;;) {
      let {at} = this
      while (at < to && isSpecial[text.charCodeAt(at)] === 0) at++
      if (at > this.at) {
        if (this.textStart === -1) this.beginText(this.at)
        this.at = at
      }

      if (at >= to) break
      if (!inlineConstructs[text.charCodeAt(at)]?.(this, at)) return false
    }

    this.flush(to)
    if (this.hasMarks) {
      const nodes = pairRuns(this.items, this.first)
      if (!nodes) return false
      children.length = 0
      for (const node of nodes) children.push(node)
    }

    return !this.mayHaveAddress || !hasAddress(children)
  }

  private reset(from: number, to: number, children: PhrasingContent[]): void {
    this.at = from
    this.from = from
    this.to = to
    this.items = children
    this.brackets.length = 0
    this.first = undefined
    this.hasMarks = false
    this.mayHaveAddress = false
    this.hasOpenCode = false
    this.hosts = 0
    this.lastBreak = undefined
    this.textStart = -1
  }

  /** @returns the point at an offset on the current line */
  point(offset: number): Point {
    return {line: this.line, column: offset - this.lineStart + 1, offset}
  }

  /** Takes characters for text. */
  keep(length: number): true {
    if (this.textStart === -1) this.beginText(this.at)
    this.at += length
    return true
  }

  /** Reads a part of the source as other text than it is. */
  replace(start: number, end: number, value: string): true {
    if (this.textStart === -1) this.beginText(start)
    // What is escaped looks like an address to GFM, which goes by the value.
    this.mayHaveAddress = true
    this.cutOut(start, end)
    this.value += value
    this.at = end
    return true
  }

  /** @returns whether all that has been read from an offset on is text as it is written */
  isTextFrom(start: number): boolean {
    const {cut, textStart} = this
    return textStart !== -1 && Math.max(textStart, cut) <= start
  }

  /**
   * @returns whether the text goes on on another line of a list or quote after an offset: what is looked for there and not found
   *   makes micromark give other positions to the line break
   */
  mayReachLine(at: number): boolean {
    if (!this.isInContainer) return false
    this.lastBreak ??=
      this.from + this.text.slice(this.from, this.to).lastIndexOf('\n')
    return at < this.lastBreak
  }

  /** @returns whether a `>` follows in the text */
  hasGreaterAfter(at: number): boolean {
    const {greater, text, to} = this
    if (at < greater.from || at > greater.at) {
      const next = text.indexOf('>', at)
      this.greater = {from: at, at: next === -1 ? Infinity : next}
    }

    return this.greater.at < to
  }

  /** Ends the text before a node. @returns the point at which the node begins */
  begin(at: number): Point {
    this.flush(at)
    return this.point(at)
  }

  /** Adds a node that ends at an offset, and moves there. */
  add(node: PhrasingContent, end: number): true {
    this.items.push(node)
    this.at = end
    return true
  }

  /** Adds what may be text, or a part of a node. */
  addMark(mark: Bracket | Run, end: number): void {
    this.items.push(mark)
    this.hasMarks = true
    this.at = end
  }

  /** Soft and hard line breaks (6.7, 6.8): spaces around the line ending are dropped, two or more of them break. */
  readLineEnding(at: number): boolean {
    const {text} = this
    const end = this.skipLineEnding(at)
    if (end === at) return false
    let trail = at
    while (text.charCodeAt(trail - 1) === space) trail--
    // After code or emphasis, the spaces are all that there is of the text.
    const isBare = this.textStart === -1 || this.textStart >= trail
    if (isBare) this.textStart = -1
    if (at - trail > 1) return this.breakLine(trail, end)
    const next = this.skipSpaces(end)
    if (isBare) this.beginText(at)
    else if (trail < at) this.cutOut(trail, at)
    this.startLine(end)
    if (next > end) this.cutOut(end, next)
    this.lineText = next
    this.at = next
    return true
  }

  /** A hard break that is made by the backslash at an offset. */
  readHardBreak(at: number): boolean {
    const end = this.skipLineEnding(at + 1)
    return end > at + 1 && this.breakLine(at, end)
  }

  /** Moves to the start of another line. */
  startLine(start: number): void {
    this.line++
    this.lineStart = start
  }

  private breakLine(at: number, lineStart: number): true {
    const start = this.begin(at)
    this.startLine(lineStart)
    const position = {start, end: this.point(lineStart)}
    return this.add({type: 'break', position}, this.skipSpaces(lineStart))
  }

  /** @returns offset after the line ending at an offset; the same where it is not one that texts have */
  private skipLineEnding(at: number): number {
    if (this.text.charCodeAt(at) === lineFeed) return at + 1
    return this.text.startsWith('\r\n', at) ? at + 2 : at
  }

  private skipSpaces(from: number): number {
    let at = from
    while (this.text.charCodeAt(at) === space) at++
    return at
  }

  private beginText(start: number): void {
    this.textStart = start
    this.textLine = this.line
    this.textLineStart = this.lineStart
    this.value = ''
    this.cut = start
  }

  /** Leaves a part of the source out of the text's value. */
  private cutOut(start: number, end: number): void {
    this.value += this.text.slice(this.cut, start)
    this.cut = end
  }

  /** Ends the text node that is being read, if there is one. */
  private flush(end: number): void {
    const {cut, textStart} = this
    this.textStart = -1
    if (textStart === -1 || textStart === end) return
    const rest = this.text.slice(cut, end)
    this.items.push({
      type: 'text',
      value: this.value === '' ? rest : this.value + rest,
      position: {
        start: {
          line: this.textLine,
          column: textStart - this.textLineStart + 1,
          offset: textStart
        },
        // Text that ends a line ends there, and not after the white space of the next.
        end: this.point(this.lineText === end ? this.lineStart : end)
      }
    })
  }
}

/** @returns whether GFM makes links of a text that is not in a link */
function hasAddress(nodes: readonly Nodes[]): boolean {
  return nodes.some((node) => {
    if (node.type === 'text') return address.test(node.value)
    const isLink = node.type === 'link' || node.type === 'linkReference'
    return !isLink && 'children' in node && hasAddress(node.children)
  })
}
