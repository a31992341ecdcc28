/** Writes a card: its heading, its content, and what closes it. */
import type {CardForm, Template} from './model.ts'
import {detailsEnd, formatLead, formatMarker, hasWord} from './model.ts'

/** The text of a card. */
export interface CardText {
  /** In one line, without the template's lead. */
  readonly title: string
  /** If the template numbers cards. */
  readonly number?: number | undefined
  /** What is below the title, without white space around it; may be empty. */
  readonly body: string
}

/** @returns the card in its canonical form, without a line break at its end */
export function formatCardText(template: Template, card: CardText): string {
  const {as} = template.card
  const {body, number, title} = card
  if (as) {
    const lead = formatLead(template, number)
    const isNumbered = template.card.number !== undefined && !hasWord(template)
    return formats[as]({lead, title, body, isNumbered})
  }

  const heading = `${formatMarker(template, number)} ${title}`.trimEnd()
  return join(heading, body)
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

type Format = (
  card: Pick<CardText, 'body' | 'title'> & {
    readonly lead: string
    /** Whether the lead is only a number, which an ordered list can have. */
    readonly isNumbered: boolean
  }
) => string

const formats: Record<CardForm, Format> = {
  details: ({body, lead, title}) => {
    // A summary is HTML, in which code has other markup.
    const text = title.replace(
      /(?<!`)`([^`]+)`(?!`)/g,
      (_, code: string) => `<code>${escape(code)}</code>`
    )
    const summary = `<summary>${`${lead} ${text}`.trim()}</summary>`
    return join(`<details>\n${summary}`, body, detailsEnd)
  },

  bold: ({body, lead, title}) => {
    const marker = title.includes('**') ? '__' : '**'
    return join(marker + `${lead} ${title}`.trim() + marker, body)
  },

  item: ({body, isNumbered, lead, title}) => {
    const marker = isNumbered ? lead : `- ${lead}`.trimEnd()
    const indent = ' '.repeat(isNumbered ? lead.length + 1 : 2)
    const below = body.replace(/^(?=.)/gm, indent)
    return join(`${marker} ${title}`.trimEnd(), below)
  }
}

function escape(code: string): string {
  return code.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
