/**
 * A plugin for Prettier: `prettier --write` repairs banks, and leaves every other Markdown file to Prettier.
 *
 * It wraps `parse`: for a bank the whole pipeline runs there, and the tree is one node that holds the finished
 * text. Not `preprocess`: Prettier 3.6 loses a file for which that is asynchronous, and it is also called for
 * Markdown embedded in other files.
 *
 * @example
 *   // .prettierrc
 *   {"plugins": ["qbank/prettier"]}
 */
import process from 'node:process'
import type {Options, Parser, Plugin, Printer} from 'prettier'
import {doc} from 'prettier'
import * as markdown from 'prettier/plugins/markdown'
import {bankName, isBankText} from '../bank/is-bank.ts'

const astFormat = 'qbank'

/** A tree of one node. */
interface FinishedText {
  readonly type: typeof astFormat
  readonly value: string
}

const original = markdown.parsers.markdown as Parser
const originalPrinter = (
  markdown as unknown as {printers: {mdast: Printer}}
).printers.mdast

const parser: Parser = {
  ...original,
  async parse(text, options) {
    const {filepath} = options
    const isEmbedded = 'parentParser' in options && Boolean(options.parentParser)
    const isBank =
      filepath !== undefined &&
      (filepath.split(/[\\/]/).at(-1) === bankName || isBankText(text))
    if (!isBank || isEmbedded) {
      return original.parse(text, options) as unknown
    }

    const {repairForPrettier} = await import('./repair-for-prettier.ts')
    const value = await repairForPrettier(text, filepath, process.cwd(), {
      ...(options as Options)
    })
    return {type: astFormat, value} satisfies FinishedText
  }
}

const printer: Printer = {
  ...originalPrinter,
  print(path, options, print, args) {
    const node = path.node as FinishedText
    // A literal line break keeps the spaces in front of it: they may be a hard break.
    return node.type === astFormat
      ? doc.utils.replaceEndOfLine(node.value)
      : originalPrinter.print(path, options, print, args)
  }
}

/** Plugin for Prettier's option `plugins`. */
const plugin: Plugin = {
  parsers: {markdown: parser},
  printers: {mdast: printer}
}

export const {parsers, printers} = plugin
export default plugin
