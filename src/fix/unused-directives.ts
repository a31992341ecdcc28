/** Which comments switch nothing off. */
import type {VFileMessage} from 'vfile-message'
import {startOf} from '../markdown/offsets.ts'
import {findFirst} from '../text/binary-search.ts'
import type {PlacedDirective, Word} from './directives.ts'
import type {LoadedRules} from '../rule/known-rules.ts'

/** What is known after all rules have run. */
export interface Outcome {
  /** Messages that comments have switched off. */
  readonly suppressed: readonly VFileMessage[]
  /** @returns the offset in the text of the directives for an offset in the file */
  toOffset(offset: number): number
  readonly loadedRules: LoadedRules
  /** Whether `format` has looked at every card. */
  readonly isFormatted: boolean
}

/** Stands for all rules. */
const all = '*'

/**
 * @returns by directive, the words for those rules whose messages it does not switch off (for `enable`: on again);
 *   `undefined` in place of a word if the directive is about all rules. A message that an earlier directive switches
 *   off counts for that one alone.
 */
export function findUnused(
  directives: readonly PlacedDirective[],
  outcome: Outcome
): Map<PlacedDirective, (Word | undefined)[]> {
  const unused = new Map<PlacedDirective, (Word | undefined)[]>()
  const offsets = groupOffsets(outcome)
  const ends = findEnds(directives)
  // By rule, the offset up to which the directives so far switch it off; and the same for any rule.
  const offUntil = new Map<string, number>()
  let anyUntil = -1
  for (const directive of directives) {
    const start = getStart(directive)
    for (const [index, word] of getWords(directive).entries()) {
      const id = getId(word)
      const off = Math.max(
        offUntil.get(id) ?? -1,
        offUntil.get(all) ?? -1,
        id === all && directive.verb?.meant === 'enable' ? anyUntil : -1
      )
      const end = ends.get(directive)?.[index] ?? start
      const isUsed =
        directive.verb?.meant === 'enable'
          ? off >= start
          : hasBetween(offsets.get(id) ?? [], Math.max(start, off), end)
      offUntil.set(id, Math.max(off, end))
      anyUntil = Math.max(anyUntil, end)
      if (isUsed || !isKnown(id, outcome)) continue
      const words = unused.get(directive)
      if (words) words.push(word)
      else unused.set(directive, [word])
    }
  }

  return unused
}

/** Whether it can be known that the rule has no message. */
function isKnown(
  id: string,
  {isFormatted, loadedRules: {ownIds, hasOtherControl}}: Outcome
): boolean {
  // Otherwise a comment that switches off its own message would be used because of it, and then have no message.
  if (id === 'lint-directive') return false
  if ((id === 'format' || id === all) && !isFormatted) return false
  return ownIds.includes(id) || !hasOtherControl
}

/** The words of a directive; nothing if its verb is not known. */
function getWords({ids, verb}: PlacedDirective): readonly (Word | undefined)[] {
  if (verb?.meant === undefined) return []
  return ids.length > 0 ? ids : [undefined]
}

function getId(word: Word | undefined): string {
  return word ? (word.meant ?? word.text) : all
}

function getStart({node}: PlacedDirective): number {
  return startOf(node)
}

/** @returns by directive, the offset up to which it switches off each of its words; for `enable`, its own start */
function findEnds(
  directives: readonly PlacedDirective[]
): Map<PlacedDirective, number[]> {
  const ends = new Map<PlacedDirective, number[]>()
  const enabledAt = new Map<string, number>()
  for (const directive of directives.toReversed()) {
    const start = getStart(directive)
    const ids = getWords(directive).map(getId)
    ends.set(
      directive,
      ids.map((id) => {
        if (directive.verb?.meant === 'enable') return -1
        if (directive.verb?.meant === 'ignore')
          return directive.nextEnd ?? start
        return Math.min(
          enabledAt.get(id) ?? Infinity,
          enabledAt.get(all) ?? Infinity
        )
      })
    )
    if (directive.verb?.meant !== 'enable') continue
    for (const id of ids) enabledAt.set(id, start)
  }

  return ends
}

/** @returns where messages were switched off, by rule and for all rules together, sorted */
function groupOffsets(
  outcome: Pick<Outcome, 'suppressed' | 'toOffset'>
): Map<string, readonly number[]> {
  const offsets = new Map<string, number[]>()
  for (const {place, ruleId = ''} of outcome.suppressed) {
    const point = place && ('start' in place ? place.start : place)
    const offset = outcome.toOffset(point?.offset ?? 0)
    for (const id of [ruleId, all]) {
      const list = offsets.get(id)
      if (list) list.push(offset)
      else offsets.set(id, [offset])
    }
  }

  for (const list of offsets.values()) list.sort((left, right) => left - right)
  return offsets
}

/** Whether one of the numbers, which are sorted, is at least `start` and less than `end`. */
function hasBetween(
  sorted: readonly number[],
  start: number,
  end: number
): boolean {
  const first = sorted[findFirst(sorted, (offset) => offset >= start)]
  return first !== undefined && first < end
}
