/** Texts about what a file seems to have. */
import type {AskingHeadings} from './find-asking.ts'

export const inferTexts = {
  /** Where no template was inferred. */
  maybe: ({asking, depth, headings, line}: AskingHeadings) =>
    `${asking} of ${headings} headings of depth ${depth} ask, the first in line ${line}. If all ${headings} begin cards, declare \`template: {card: {depth: ${depth}, prefix: ""}, fields: [{kind: content}]}\` below \`bank\` in front matter`,
  /** Where one was. */
  others: ({asking, depth, line}: AskingHeadings) =>
    `${asking} headings of depth ${depth} ask, too, the first in line ${line}, and are no cards with this template`
} as const
