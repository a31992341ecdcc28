/**
 * A plugin for Prettier: `prettier --write` fixes banks, and leaves every other Markdown file to Prettier.
 *
 * It wraps `parse`: for a bank, the whole pipeline runs there, and the tree is one node with the finished text.
 * `preprocess` is not used for that: Prettier 3.6 loses a file if it is asynchronous, and also calls it for Markdown
 * embedded in other files.
 *
 * @example
 *   // .prettierrc
 *   {"plugins": ["qbank/prettier"]}
 */
import {resolve} from 'node:path'
import process from 'node:process'
import type {Options, Parser, Plugin, Printer} from 'prettier'
import {doc} from 'prettier'
import * as markdown from 'prettier/plugins/markdown'
import type {Position} from 'unist'
import {findLenders} from '../inbox/find-lenders.ts'
import {bankName, isBankText} from '../template/is-bank.ts'

const astFormat = 'qbank'

/** A tree of one node. */
interface FinishedText {
  readonly type: typeof astFormat
  readonly value: string
  /** To format a range, Prettier searches for the nodes around it; in Markdown, it formats none. */
  readonly position: Position
}

const original: Parser = markdown.parsers.markdown
const originalPrinter = (markdown as unknown as {printers: {mdast: Printer}})
  .printers.mdast

const parser: Parser = {
  ...original,
  // Needed only for other plugins that wrap the parser; a bank is read as it is.
  preprocess(text, options) {
    if (isBank(text, options)) return text
    return findParser(options).preprocess?.(text, options) ?? text
  },
  async parse(text, options) {
    if (!isBank(text, options) && !(await isNewCard(text, options))) {
      return findParser(options).parse(text, options) as unknown
    }

    const {repairForPrettier} = await import('./repair-bank.ts')
    const value = await repairForPrettier(
      text,
      filepathOf(options) ?? bankName,
      process.cwd(),
      {...(options as Options), plugins: othersIn(options)}
    )
    const start = {line: 1, column: 1, offset: 0}
    const position = {start, end: {...start, offset: text.length}}
    return {type: astFormat, value, position} satisfies FinishedText
  }
}

const printer: Printer = {
  ...originalPrinter,
  // Prettier searches every tree for embedded code.
  getVisitorKeys(node: {type: string}, keys) {
    if (node.type === astFormat) return []
    return originalPrinter.getVisitorKeys?.(node, keys) ?? [...keys]
  },
  embed(path, options) {
    const {type} = path.node as {type: string}
    if (type === astFormat) return null
    return findPrinter(options).embed?.(path, options) ?? null
  },
  print(path, options, print, args) {
    const node = path.node as {type: string; value: string}
    // A literal line break keeps the spaces before it: they may be a hard break.
    return node.type === astFormat
      ? doc.utils.replaceEndOfLine(node.value)
      : findPrinter(options).print(path, options, print, args)
  }
}

/** Whether the text is a file's, and the file is a bank. */
function isBank(text: string, options: object): boolean {
  if (isEmbedded(options)) return false
  const name = filepathOf(options)?.split(/[\\/]/).at(-1)
  return name === bankName || isBankText(text)
}

/** Whether the text is part of another file. */
function isEmbedded(options: object): boolean {
  // Prettier's name for the parser of that file.
  return (options as {parentParser?: string}).parentParser !== undefined
}

/** Whether the file is in the inbox of a bank. */
async function isNewCard(text: string, options: object): Promise<boolean> {
  const path = filepathOf(options)
  if (path === undefined || isEmbedded(options)) return false
  const absolute = resolve(path)
  if (findLenders(absolute).length === 0) return false
  const {borrowConfig} = await import('../inbox/borrow.ts')
  return borrowConfig(absolute, text) !== undefined
}

/**
 * The path; standard input without a name has none, whatever the types say. Then, only front matter can show a bank.
 */
function filepathOf(options: object): string | undefined {
  return (options as {filepath?: string}).filepath
}

/** All plugins except for this one, including Prettier's own. */
function othersIn(options: object): Plugin[] {
  const {plugins = []} = options as {plugins?: (Plugin | string)[]}
  return plugins.filter(
    (each): each is Plugin =>
      typeof each === 'object' && each.parsers?.['markdown'] !== parser
  )
}

/** The parser that Prettier would use without us: the last plugin's. */
function findParser(options: object): Parser {
  return (
    othersIn(options)
      .map(({parsers}) => parsers?.['markdown'])
      // Prettier loads its own when it needs them; until then, they are functions.
      .findLast((each) => typeof each?.parse === 'function') ?? original
  )
}

/** The printer that Prettier would use without us. */
function findPrinter(options: object): Printer {
  return (
    othersIn(options)
      .map(({printers}) => printers?.['mdast'])
      .findLast((each) => typeof each?.print === 'function') ?? originalPrinter
  )
}

/** Plugin for Prettier's option `plugins`. */
const plugin: Plugin = {
  parsers: {markdown: parser},
  printers: {mdast: printer}
}

export const {parsers, printers} = plugin
export default plugin
