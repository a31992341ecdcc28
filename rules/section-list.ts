/**
 * Where front matter lists the sections, the bank has those and no others, in that order: a section by another name would
 * have its cards counted nowhere.
 */
import {toString} from 'mdast-util-to-string'
import {findNearest, fold} from '../src/bank/match.ts'
import type {Section} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'section-list',
    description: 'Require the sections that front matter lists, in that order',
    repair: 'fix and suggest',
    severity: 'error'
  },
  function* (bank) {
    const names = bank.config.sections
    if (!names) return
    const taken = new Set(bank.sections.map(({title}) => title))
    const missing = names.filter((name) => !taken.has(name))
    const used = new Map<string, number>()
    let reached = -1
    for (const section of bank.sections) {
      const {title} = section
      const range = getRange(section)
      if (!range) continue
      const place = bank.place(range.start, range.end)
      const marker = '#'.repeat(section.heading.depth)
      const index = names.indexOf(title)
      if (index === -1) {
        const nearest =
          missing.find((name) => fold(name) === fold(title)) ??
          findNearest(title, missing, (name) => name)
        const candidates = nearest === undefined ? missing : [nearest]
        const expected = candidates.map((name) => `${marker} ${name}`)
        yield {
          place,
          message: `Unexpected section ${quote(title)}, expected ${candidates.length > 0 ? quoteAll(candidates) : 'no more than front matter lists'}`,
          // A single name that is merely left over is no typing error of this one.
          ...((nearest !== undefined || candidates.length > 1) && {expected})
        }
        continue
      }

      const first = used.get(title)
      if (first !== undefined) {
        yield {
          place,
          message: `Unexpected section ${quote(title)} again, expected it once: first used on line ${first}`
        }
        continue
      }

      used.set(title, place.start.line)
      if (index < reached) {
        yield {
          place,
          message: `Unexpected section ${quote(title)} behind ${quote(names[reached] ?? '')}, expected it before`
        }
      }

      reached = Math.max(reached, index)
    }

    // What is missing is told at the end of the bank, unless a section under another name stands for it.
    const strangers = bank.sections.filter(({title}) => !names.includes(title))
    if (missing.length <= strangers.length) return
    const title = bank.tree.children.find(({type}) => type === 'heading')
    const start = title?.position?.start.offset ?? 0
    const end = title?.position?.end.offset ?? 0
    yield {
      place: bank.place(start, end),
      message: `Unexpected bank without ${missing.length === 1 ? 'section' : 'sections'} ${quoteAll(missing)}, expected what front matter lists`,
      ...(title && {actual: toString(title)})
    }
  }
)

function getRange({
  heading
}: Section): {start: number; end: number} | undefined {
  const start = heading.position?.start.offset
  const end = heading.position?.end.offset
  return start === undefined || end === undefined ? undefined : {start, end}
}
