/** The labels that a text may define (CommonMark 4.7), wherever that is: in code, too, so some define nothing. */

/** @returns whether a text may define anything: a footnote, or where a reference leads */
export function mayDefine(text: string): boolean {
  return text.includes(']:')
}

/** A label as it is before a colon, without other brackets in it; where a bracket is escaped, none begins. */
const definition = /(?<!\\)\[((?:\\[^]|[^\\[\]])*)\]:/g

/** No label is longer; in characters. */
const longest = 999

/** A definition as most are, on a line of its own; in code it defines nothing. */
const plainDefinition =
  /(?<=^|\n)\[([^[\]\\^&\r\n]+)\]: *(?:<[^<>\r\n]*>|[^\s<]\S*)(?: +(?:"[^"\r\n]*"|'[^'\r\n]*'|\([^()\r\n]*\)))? *(?=\r?\n|$)/g

/** The same of a footnote. */
const plainNote = /(?<=^|\n)\[\^([^[\]\\&\s\0]+)\]:/g

/** A label that is taken to be defined. */
export interface Known {
  /** As the nodes of references have it. */
  readonly identifier: string
}

/** Looks for definitions when they are first asked for. */
export class Labels {
  /** What was taken to be defined because it seems to be: this is to be checked in the whole tree. */
  readonly assumed = new Set<string>()
  /** The same of footnotes. */
  readonly assumedNotes = new Set<string>()
  private likely: ReadonlySet<string> | undefined
  private likelyNotes: ReadonlySet<string> | undefined
  private readonly text: string
  private found: ReadonlySet<string> | undefined

  constructor(text: string) {
    this.text = text
  }

  /** Whether a footnote may be defined. */
  get hasNotes(): boolean {
    return this.text.includes('[^') && mayDefine(this.text)
  }

  /**
   * @param label as it is written in brackets
   * @returns `undefined` where nothing defines it; `unsure` where something may
   */
  find(label: string): Known | 'unsure' | undefined {
    if (!this.mayBeDefined(label)) return undefined
    this.likely ??= this.findLikely(plainDefinition)
    return assume(label, this.likely, this.assumed)
  }

  /** The same for a footnote. @param label without the `^` */
  findNote(label: string): Known | 'unsure' | undefined {
    if (!this.mayBeDefined(`^${label}`)) return undefined
    this.likelyNotes ??= this.findLikely(plainNote)
    return assume(label, this.likelyNotes, this.assumedNotes)
  }

  private mayBeDefined(label: string): boolean {
    const found = (this.found ??= this.findAll())
    if (found.size === 0 || label.length > longest + 1) return false
    return found.has(normalizeLabel(label))
  }

  private findLikely(pattern: RegExp): ReadonlySet<string> {
    return new Set(
      [...this.text.matchAll(pattern)].map(([, each = '']) =>
        normalizeLabel(each)
      )
    )
  }

  private findAll(): ReadonlySet<string> {
    const labels = new Set<string>()
    if (!mayDefine(this.text)) return labels
    for (const [, label = ''] of this.text.matchAll(definition)) {
      labels.add(normalizeLabel(label))
      // Its later lines may begin with the marks of a quote, which are not part of it.
      if (label.includes('\n')) {
        labels.add(normalizeLabel(label.replace(/[\r\n][\t >]*/g, ' ')))
      }
    }

    return labels
  }
}

/** @returns what a label refers to, if that is likely, and it is written without markup */
function assume(
  label: string,
  likely: ReadonlySet<string>,
  assumed: Set<string>
): Known | 'unsure' {
  const identifier = normalizeLabel(label)
  if (!likely.has(identifier) || /[\\&\r\n]/.test(label)) return 'unsure'
  assumed.add(identifier)
  return {identifier}
}

/** @returns the label as `mdast-util-from-markdown` makes an identifier of it: some letters are the same only in upper case */
export function normalizeLabel(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
}
