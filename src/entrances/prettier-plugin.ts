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

const original: Parser = markdown.parsers.markdown
const originalPrinter = (markdown as unknown as {printers: {mdast: Printer}})
  .printers.mdast

const parser: Parser = {
  ...original,
  async parse(text, options) {
    // Standard input without a name has none, whatever the types say; only front matter can tell then.
    const {filepath} = options as {filepath?: string}
    const isBank = filepath?.split(/[\\/]/).at(-1) === bankName
    // Prettier's name for the parser of the file in which this text is embedded.
    const {parentParser} = options as {parentParser?: string}
    if (parentParser !== undefined || !(isBank || isBankText(text))) {
      return original.parse(text, options) as unknown
    }

    const {repairForPrettier} = await import('./repair-for-prettier.ts')
    const value = await repairForPrettier(
      text,
      filepath ?? bankName,
      process.cwd(),
      {...(options as Options)}
    )
    return {type: astFormat, value} satisfies FinishedText
  }
}

const printer: Printer = {
  ...originalPrinter,
  // Prettier goes through every tree in search of embedded code.
  getVisitorKeys(node: {type: string}, keys) {
    if (node.type === astFormat) return []
    return originalPrinter.getVisitorKeys?.(node, keys) ?? [...keys]
  },
  print(path, options, print, args) {
    const node = path.node as {type: string; value: string}
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
