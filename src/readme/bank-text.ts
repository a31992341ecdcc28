/** Reads a bank without the project's configuration: what a README shows of it is in its text. */
import {VFile} from 'vfile'
import type {Bank} from '../bank/model.ts'
import {readBank} from '../bank/read-bank.ts'
import {createLazyTree} from '../markdown/lazy-tree.ts'
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'
import type {BankConfig} from '../template/config.ts'
import {bankName} from '../template/is-bank.ts'

/**
 * @param config what it borrows, where its front matter does not say what a card is
 * @returns the bank that a text is, whatever the file is called
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
