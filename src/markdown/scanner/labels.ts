/** The labels that a text may define (CommonMark 4.7), wherever that is: in code, too, so some are none. */
import {normalizeLabel} from '../label.ts'

/** A label as it is before a colon, without other brackets in it. */
const definition = /\[((?:\\[^]|[^\\[\]])*)\]:/g

/** No label is longer; in characters. */
const longest = 999

/** Looks for definitions when they are first asked for. */
export class Labels {
  private readonly text: string
  private found: ReadonlySet<string> | undefined

  constructor(text: string) {
    this.text = text
  }

  /** Whether a footnote may be defined. */
  get hasNotes(): boolean {
    return this.text.includes('[^') && this.text.includes(']:')
  }

  /** @returns whether what is written in brackets, from one offset to another, may be the label of a definition */
  mayDefine(start: number, end: number): boolean {
    const found = (this.found ??= this.find())
    if (found.size === 0 || end - start > longest) return false
    return (
      found.has(unknown) ||
      found.has(normalizeLabel(this.text.slice(start, end)))
    )
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
