/** Texts that several parts of the program use. */
import {clean, quoteForShell} from './clean.ts'
import {quote} from './wording.ts'

/** Texts about the project's configuration, and about code that it makes qbank run. */
export const configurationTexts = {
  unusable: (path: string, reason: string) =>
    `${clean(path)}: cannot be checked, because remark's configuration for it cannot be used: ${reason}`,
  of: (path: string, reason: string) => `${clean(path)}: ${reason}`,
  /** Before Prettier's own text. */
  prettier: (reason: string) =>
    `Prettier's configuration cannot be used: ${reason}`,
  stopped: (path: string, reason: string) =>
    `${clean(path)}: cannot be checked, because a plugin or rule stopped: ${reason}. Run again with DEBUG=qbank to see where`,
  failed: (place: string, reason: string, origin: string) =>
    `${clean(place)}: cannot be checked, because a plugin gave up: ${reason}${origin === '' ? '' : ` (${origin})`}`,
  fixSources: (value: string) =>
    `Unexpected \`settings.fixSources\` ${quote(value)}, expected a list of sources such as \`['remark-lint']\``,
  whichLine: (file: string) =>
    `\`node --check ${quoteForShell(file)}\` shows the line`
}

/** Texts for a configuration that names a rule that does not exist. */
export const ruleNameTexts = {
  unknown: (id: string, nearest: string | undefined) =>
    `Unexpected rule ${quote(id)}, expected one that \`npx --no -- qbank rules\` lists${nearest === undefined ? '' : `. Did you mean ${quote(nearest)}?`}`
}

/** Texts of `--timing`. */
export const timingTexts = {
  head: ['Part', 'Calls', 'ms', '%'],
  parse: 'parse',
  read: 'read',
  fix: 'fix',
  readme: 'README',
  since: 'since',
  rest: '(all else)',
  start: '(start of Node and qbank)',
  total: 'Total'
} as const

/** Why a bank is not read, by what it has too much of. */
export const crowdTexts = {
  lines: (line: number, most: number) =>
    `more than ${most} short lines in cards or sections of over 1,000 lines, which take too long to check; one begins in line ${line}. Give them headings, or move them into a file of their own`,
  cards: (line: number, most: number) =>
    `more than ${most} cards and sections of hardly more than a heading, which take too long to check; one begins in line ${line}. Fill them, or move them into several files`
} as const

/** @param reason why qbank itself has failed */
export const crashText = (reason: string): string =>
  `qbank stopped on an error of its own: ${reason}. No file was written half. Run again with DEBUG=qbank to see where`
