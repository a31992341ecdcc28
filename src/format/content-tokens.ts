/**
 * What a text says, apart from how it is written: a list of tokens from its mdast. Two texts with the same tokens read
 * the same: same words in the same order, same code, links, images, HTML and formulas, in the same structure. White
 * space, the choice among markers, escapes, entities, the width of tables and the case of labels of references are left
 * out: a formatter may change those.
 */
import type {
  Blockquote,
  Code,
  Definition,
  Html,
  Nodes,
  Parents,
  PhrasingContent,
  Yaml
} from 'mdast'
import {readNumber} from './keep-numbers.ts'
import type {Range} from '../markdown/offsets.ts'
import {findMath} from './math.ts'

/** What a token represents; `structure` is the beginning or end of a node. */
export type TokenKind =
  | 'code'
  | 'front matter'
  | 'HTML'
  | 'image'
  | 'link'
  | 'math'
  | 'number'
  | 'structure'
  | 'word'

/** A part of what a text says. */
export interface Token {
  readonly kind: TokenKind
  /** Tokens are compared by it. */
  readonly value: string
  /** What a person would call it. */
  readonly name: string
  /** For code, its language; `yaml` for front matter. */
  readonly lang?: string
  /** The innermost block around it, in the source. */
  readonly block: Range
}

/** Options of `outline`. */
export interface OutlineOptions {
  /** Whether line breaks in prose may be moved: if so, one between ideographs means nothing. */
  readonly isWrapped: boolean
}

/**
 * Begins the text that represents markup within a word. Micromark replaces this character, so no text has it.
 */
const mark = '\0'

/** A space in code and other literals, if it is not between two words. */
const space = `${mark}_`

/** Comments that Prettier itself puts at the start of a text. */
const pragma = /^<!--\s*@(?:format|prettier|noformat|noprettier)\s*-->$/

/** Scripts without spaces between words. */
const ideograph =
  '[\\p{Script_Extensions=Han}\\p{Script_Extensions=Hiragana}\\p{Script_Extensions=Katakana}\\p{Script_Extensions=Bopomofo}\\p{Script_Extensions=Hangul}]'
/** Compiled only when it is needed, as that takes half a millisecond. */
let ideographBreak: RegExp | undefined

/**
 * @param nodes as remark parses them
 * @param source what their offsets refer to
 */
export function outline(
  nodes: readonly Nodes[],
  source: string,
  options: OutlineOptions
): Token[] {
  const made = new Outline(source, options)
  for (const node of nodes) made.addBlock(node)
  return made.finish()
}

class Outline {
  private readonly tokens: Token[] = []
  private readonly formulas: Token[] = []
  private readonly source: string
  private readonly options: OutlineOptions
  private block: Range = {start: 0, end: 0}

  constructor(source: string, options: OutlineOptions) {
    this.source = source
    this.options = options
  }

  finish(): Token[] {
    // Formulas come after the rest: a formatter may see a separate block where Markdown sees the end of a paragraph.
    return [...joinDisplayMath(this.tokens), ...this.formulas]
  }

  addBlock(node: Nodes): void {
    const {start, end} = node.position ?? {}
    if (start?.offset !== undefined && end?.offset !== undefined) {
      this.block = {start: start.offset, end: end.offset}
    }

    switch (node.type) {
      case 'code':
      case 'yaml':
      case 'html':
      case 'definition': {
        this.addVerbatim(node)
        return
      }

      case 'paragraph':
      case 'heading':
      case 'tableCell': {
        this.open(node)
        this.addPhrasing(node.children)
        this.addMath(node)
        this.close(node)
        return
      }

      default: {
        this.open(node)
        if (node.type === 'blockquote' && isAlert(node, this.source)) {
          this.add('structure', 'alert', 'alert')
        }

        const isNumbered = node.type === 'list' && node.ordered === true
        if ('children' in node) {
          for (const child of (node as Parents).children) {
            if (isNumbered) this.addNumber(child)
            this.addBlock(child)
          }
        } else if ('value' in node) {
          this.add('word', node.value, firstLine(node.value))
        }

        this.close(node)
      }
    }
  }

