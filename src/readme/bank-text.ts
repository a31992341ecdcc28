/** Reads a bank without the project's configuration: what a README shows of it is in its text. */
import {VFile} from 'vfile'
import type {Bank} from '../bank/model.ts'
import {readBank} from '../bank/read-bank.ts'
import {createLazyTree} from '../markdown/lazy-tree.ts'
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'
import {bankName} from '../template/is-bank.ts'

/** @returns the bank that a text is, whatever the file is called */
export function toBank(value: string): Bank {
  const text = stripByteOrderMark(value)
  const file = new VFile({path: bankName, value: text})
  const bank = readBank(
    createLazyTree(text, () => parse(text)),
    file
  )
  if (!bank) throw new Error('A file of that name is a bank')
  return bank
}
