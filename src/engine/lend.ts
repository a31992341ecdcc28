/** The first plugin of the preset that looks at a file: it makes a file in an inbox be read as its bank is. */
import {resolve} from 'node:path'
import type {Root} from 'mdast'
import type {Transformer} from 'unified'
import {borrowConfig} from '../inbox/borrow.ts'
import {stateOf} from '../rule/state.ts'
import {bankName, isBankText} from '../template/is-bank.ts'

/** Gives a file in an inbox the configuration of its bank, unless an entrance has done so. */
export function lendConfig(): Transformer<Root> {
  return (_, file) => {
    const {basename, data, path} = file
    if (data.qbank?.config || !path || basename === bankName) return
    const text = String(file)
    if (isBankText(text)) return
    const config = borrowConfig(resolve(file.cwd, path), text)
    if (config) stateOf(file).config = config
  }
}
