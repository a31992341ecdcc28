/**
 * Every text that a person sees outside the rules' messages: in the terminal, from the hook, in the report.
 * Functions take what varies; card text and paths must be cleaned (`src/report/clean.ts`) by whoever prints.
 */
import {count} from './rule/text.ts'

/** Texts for problems with files; all name the file and the way out. */
export const fileTexts = {
  noBank: (cwd: string) =>
    `No question bank found below ${cwd}: looked for QUESTION_BANK.md and for Markdown files with \`bank:\` in their front matter. Name the file: qbank check path/to/bank.md`,
  notFound: (path: string) =>
    `${path}: no such file. Check the spelling, or run without a file name to take every bank below this folder`,
  folder: (path: string) =>
    `${path}: is a folder. Name a file, or run in that folder without a file name: qbank check --cwd ${path}`,
  notAFile: (path: string) =>
    `${path}: is not a regular file. Name a Markdown file`,
  notReadable: (path: string, reason: string) =>
    `${path}: cannot be read (${reason}). Check its permissions`,
  notWritable: (path: string, reason: string) =>
    `${path}: cannot be written (${reason}). The file is as it was; check permissions and free space`,
  notUtf8: (path: string) =>
    `${path}: is not valid UTF-8. Save it with encoding UTF-8 and try again`,
  tooLarge: (path: string, size: string, limit: string) =>
    `${path}: has ${size}, more than the ${limit} that a bank may have. Split it into several banks`,
  lineTooLong: (path: string, line: number, size: string, limit: string) =>
    `${path}:${line}: the line has ${size}, more than the ${limit} that a line may have. Wrap it, or move what it holds into a file of its own`,
  outside: (path: string, target: string) =>
    `${path}: is a symbolic link to ${target}, outside the repository. Name the file itself, from its own repository`,
  ignored: (path: string) =>
    `${path}: is named in .remarkignore. Take it out there to have it checked`,
  notABank: (path: string) =>
    `${path}: is not a question bank. Name it QUESTION_BANK.md, or add front matter with the key \`bank:\``,
  changedOnDisk: (path: string) =>
    `${path}: was changed by another program meanwhile and is left as it is. Run the command again`
}

/** Texts about README.md and its regions. */
export const readmeTexts = {
  none: (readme: string, bank: string) =>
    `${readme}: not there, so nothing is generated from ${bank}`,
  noRegions: (readme: string) =>
    `${readme}: has no regions, so nothing is generated into it (\`qbank readme\` says which lines to add)`,
  addRegions: (readme: string) =>
    [
      `${readme}: has no regions to generate. Add these two lines where the cards should stand:`,
      '',
      '    <!--bank-cards start-->',
      '    <!--bank-cards end-->',
      '',
      'In the same way `bank-stats` is a table of the cards, and `bank-contents` a list of the sections.'
    ].join('\n'),
  outside: (bank: string, readme: string) =>
    `${bank}: front matter names ${readme} as README, which is outside the repository. Name a file inside`,
  regenerated: (readme: string, names: readonly string[]) =>
    `${readme}: ${names.join(', ')} regenerated`,
  current: (readme: string) => `${readme}: up to date`,
  stale: (name: string) =>
    `Unexpected text in region \`${name}\`, expected what the bank now gives (\`qbank fix\` regenerates it)`,
  edited: (name: string) =>
    `Unexpected edit in region \`${name}\`, expected text as it was generated`,
  editedNote: (line: string, where: string) =>
    `This line is not from the bank: ${line}. The region is generated: make the edit in ${where}, then empty the region between its two markers and run \`qbank fix\`.`,
  foreign: (name: string) =>
    `Unexpected text in new region \`${name}\`, expected nothing between its markers: move the text out of the region`,
  unclosed: (name: string) =>
    `Unexpected region \`${name}\` without end, expected \`<!--${name} end-->\` below`,
  unopened: (name: string) =>
    `Unexpected end of region \`${name}\`, expected \`<!--${name} start-->\` above`,
  twice: (name: string, line: number) =>
    `Unexpected second region \`${name}\`, expected one: the first is on line ${line}`,
  nested: (name: string, outer: string) =>
    `Unexpected region \`${name}\` inside region \`${outer}\`, expected it behind \`<!--${outer} end-->\``,
  unknown: (name: string, known: string) =>
    `Unexpected region \`${name}\`, expected ${known}`
}

