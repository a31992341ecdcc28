/**
 * Characters that Markdown takes for markup, but whose author did not: the stars of `COUNT(*) … COUNT(*)`, the
 * underscores of `__init__`, the `2.` of a line that is not a list item. Prettier would write other characters for
 * them, or join their line with the one above, and readers could not see any more what was meant. Also spaces at the
 * ends of lines of code, which belong to it.
 */
import type {Nodes, PhrasingContent} from 'mdast'
import type {Range} from '../markdown/offsets.ts'
import {lineStartOf, rangeOf, startOf} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'

/** Emphasis that its author did not mean; offsets count UTF-16 units of the source. */
export interface Accident extends Range {
  /** Whether it is a name between underscores, such as `__init__`. */
  readonly isName: boolean
  /** Length of each of its two delimiters. */
  readonly width: 1 | 2
}

/** No sentence begins with these characters: the delimiter before them ends something. */
const closed = /^(?:[)\]},;:?>]|<\/|["'”’»](?=[\s)\]},;:]))/

/** No sentence ends with these characters: the delimiter after them begins something. */
const opened = /(?:[([{/]|[\s([{]["'“‘«]|<[a-z][^<>]{0,80}>)$/i
const lastOfOpened = '([{/"\'“‘«>'

/** Names that languages write between double underscores; any other word may be meant as bold. */
const names = new Set(
  [
    'abs add aenter aexit aiter all and anext annotations await bases bool builtins bytes cached call class closure code',
    'complex contains construct debug defaults del delattr delete delitem destruct dict dir divmod doc enter eq exit file',
    'float floordiv format func future ge get getattr getattribute getitem getnewargs getstate globals gt hash iadd import',
    'index init instancecheck int invert iter kwdefaults le len loader lshift lt main matmul missing mod module mro mul name',
    'ne neg new next or package path pos post_init pow prepare proto qualname radd reduce repr reversed round rshift self set',
    'setattr setitem setstate sizeof slots spec str sub subclasses subclasscheck subclasshook truediv typename version',
    'weakref wrapped xor CLASS COUNTER DATE DIR FILE FUNCTION LINE METHOD NAMESPACE TIME TRAIT'
  ]
    .join(' ')
    .split(' ')
)

/**
 * @param nodes as remark parses them
 * @param source what their offsets refer to
 * @returns the emphasis that its author did not mean, outermost first, in source order
 */
export function findAccidents(
  nodes: readonly Nodes[],
  source: string
): Accident[] {
  const all: Stress[] = []
  visitAll(nodes, (node) => {
    if (node.type !== 'emphasis' && node.type !== 'strong') return
    const range = rangeOf(node)
    const width = node.type === 'strong' ? 2 : 1
    if (range) all.push({...range, width, children: node.children})
  })
  let signs: ReadonlySet<number> | undefined
  // Strong text that is ended by the same two stars that begin it: of `**kwargs`, one star is left over, or each is
  // ended by another star.
  const torn = new Set<number>()
  for (const {start} of all.filter((stress) => isTorn(stress, source))) {
    torn.add(start - 1).add(start)
  }

  const isLeft = (at: number, sign: string): boolean => {
    if (torn.has(at)) return true
    if (source.charAt(at) !== sign) return false
    signs ??= new Set(all.flatMap(findSigns))
    return !signs.has(at)
  }
  return all.flatMap((stress) => readAccident(stress, source, isLeft) ?? [])
}

/** Emphasis or strong text. */
interface Stress extends Pick<Accident, 'start' | 'end' | 'width'> {
  readonly children: readonly PhrasingContent[]
}

/** @returns the offsets of the delimiters around a text */
function findSigns({
  end,
  start,
  width
}: Pick<Accident, 'start' | 'end' | 'width'>): number[] {
  return width === 1 ? [start, end - 1] : [start, start + 1, end - 2, end - 1]
}

/** Whether a delimiter begins one emphasis directly in another. */
function isTorn({children, start, width}: Stress, source: string): boolean {
  return (
    width === 1 &&
    children[0]?.type === 'emphasis' &&
    source.charAt(start) === source.charAt(start + 1)
  )
}

function readAccident(
  {end, start, width}: Stress,
  source: string,
  isLeft: (at: number, sign: string) => boolean
): Accident | undefined {
  const content = source.slice(start + width, end - width)
  const isName =
    width === 2 &&
    source.startsWith('__', start) &&
    isNameInCode(content, source.charAt(start - 1), source.slice(end, end + 2))
  if (isName) return {start, end, isName, width}
  const isAccident =
    isLeft(start - 1, source.charAt(start)) ||
    isLeft(end, source.charAt(start)) ||
    closed.test(content) ||
    (lastOfOpened.includes(content.slice(-1)) &&
      opened.test(content.slice(-90))) ||
    isOperator(source.charAt(start - 1), content, source.charAt(end))
  return isAccident ? {start, end, isName, width} : undefined
}

/** Whether a word between double underscores is a name: a known one, one with an underscore, or one in an expression. */
function isNameInCode(word: string, before: string, after: string): boolean {
  if (!/^[A-Za-z]\w*$/.test(word)) return false
  if (names.has(word) || /[a-z\d]_[a-z\d]/.test(word)) return true
  return before === '.' || /^(?:\.[a-z]|\()/.test(after)
}

/** Whether the stars are operators (`2*3*4`, `a*b and c*d`) or belong to a comment in code (`/*a*\/`). */
function isOperator(before: string, content: string, after: string): boolean {
  if (before === '/' && after === '/') return true
  if (!/[a-z\d)\]]/i.test(before) || !/[a-z\d([]/i.test(after)) return false
  return /\s/.test(content) || /^(?:[a-z]|[\d.]+)$/i.test(content)
}

/**
 * Text that Prettier reads as the start of a list item or heading, if it is a separate word, and joins with the line
 * above.
 */
const lineSign = /^(?:[-+]|#{1,6}|\d{1,9}[.)])(?=[\s*_`[!<])/

/** Whether the text may need to be parsed. */
const trace =
  /__|\*[)\]},;:?>"'”’»<]|[([{/"'“‘«>]\*|[\w)\]]\*[\w([]|\n[ \t]*(?:[-+](?=[^\s-])|#{1,6}(?=[^\s#])|\d{1,9}[.)])/

/** Whether the text may contain code. */
const codeTrace = /`{3}|~{3}|^[ >]*(?: {4}|\t)/m

/** A text without characters that could be read as markup. */
export interface Protected {
  readonly text: string
  /** Puts the characters back into the text that was made of it. */
  readonly restore: (text: string) => string
}

/** Characters for private use, which no text of a bank has. They are as wide as the ones that they replace. */
const firstStandIn = 0xe0_00

/**
 * @param text Markdown for Prettier
 * @param keepsLines whether its lines must stay as they are
 * @param keepsCode whether its code must
 */
export function protectSigns(
  text: string,
  keepsLines: boolean,
  keepsCode: boolean
): Protected {
  const unchanged = {text, restore: (after: string) => after}
  const hasCodeToKeep =
    keepsCode && codeTrace.test(text) && /[ \t]$/m.test(text)
  if (!trace.test(text) && !hasCodeToKeep) return unchanged
  if (/[\uE000-\uF8FF]/.test(text)) return unchanged
  const nodes = parse(text).children
  // A block is printed the same whatever the others are: they may be in another part of the text.
  const traced = nodes.filter((node) => {
    const range = rangeOf(node)
    return range && trace.test(text.slice(range.start, range.end))
  })
  const offsets = new Set(findAccidents(traced, text).flatMap(findSigns))
  if (keepsLines) for (const at of findLineSigns(traced, text)) offsets.add(at)
  if (hasCodeToKeep) for (const at of findCodeEnds(nodes, text)) offsets.add(at)
  if (offsets.size === 0) return unchanged
  const signs = [...new Set([...offsets].map((at) => text.charAt(at)))]
  const standIns = new Map(
    signs.map((sign, index) => [
      sign,
      String.fromCharCode(firstStandIn + index)
    ])
  )
  const parts: string[] = []
  let from = 0
  for (const at of [...offsets].sort((left, right) => left - right)) {
    parts.push(text.slice(from, at), standIns.get(text.charAt(at)) ?? '')
    from = at + 1
  }

  return {
    text: parts.join('') + text.slice(from),
    restore: (after) =>
      after.replace(
        /[\uE000-\uF8FF]/g,
        (standIn) => signs[standIn.charCodeAt(0) - firstStandIn] ?? standIn
      )
  }
}

/** @returns the offsets of the last characters of signs that begin a line of a paragraph, except for its first line */
function findLineSigns(nodes: readonly Nodes[], text: string): number[] {
  const offsets: number[] = []
  visitAll(nodes, (node) => {
    if (node.type !== 'text') return
    const start = startOf(node)
    const end = node.position?.end.offset ?? start
    // The text before the sign has a line break, or is a hard break.
    const from = start > 0 && text[start - 1] === '\n' ? start - 1 : start
    for (let at = text.indexOf('\n', from); at !== -1 && at < end;) {
      let next = at + 1
      while (/[\t >]/.test(text.charAt(next))) next++
      const sign = lineSign.exec(text.slice(next, next + 12))?.[0]
      if (sign && next >= start && lineStartOf(text, next) === at + 1) {
        offsets.push(next + sign.length - 1)
      }

      at = text.indexOf('\n', at + 1)
    }
  })
  return offsets
}

/** @returns the offsets of the last characters of code lines that end in spaces or tabs, which Prettier removes */
function findCodeEnds(nodes: readonly Nodes[], text: string): number[] {
  const offsets: number[] = []
  visitAll(nodes, (node) => {
    if (node.type !== 'code' || !/[ \t]$/m.test(node.value)) return
    let at = startOf(node)
    const parts = text.slice(at, node.position?.end.offset).split(/(\r\n?|\n)/)
    const lines = node.value.split(/\r\n?|\n/)
    // The fence is the line above the first one.
    if (/[`~]/.test(text.charAt(at))) lines.unshift('')
    for (const [index, part] of parts.entries()) {
      at += part.length
      const isLine = index % 2 === 0
      if (isLine && /[ \t]$/.test(lines[index / 2] ?? '')) offsets.push(at - 1)
    }
  })
  return offsets
}

/** Calls for each node, a parent before its children, in source order. */
function visitAll(nodes: readonly Nodes[], see: (node: Nodes) => void): void {
  const pending = nodes.toReversed()
  for (let node = pending.pop(); node; node = pending.pop()) {
    see(node)
    if (!('children' in node)) continue
    const {children} = node
    for (let at = children.length - 1; at >= 0; at--) {
      pending.push(children[at] as Nodes)
    }
  }
}
