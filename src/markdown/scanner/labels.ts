/** The labels that a text may define (CommonMark 4.7), wherever that is: in code, too, so some are none. */

/** A label as it is before a colon, without other brackets in it. */
const definition = /\[((?:\\[^]|[^\\[\]])*)\]:/g

/** No label is longer; in characters. */
const longest = 999

/** A definition as most are, on a line of its own; in code it is none. */
const plainDefinition = /(?<=^|\n)\[([^[\]\\^&\r\n]+)\]: [^\s<]/g

/** Looks for definitions when they are first asked for. */
export class Labels {
  /** What was taken to be defined because it seems to be: this is to be checked in the whole tree. */
  readonly assumed = new Set<string>()
  private likely: ReadonlySet<string> | undefined
  private readonly text: string
  private found: ReadonlySet<string> | undefined

  constructor(text: string) {
    this.text = text
  }

  /** Whether a footnote may be defined. */
  get hasNotes(): boolean {
    return this.text.includes('[^') && this.text.includes(']:')
  }

  /** @returns whether what is written in brackets may be the label of a definition */
  mayDefine(label: string): boolean {
    const found = (this.found ??= this.find())
    if (found.size === 0 || label.length > longest) return false
    return found.has(unknown) || found.has(normalizeLabel(label))
  }

  /** @returns the label's identifier if it seems to be defined, and is written without markup */
  assume(label: string): string | undefined {
    this.likely ??= new Set(
      [...this.text.matchAll(plainDefinition)].map(([, each = '']) =>
        normalizeLabel(each)
      )
    )
    const identifier = normalizeLabel(label)
    const isLikely = this.likely.has(identifier) && !/[\\&\r\n]/.test(label)
    if (!isLikely) return undefined
    this.assumed.add(identifier)
    return identifier
  }

  private find(): ReadonlySet<string> {
    const labels = new Set<string>()
    if (!this.text.includes(']:')) return labels
    for (const [, label = ''] of this.text.matchAll(definition)) {
      // Its later lines may begin with the marks of a quote, which are not part of it.
      labels.add(/[\r\n]/.test(label) ? unknown : normalizeLabel(label))
    }

    return labels
  }
}

/** Stands for labels of which is not known what they are; none is empty. */
const unknown = ''

/** @returns the label as `mdast-util-from-markdown` makes an identifier of it: some letters are the same only in upper case */
export function normalizeLabel(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
}