/** What `fix` says it did. */
export const fixTexts = {
  repaired: (path: string, rules: ReadonlyMap<string, number>) => {
    const sum = [...rules.values()].reduce((left, right) => left + right, 0)
    const parts = [...rules].map(([id, amount]) => `${amount} × ${id}`)
    return `${path}: ${count(sum, 'problem')} repaired (${parts.join(', ')})`
  },
  nothing: (path: string) => `${path}: nothing to repair`
}

/** The report's last line. */
export const summaryTexts = {
  clean: (cards: number, files: number) =>
    `${count(cards, 'card')} in ${count(files, 'bank')}: no problems`,
  problems: (errors: number, warnings: number, fixable: number) => {
    const kinds = [
      ...(errors > 0 ? [count(errors, 'error')] : []),
      ...(warnings > 0 ? [count(warnings, 'warning')] : [])
    ]
    const sum = `${count(errors + warnings, 'problem')} (${kinds.join(', ')})`
    return fixable > 0 ? `${sum} · ${fixable} fixable with \`qbank fix\`` : sum
  }
}

/** What the hook says when it refuses a commit. */
export const hookTexts = {
  title: 'question bank',
  refused: 'The commit is refused: this needs you.',
  nextStep:
    'Edit the places above, `git add` the file, and commit again. Nothing has been changed; what can be repaired will be, on that commit.',
  failed: 'The commit is refused: the question bank could not be checked.',
  notAdded: (path: string, reason: string) =>
    `${path}: was regenerated but could not be staged (${reason}). Stage it with \`git add\` and commit again`
}

/** Texts of the command line itself. */
export const cliTexts = {
  description:
    'Keeps a question bank in Markdown correct by itself: checks and repairs its cards, and generates its README.',
  check: 'report problems; write nothing',
  fix: 'repair and format the banks, regenerate README.md, report what remains',
  readme: 'regenerate the regions of README.md alone',
  readmeCheck: 'write nothing; report regions that are stale or edited by hand',
  files:
    'banks to take; without one, every bank below the current folder; - for standard input',
  reporter: 'how problems are printed',
  quiet: 'print errors only, no warnings',
  maxWarnings: 'exit with 1 if there are more warnings than this',
  color: 'colors, also where the output is no terminal',
  noColor: 'no colors',
  cwd: 'run as if in this folder',
  stdinFilepath: 'path of the bank that comes on standard input',
  version: 'print the version',
  help: 'print this help',
  examples: [
    '',
    'Examples:',
    '  qbank check                      every bank below the current folder',
    '  qbank fix docs/QUESTION_BANK.md  one bank',
    '  qbank fix - --stdin-filepath QUESTION_BANK.md < draft.md',
    '',
    'Exit codes: 0 clean, 1 problems found, 2 wrong usage, unreadable file, or broken configuration.'
  ].join('\n'),
  needsPath:
    'Standard input needs a name: add --stdin-filepath QUESTION_BANK.md, so that configuration can be found',
  stdinAlone:
    'Standard input cannot be mixed with files: name either `-` or files',
  notANumber: 'Expected a whole number, 0 or more',
  noFolder: (path: string) => `--cwd ${path}: no such folder`,
  working: (files: number) => `Working on ${count(files, 'bank')} …`,
  crash: (reason: string) =>
    `qbank stopped on an error of its own: ${reason}. No file was written half. Run again with DEBUG=qbank to see where`,
  engine: (path: string, reason: string) => `${path}: ${reason}`
}
