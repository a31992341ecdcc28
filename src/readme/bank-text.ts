/** Reads a bank without the project's configuration: its text has all that a README shows. */
import {VFile} from 'vfile'
import type {Bank} from '../bank/model.ts'
import {readBank} from '../bank/read-bank.ts'
import {createLazyTree} from '../markdown/lazy-tree.ts'
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'
import type {BankConfig} from '../template/config.ts'
import {bankName} from '../template/is-bank.ts'

/**
 * @param config of a file in an inbox, whose own front matter does not define cards
 * @returns the bank in a text, whatever the name of the file
 */
export function toBank(value: string, config?: BankConfig): Bank {
  const text = stripByteOrderMark(value)
  const data = config && {qbank: {config}}
  const file = new VFile({path: bankName, value: text, ...(data && {data})})
  const bank = readBank(
    createLazyTree(text, () => parse(text)),
    file
  )
  if (!bank) throw new Error('A file of that name is a bank')
  return bank
}