  private addVerbatim(node: Code | Definition | Html | Yaml): void {
    switch (node.type) {
      case 'code': {
        const {lang, meta, value} = node
        const info = [lang, meta].filter(Boolean).join(' ')
        const name = `code block${info && ` \`${info}\``}`
        this.add('structure', `code ${info}`, name)
        // Prettier removes spaces at line ends, also in code.
        const lines = toLines(value).replace(/[\t ]+$/gm, '')
        this.add('code', lines, firstLine(value), lang ?? '')
        return
      }

      case 'yaml': {
        const {value} = node
        this.add('front matter', toLines(value), 'front matter', 'yaml')
        return
      }

      case 'html': {
        if (pragma.test(node.value.trim())) return
        this.add('HTML', unindent(node.value), firstLine(node.value))
        return
      }

      case 'definition': {
        const {identifier, url, title} = node
        this.add('link', [identifier, url, title ?? ''].join(mark), url)
      }
    }
  }

  /** The number of a list item. */
  private addNumber({position}: Nodes): void {
    const number = readNumber(this.source, position?.start.offset ?? 0)
    this.add('number', number, number)
  }

  private addPhrasing(nodes: readonly PhrasingContent[]): void {
    const parts: string[] = []
    for (const node of nodes) collect(node, parts)
    let text = parts.join('')
    if (this.options.isWrapped) {
      ideographBreak ??= new RegExp(
        `(?<=${ideograph})[ \\n\\r]+|[ \\n\\r]+(?=${ideograph})`,
        'gu'
      )
      text = text.replace(ideographBreak, '')
    }

    for (const word of text.split(/[\t\n\v\f\r ]+/)) {
      // Two of the dollar signs around a formula are enough.
      if (word !== '') this.addWord(/^\${3,}$/.test(word) ? '$$' : word)
    }
  }

  /** Adds a word; it may have markup within or at its ends, or be only markup. */
  private addWord(word: string): void {
    const kinds: TokenKind[] = ['code', 'image', 'link', 'HTML']
    const kind = kinds.find((kind) => word.includes(`${mark}${kind}`))
    const name = word
      .replaceAll(space, ' ')
      .replace(embedded, ' ')
      .replace(markup, '')
      .replaceAll(`${mark},`, ' ')
      .trim()
    if (kind) this.add(kind, word, name)
    else this.add(name === '' ? 'structure' : 'word', word, name || 'emphasis')
  }

  private addMath({position}: Nodes): void {
    const text = this.source.slice(position?.start.offset, position?.end.offset)
    if (!text.includes('$')) return
    for (const math of findMath(text)) {
      const {block} = this
      this.formulas.push({kind: 'math', value: math, name: math, block})
    }
  }

  private open(node: Nodes): void {
    const details = describe(node)
    this.add('structure', `${node.type} ${details}`, nameOf(node))
  }

  private close(node: Nodes): void {
    this.add('structure', `end of ${node.type}`, `end of ${nameOf(node)}`)
  }

  private add(
    kind: TokenKind,
    value: string,
    name: string,
    lang?: string
  ): void {
    const {block} = this
    this.tokens.push({
      kind,
      value,
      name,
      block,
      ...(lang !== undefined && {lang})
    })
  }
}

const names: Partial<Record<Nodes['type'], string>> = {
  blockquote: 'quote',
  footnoteDefinition: 'footnote',
  listItem: 'list item',
  tableCell: 'cell of a table',
  tableRow: 'row of a table',
  thematicBreak: 'horizontal rule'
}

/** Whether GitHub shows the quote as a note or warning: if so, its kind is on a separate line. */
function isAlert({children: [first]}: Blockquote, source: string): boolean {
  if (first?.type !== 'paragraph') return false
  const {start, end} = first.position ?? {}
  return /^\[![A-Za-z]+\][\t ]*(?:[\n\r]|$)/.test(
    source.slice(start?.offset, end?.offset)
  )
}

function nameOf({type}: Nodes): string {
  return names[type] ?? type
}

/** Properties of a node other than its text and children. */
function describe(node: Nodes): string {
  switch (node.type) {
    case 'heading': {
      return String(node.depth)
    }

    case 'list': {
      return node.ordered ? `from ${node.start ?? 1}` : ''
    }

    case 'listItem': {
      return typeof node.checked === 'boolean' ? String(node.checked) : ''
    }

    case 'table': {
      return JSON.stringify(node.align)
    }

    case 'footnoteDefinition': {
      return node.identifier
    }

    default: {
      return ''
    }
  }
}

/** Marks in a word before the content of code, and before the addresses of links. */
const embedded = /\0(?:code|HTML|image|link)\0/g

/** Marks that markup leaves in a word. */
const markup = /\0\/?[A-Za-z]+\0/g

/** Adds the text of a node with its markup. */
function collect(node: PhrasingContent, parts: string[]): void {
  const put = (
    name: string,
    ...values: readonly (string | null | undefined)[]
  ): void => {
    const value = values.map((each) => each ?? '').join(`${mark},`)
    parts.push(`${mark}${name}${mark}`, value.replace(/\r\n|\s/g, space))
  }
  switch (node.type) {
    case 'text': {
      parts.push(node.value)
      return
    }

    case 'break': {
      parts.push(` ${mark}break${mark} `)
      return
    }

    case 'inlineCode': {
      put('code', node.value)
      return
    }

    case 'html': {
      put('HTML', unindent(node.value))
      return
    }

    case 'image': {
      put('image', collapse(node.alt), node.url, node.title)
      return
    }

    case 'imageReference': {
      put('image', collapse(node.alt), node.identifier)
      return
    }

    case 'footnoteReference': {
      put('link', node.identifier)
      return
    }

    default: {
      if (!('children' in node)) {
        if ('value' in node) parts.push((node as {value: string}).value)
        return
      }

      parts.push(`${mark}${node.type}${mark}`)
      for (const child of node.children) collect(child, parts)
      if (node.type === 'link') put('link', node.url, node.title)
      else if (node.type === 'linkReference') put('link', node.identifier)
      parts.push(`${mark}/${node.type}${mark}`)
    }
  }
}

/** White space as a browser shows it. */
function collapse(text: string | null | undefined): string {
  return (text ?? '').trim().replace(/\s+/g, ' ')
}

/**
 * Lines of `$$` begin and end a formula, whatever is around them. In Markdown they are text of the paragraph above,
 * unless a blank line is between.
 */
function joinDisplayMath(tokens: readonly Token[]): Token[] {
  const isMath = (token: Token | undefined): boolean =>
    token?.value.startsWith('$$') ?? false
  return tokens.filter((token, at) => {
    const isEnd = token.value === 'end of paragraph'
    const end = isEnd ? at : at - 1
    if (!isEnd && !token.value.startsWith('paragraph ')) return true
    if (tokens[end]?.value !== 'end of paragraph') return true
    if (!tokens[end + 1]?.value.startsWith('paragraph ')) return true
    return !isMath(tokens[end - 1]) && !isMath(tokens[end + 2])
  })
}

/** Lines without their indent, which depends on the list around them. */
function unindent(text: string): string {
  return toLines(text)
    .replace(/^[\t ]+/gm, '')
    .trimEnd()
}

function toLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

function firstLine(text: string): string {
  return text.trim().split(/[\n\r]/, 1)[0] ?? ''
}
