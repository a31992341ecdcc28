/**
 * Finds cards in an inbox that are already in their bank, or in another file of the inbox. Rules find copies within one
 * file only.
 */
import {VFile} from 'vfile'
import {
  findSameQuestions,
  findSameTitles
} from '../../rules/lib/copies/copies.ts'
import type {Bank, Card} from '../bank/model.ts'
import {toName} from '../files/to-name.ts'
import {messageSource} from '../message/source.ts'
import {toBank} from '../readme/bank-text.ts'
import type {ReportFile} from '../report/report.ts'
import {markMessage} from '../rule/define-rule.ts'
import {findFrontMatter} from '../template/is-bank.ts'

/** A bank, or a file in its inbox, as it is by now. */
export interface CardFile {
  /** Absolute. */
  readonly path: string
  readonly bank: Bank
}

const ruleId = 'no-duplicate-card'

/**
 * @param files in the inbox of the bank
 * @returns reports of the copies; none if the files' cards cannot be read together with those of the bank
 */
export function findInboxCopies(
  owner: CardFile,
  files: readonly CardFile[],
  cwd: string
): ReportFile[] {
  const all = [owner, ...files]
  const together = toBank(
    [
      owner.bank.text,
      ...files.map(({bank: {text}}) =>
        text.slice(findFrontMatter(text)?.end ?? 0)
      )
    ].join('\n\n')
  )
  const places = all.flatMap((file) =>
    file.bank.cards.map((card) => ({file, card}))
  )
  if (places.length !== together.cards.length) return []
  const placeOf = new Map(together.cards.map((card, at) => [card, places[at]]))
  const copies = [...findSameTitles(together), ...findSameQuestions(together)]
  return copies.flatMap(({card, first}) => {
    const [copy, other] = [placeOf.get(card), placeOf.get(first)]
    return copy && other && copy.file !== other.file
      ? [report(copy, other, cwd)]
      : []
  })
}

/** A card, and the file that has it. */
interface Place {
  readonly file: CardFile
  readonly card: Card
}

function report(copy: Place, other: Place, cwd: string): ReportFile {
  const startOf = ({file: {bank}, card: {heading}}: Place) =>
    bank.place(heading.start, heading.end)
  const where = `${toName(other.file.path, cwd)}:${startOf(other).start.line}`
  const file = new VFile({path: toName(copy.file.path, cwd)})
  const message = file.message(
    `Unexpected card again, expected each card once: ${where} has the same title or question`,
    {place: startOf(copy), ruleId, source: messageSource}
  )
  markMessage(message, 'error', ruleId)
  return {path: file.path, messages: file.messages}
}
