/**
 * Git's conflict markers in a bank: both versions of a card are in the file, and formatting them would make the conflict
 * hard to see. Nothing in the file is formatted until an author has chosen. A single marker is what was left in the
 * file after that.
 *
 * @off Almost never. To show a marker on a card, put it into a code block.
 * @limits Markers in code are not reported. While the file has a conflict, nothing in it is formatted.
 */
import {findLiterals} from './lib/literals.ts'
import type {Bank} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {formatLines} from '../src/text/conflicts.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-conflict-marker',
    description: 'Disallow the markers of a merge conflict',
    severity: 'error'
  },
  function* (bank) {
    const markers = findMarkers(bank)
    for (let index = 0; index < markers.length; index++) {
      const marker = markers[index]
      if (!marker) break
      const {start, end, sign} = marker
      const conflict = sign === '<' ? readConflict(markers, index) : undefined
      if (conflict) {
        const [ours, theirs] = conflict.sides
        yield {
          place: bank.place(start, end),
          message: `Unexpected merge conflict up to line ${conflict.lastLine}, expected one of its sides: ${ours} or ${theirs}`,
          note: '`npx --no -- qbank merge` resolves what only one side has changed. In each conflict that is left, keep one side or combine both, and delete the lines with the markers.',
          isBlocking: true
        }
        index += conflict.length - 1
      } else if (sign !== '=') {
        yield {
          place: bank.place(start, end),
          message: `Unexpected marker ${quote(bank.text.slice(start, end))} of a merge conflict, expected none: keep one side or combine both, and delete the lines with the markers`,
          isBlocking: true
        }
      }
    }
  }
)

interface Marker {
  readonly sign: string
  readonly line: number
  readonly start: number
  readonly end: number
}

/** @returns the lines that begin like a marker, without those in code that shows a whole conflict */
function findMarkers(bank: Bank): Marker[] {
  const {text} = bank
  // One search: to V8, Cyrillic letters begin like these signs, whose bytes they share.
  if (!/<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|/.test(text)) return []
  const marker = /^(?:([<>|])\1{6}(?: .*)?|(=)={6})(?=\r?$)/gm
  const markers = Array.from(text.matchAll(marker), (match) => ({
    sign: match[1] ?? match[2] ?? '',
    line: bank.place(match.index, match.index).start.line,
    start: match.index,
    end: match.index + match[0].length
  }))
  if (markers.length === 0) return []
  const literals = findLiterals(bank)
  if (!literals) return []
  let literalIndex = 0
  return markers.filter(({start}) => {
    while ((literals[literalIndex]?.end ?? Infinity) <= start) literalIndex++
    return (literals[literalIndex]?.start ?? Infinity) > start
  })
}

interface Conflict {
  readonly lastLine: number
  /** Length of the marker. */
  readonly length: number
  /** The lines of both sides, in words. */
  readonly sides: readonly [string, string]
}

/** A conflict is `<`, perhaps `|` (the common base, with merge style diff3), `=`, `>`. */
function readConflict(
  markers: readonly Marker[],
  index: number
): Conflict | undefined {
  const first = markers[index]
  const rest = markers.slice(index + 1, index + 4)
  const base = rest[0]?.sign === '|' ? rest[0] : undefined
  const [middle, last] = base ? rest.slice(1) : rest
  if (!first || middle?.sign !== '=' || last?.sign !== '>') return undefined
  return {
    lastLine: last.line,
    length: base ? 4 : 3,
    sides: [
      formatLines(first.line, (base ?? middle).line),
      formatLines(middle.line, last.line)
    ]
  }
}
