/**
 * Git's conflict markers in a bank: both versions of a card are in the file, and formatting them would make the conflict
 * hard to see. Nothing in the file is formatted until a person has chosen.
 */
import {defineRule} from '../src/rule/define-rule.ts'

export default defineRule(
  {
    id: 'no-conflict-marker',
    description: 'Disallow the markers of a merge conflict',
    repair: 'none',
    severity: 'error'
  },
  function* (bank) {
    const lines = findMarkers(bank.text)
    for (const [index, line] of lines.entries()) {
      if (line.sign !== '<') continue
      // The next three kinds, up to the next conflict: a base section (`|||||||`) is there with merge style diff3.
      const rest = lines.slice(index + 1, index + 4)
      const middle = rest.find(({sign}) => sign === '=')
      const last = rest.find(({sign}) => sign === '>')
      if (!middle || !last) continue
      const start = bank.place(line.start, line.end).start.line
      const base = rest.find(({sign}) => sign === '|')
      const turn = bank.place(middle.start, middle.end).start.line
      const endOfOurs = base
        ? bank.place(base.start, base.end).start.line
        : turn
      const end = bank.place(last.start, last.end).start.line
      yield {
        place: bank.place(line.start, line.end),
        message: `Unexpected merge conflict, expected one of its sides: lines ${start + 1}–${endOfOurs - 1} or lines ${turn + 1}–${end - 1}`
      }
    }
  }
)

interface MarkerLine {
  readonly sign: string
  readonly start: number
  readonly end: number
}

function findMarkers(text: string): MarkerLine[] {
  if (!text.includes('<<<<<<<')) return []
  const marker = /^(?:(<)<{6} .*|(\|)\|{6}(?: .*)?|(=)={6}|(>)>{6} .*)\r?$/gm
  return Array.from(text.matchAll(marker), (match) => ({
    sign: match[1] ?? match[2] ?? match[3] ?? match[4] ?? '',
    start: match.index,
    end: match.index + match[0].length
  }))
}
