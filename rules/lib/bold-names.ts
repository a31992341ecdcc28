/**
 * Bold names at the start of a line that are not labels of the template. In a bullet, such a name is a lead,
 * `- **Must:** text`: leads are not declared, but known if other bullets of the same field begin with them. Other names
 * look like labels.
 */
import {findNearest, fold} from '../../src/text/fuzzy-match.ts'
import {readLead} from '../../src/template/label-syntax.ts'
import type {Bank, Card} from '../../src/bank/model.ts'
import type {Line} from '../../src/bank/text-lines.ts'
import {linesIn} from '../../src/bank/text-lines.ts'
import type {Range} from '../../src/markdown/offsets.ts'
import type {FieldTemplate} from '../../src/template/model.ts'

/** The leads of a field's bullets, in one case. */
export type Leads = ReadonlyMap<FieldTemplate, ReadonlySet<string>>

const known = new WeakMap<Bank, Leads>()

/** @returns the leads of each field, on all cards together */
export function findLeads(bank: Bank): Leads {
  const found = known.get(bank) ?? collectLeads(bank)
  known.set(bank, found)
  return found
}

function collectLeads({cards, text}: Bank): Leads {
  const leads = new Map<FieldTemplate, Set<string>>()
  for (const {fields} of cards) {
    for (const {bullets, template} of fields) {
      if (template.kind !== 'bullets') continue
      for (const bullet of bullets) {
        const start = bullet.text?.start ?? bullet.start
        const lead = readLead(text, start, bullet.text?.end ?? start)
        if (!lead) continue
        const names = leads.get(template) ?? new Set<string>()
        leads.set(template, names.add(fold(lead.name)))
      }
    }
  }

  return leads
}

/** A name that looks like a label; the range includes the markup and the colon. */
export interface UnknownLabel extends Range {
  readonly name: string
  /** Whether it is glued to the bullet above. */
  readonly isGlued: boolean
  /** The field of the template with a similar label. */
  readonly nearest: FieldTemplate | undefined
}

/** @returns the names on a card that look like labels but are not in the template, in source order */
export function* findUnknownLabels(
  card: Card,
  bank: Bank
): Iterable<UnknownLabel> {
  const known = new Set(card.fields.map(({label}) => label.lineStart))
  const fields = card.template.fields.filter(({label}) => label !== '')
  for (const line of linesIn(bank.lines, card)) {
    // A bold name in a bullet introduces the bullet; in a quote, a table or HTML it is not a label of this card.
    if (line.node.type !== 'paragraph' || isOfBullet(line)) continue
    if (line.swallower || line.start < card.heading.end) continue
    if (known.has(line.lineStart)) continue
    // In content, and in text without a label, bold names belong to the text.
    if (isInContent(card, line.start)) continue
    const scan = readLead(bank.text, line.start, line.end)
    if (!scan || isLead(card, line.start, scan.name, findLeads(bank.whole))) {
      continue
    }

    yield {
      name: scan.name,
      start: line.start,
      end: scan.end,
      isGlued: line.item !== undefined,
      nearest: findNearest(scan.name, fields, ({label}) => label)
    }
  }
}

/**
 * Whether the line begins a bullet, or belongs to it by its indent; a line at the margin is only glued to the bullet
 * above.
 */
function isOfBullet({item, isItemStart, lineStart, start}: Line): boolean {
  return item !== undefined && (isItemStart || start > lineStart)
}

function isInContent({fields}: Card, offset: number): boolean {
  return fields.some(
    ({template, value}) =>
      (template.kind === 'content' || template.label === '') &&
      value.start <= offset &&
      offset < value.end
  )
}

/** Whether it is the lead of a bullet that has lost its marker, which `bullet-style` reports. */
function isLead(
  {fields}: Card,
  offset: number,
  name: string,
  leads: Leads
): boolean {
  return fields.some(
    ({template, value}) =>
      value.start <= offset &&
      offset < value.end &&
      leads.get(template)?.has(fold(name))
  )
}
