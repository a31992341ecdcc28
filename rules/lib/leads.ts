/**
 * Bold leads of bullets: `- **Must:** text`. A lead is not a label, and what it may be is not declared: a lead is known where
 * other bullets of the same field begin with it.
 */
import {readLead} from '../../src/template/label-syntax.ts'
import {fold} from '../../src/text/fuzzy-match.ts'
import type {Bank} from '../../src/bank/model.ts'
import type {FieldTemplate} from '../../src/template/model.ts'

/** The leads with which bullets of a field begin, in one case. */
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
