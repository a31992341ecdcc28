/**
 * Every text that a person sees outside the rules' messages: in the terminal, from the hook, in the report.
 * Functions take what varies. Names of files are cleaned here; card text must be cleaned (`src/text/clean.ts`) by
 * whoever prints.
 */
import type {VFileMessage} from 'vfile-message'
import {clean, quoteForShell} from './text/clean.ts'
import {count, joinOr, quote, quoteAll} from './text/wording.ts'

/** Texts for problems with files; all name the file and the way out. */
export const fileTexts = {
  bare: (cwd: string) =>
    `${clean(cwd)}: is git's own folder, or a bare repository, which holds no files to check. Clone it (\`git clone\`), or add a working tree (\`git worktree add\`), and run qbank there`,
  /** @param command that found none, such as `npx --no -- qbank fix` */
  noBank: (cwd: string, command: string) =>
    `No question bank below ${clean(cwd)}. Looked for files named QUESTION_BANK.md, and for Markdown files whose front matter has the key \`bank\`; not in what .gitignore and .remarkignore name. If it is elsewhere, name it: ${command} path/to/QUESTION_BANK.md`,
  noName:
    'One of the names is empty. Name a file, or none to take every bank below this folder',
  notFound: (path: string) =>
    `${clean(path)}: no such file. Check the spelling, or name no file to take every bank below this folder`,
  brokenLink: (path: string, target: string) =>
    `${clean(path)}: is a symbolic link to ${clean(target)}, which does not exist. Mend the link, or name the file itself`,
  circularLink: (path: string) =>
    `${clean(path)}: is a symbolic link that leads back to itself. Name the file itself`,
  nameTooLong: (path: string) =>
    `${clean(path).slice(0, 60)}…: the name is longer than the file system allows. Check the spelling`,
  folder: (path: string) =>
    `${clean(path)}: is a folder. Name a file; or name none to take every bank below the current folder, or below another one with --cwd`,
  notAFile: (path: string) =>
    `${clean(path)}: is not a regular file. Name a Markdown file, or pass its text on standard input with \`-\``,
  notPermitted: (path: string) =>
    `${clean(path)}: you have no permission to read it. Change that (chmod +r), or ask whoever owns it`,
  notReadable: (path: string, reason: string) =>
    `${clean(path)}: cannot be read (${reason})`,
  readOnly: (path: string) =>
    `${clean(path)}: you have no permission to write it, or into its folder, so it is as it was. Change that (chmod +w), or ask whoever owns it`,
  noSpace: (path: string) =>
    `${clean(path)}: there is no space left to write it, so it is as it was. Make room and run the command again`,
  notWritable: (path: string, reason: string) =>
    `${clean(path)}: cannot be written (${reason}), so it is as it was`,
  notUtf8: (path: string, line: number) =>
    `${clean(path)}:${line}: is not UTF-8 in this line. Save the file with the encoding UTF-8 and try again`,
  utf16: (path: string) =>
    `${clean(path)}: is UTF-16. Save it with the encoding UTF-8 and try again`,
  binary: (path: string, line: number) =>
    `${clean(path)}:${line}: holds a zero byte in this line, as no text does. Name a Markdown file; if this is one, save it with the encoding UTF-8`,
  tooLarge: (path: string, size: string, limit: string) =>
    `${clean(path)}: has ${size}, more than the ${limit} that a bank may have. Split it into several banks`,
  inputTooLarge: (path: string, limit: string) =>
    `${clean(path)}: has more than the ${limit} that a bank may have. Split it into several banks`,
  lineTooLong: (path: string, line: number, size: string, limit: string) =>
    `${clean(path)}:${line}: the line has ${size}, more than the ${limit} that a line may have. Wrap it, or move what it holds into a file of its own`,
  outside: (path: string, target: string, root: string) =>
    `${clean(path)}: is a symbolic link to ${clean(target)}, which is outside ${clean(root)}. Name the file itself`,
  ignored: (path: string) =>
    `${clean(path)}: is named in .remarkignore. Take it out there to have it checked`,
  notABank: (path: string) =>
    [
      `${clean(path)}: is not a question bank. Name it QUESTION_BANK.md, or let it begin with these lines:`,
      '',
      '    ---',
      '    bank:',
      '    ---'
    ].join('\n'),
  noText: (path: string) =>
    `${clean(path)}: has no text. Pass a string, bytes, or a file that has been read`,
  empty: (path: string) =>
    `${clean(path)}: is empty, so there is nothing to check`,
  noCards: (path: string, heading: string) =>
    `${clean(path)}: has no cards, so there is little to check. A card begins with a heading such as ${quote(heading)}`,
  changedOnDisk: (path: string) =>
    `${clean(path)}: another program has changed it meanwhile, so it is as that program left it. Run the command again`
}

/** Texts about README.md and its regions. */
export const readmeTexts = {
  none: (readme: string, bank: string) =>
    `${clean(readme)}: not there, so nothing is generated from ${clean(bank)}`,
  noRegions: (readme: string) =>
    `${clean(readme)}: has no regions, so nothing is generated into it (\`npx --no -- qbank readme\` says which lines to add)`,
  create: (readme: string) =>
    addLines(
      `${clean(readme)}: not there. Create it with these two lines where the cards should stand:`
    ),
  addRegions: (readme: string) =>
    addLines(
      `${clean(readme)}: has no regions to generate. Add these two lines where the cards should stand:`
    ),
  outside: (bank: string, readme: string) =>
    `${clean(bank)}: front matter names ${quote(readme)} as README, which is outside the repository. Name a file inside`,
  itself: (bank: string) =>
    `${clean(bank)}: front matter names the bank itself as its README, so there is nothing to generate. Name another file`,
  taken: (bank: string, readme: string, other: string) =>
    `${clean(bank)}: its README would be ${clean(readme)}, which is generated from ${clean(other)} already. Name another in front matter: \`bank: {readme: OTHER.md}\``,
  unknownCards: (bank: string, line: number, reason: string) =>
    `${clean(bank)}:${line}: front matter is broken, so nobody knows what a card is, and the README is left as it is. ${clean(reason)}`,
  regenerated: (readme: string, names: readonly string[], isDryRun = false) =>
    `${clean(readme)}: ${names.join(', ')} ${isDryRun ? 'would be regenerated' : 'regenerated'}`,
  current: (readme: string) => `${clean(readme)}: up to date`,
  stale: (name: string, fix: string) =>
    `Unexpected content of region \`${name}\`, expected what the bank gives now (\`${fix}\` regenerates it)`,
  edited: (name: string) =>
    `Unexpected edit in region \`${name}\`, expected text as it was generated`,
  editedNote: (line: string, where: string, fix: string) =>
    `Not generated from the bank: ${line}. Make the edit in ${clean(where)} instead, then delete everything between the two markers of the region and run \`${fix}\`.`,
  removedNote: (where: string, fix: string) =>
    `Lines that were generated are missing or in another order. Make the edit in ${clean(where)} instead, then delete everything between the two markers of the region and run \`${fix}\`.`,
  foreign: (name: string) =>
    `Unexpected text in new region \`${name}\`, expected nothing between its markers: move the text out of the region`,
  unclosed: (name: string) =>
    `Unexpected region \`${name}\` without end, expected a line \`<!--${name} end-->\` below`,
  unopened: (name: string) =>
    `Unexpected end of region \`${name}\`, expected a line \`<!--${name} start-->\` above`,
  twice: (name: string, line: number) =>
    `Unexpected second region \`${name}\`, expected one: the first is on line ${line}`,
  nested: (name: string, outer: string) =>
    `Unexpected region \`${name}\` inside region \`${outer}\`, expected it behind \`<!--${outer} end-->\``,
  unknown: (name: string, known: readonly string[]) =>
    `Unexpected region ${quote(name)}, expected ${quoteAll(known)}`
}

/** Texts about the project's configuration, and about what runs because of it. */
export const configurationTexts = {
  unusable: (path: string, reason: string) =>
    `${clean(path)}: cannot be checked, because remark's configuration for it cannot be used: ${reason}`,
  of: (path: string, reason: string) => `${clean(path)}: ${reason}`,
  /** In front of Prettier's own text. */
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

/** What is said where a configuration names a rule that there is not. */
export const ruleNameTexts = {
  unknown: (id: string, nearest: string | undefined) =>
    `Unexpected rule ${quote(id)}, expected one that \`npx qbank rules\` lists${nearest === undefined ? '' : `. Did you mean ${quote(nearest)}?`}`
}

/** Why `--since` cannot tell what has changed. */
export const sinceTexts = {
  noGit:
    '--since asks git what has changed, and there is no program `git` on the PATH. Install it, or leave --since out to take every card',
  noRepository:
    '--since asks git what has changed, and the bank is in no repository. Leave --since out to take every card',
  noCommit: (ref: string) =>
    `--since ${clean(ref)}: this repository has no commit yet, so there is nothing to compare with. Leave --since out to take every card`,
  unknown: (ref: string, nearest: string | undefined, isShallow: boolean) =>
    [
      `--since ${clean(ref)}: no such branch, tag or commit in this clone.`,
      nearest === undefined
        ? isShallow
          ? deepen
          : 'Check the spelling (`git branch --all` lists branches), or fetch it (`git fetch origin`)'
        : `Did you mean ${clean(nearest)}?`
    ].join(' '),
  shallow: (ref: string) =>
    `--since ${clean(ref)}: this clone is shallow, and its history ends before the commit from which the work began. ${deepen}`,
  unrelated: (ref: string) =>
    `--since ${clean(ref)}: it has no commit in common with what is checked out here. Name the branch that this one began from`,
  foreign: (folder: string) =>
    `--since asks git what has changed, and git reads no repository that belongs to somebody else. If you trust it: git config --global --add safe.directory ${quoteForShell(clean(folder))}`,
  failed: (reason: string) =>
    `--since asks git what has changed, and git says: ${clean(reason)}. Put that right, or leave --since out to take every card`
}

/** The way out where a clone holds too little history. */
const deepen =
  'Fetch all of it: `git fetch --unshallow`; in GitHub Actions, `fetch-depth: 0` for actions/checkout; in GitLab CI, `GIT_DEPTH: 0`'

/** What is said of the commit hook where it will not run. */
export const missingHookText = (folder: string): string =>
  `${clean(folder)}: not there, so git runs no commit hook in this working tree. Run \`npm install\` (in a new worktree, or after \`git clean\`), which makes it`

/** What `fix` says it did. */
export const fixTexts = {
  repaired: (
    path: string,
    rules: ReadonlyMap<string, number>,
    isDryRun = false
  ) => {
    const sum = [...rules.values()].reduce((left, right) => left + right, 0)
    const parts = [...rules].map(([id, amount]) => `${amount} × ${id}`)
    const verb = isDryRun ? 'would be repaired' : 'repaired'
    return `${clean(path)}: ${count(sum, 'problem')} ${verb} (${parts.join(', ')})`
  },
  nothing: (path: string) => `${clean(path)}: nothing to repair`,
  ignored:
    'It stands behind `<!-- prettier-ignore -->`, and is left as it is: write it by hand, or take the comment out to have it repaired.'
}

/** The report's last line. */
export const summaryTexts = {
  clean: (cards: number, files: number) =>
    `${count(cards, 'card')} in ${count(files, 'bank')}: no problems`,
  cleanChanges: (cards: number, files: number) =>
    `${count(cards, 'changed card')} in ${count(files, 'bank')}: no problems`,
  problems: (
    errors: number,
    warnings: number,
    fixable: number,
    fix: string
  ) => {
    const kinds = [
      ...(errors > 0 ? [count(errors, 'error')] : []),
      ...(warnings > 0 ? [count(warnings, 'warning')] : [])
    ]
    const sum = `${count(errors + warnings, 'problem')} (${kinds.join(', ')})`
    return fixable > 0 ? `${sum} · ${fixable} fixable with \`${fix}\`` : sum
  }
}

/** What Prettier shows that runs our plugin. */
export const prettierTexts = {
  /** @param note the way out, where one line is not enough */
  left: (path: string, {line, column, reason, note}: VFileMessage): string =>
    `${clean(path)}:${line ?? 1}:${column ?? 1}: ${clean([reason, note].filter(Boolean).join('. '))}`
}

/** What an editor shows besides the rules' messages. */
export const editorTexts = {
  fixAll: 'Fix and format the whole question bank',
  format: 'Format as Prettier prints it',
  replace: (before: string, after: string) => {
    if (before === '') return `Insert ${show(after)}`
    if (after === '') return `Remove ${show(before)}`
    return `Replace ${show(before)} with ${show(after)}`
  },
  cancelled: 'The request was cancelled',
  modified: 'The document or its configuration has changed since the request',
  related: (text: string) => shorten(text),
  tooLarge: (path: string, characters: number, most: number) =>
    `${clean(path)}: has ${characters.toLocaleString('en')} characters, more than the ${most.toLocaleString('en')} that are checked while you type. \`npx --no -- qbank check\` and \`npx --no -- qbank fix\` still take it; or split it into several banks`
}

/** What the language server says to whoever starts it in a terminal. */
export const serverTexts = {
  help: [
    'Usage: qbank-language-server --stdio',
    '',
    'Speaks the Language Server Protocol: editors start it. docs/editors.md has the settings for some.',
    'Instead of --stdio: --node-ipc, --socket=<port>, --pipe=<name>.'
  ].join('\n'),
  noChannel: (args: readonly string[]) =>
    `error: unknown arguments: ${clean(args.join(' '))}. Editors start it as: qbank-language-server --stdio`
}

/** What reports say besides the messages. */
export const reportTexts = {
  line: (line: number) => `line ${line}`,
  see: (places: readonly string[]) => `See ${places.join(', ')}.`,
  firstOf: (text: string, others: number) =>
    others === 0 ? text : `${text} (and ${count(others, 'more problem')})`,
  /** @param where the folder for it, if that is not the root of the repository; else empty */
  next: (fixable: number, others: number, fix: string, where = '') => {
    const run = `\`${fix}\`${where === '' ? '' : ` in ${quote(where)}`}`
    return fixable === 0
      ? 'Next: put right what is named here, and commit again.'
      : others === 0
        ? `Next: run ${run} and commit what it changes.`
        : `Next: run ${run}, put right what it still names, and commit both.`
  },
  more: (problems: number) =>
    `… and ${count(problems, 'more problem')}, which \`npx --no -- qbank check\` shows.`
}

/** Texts about a report that is read from a file. */
export const reportFileTexts = {
  missing: (name: string) => `${clean(name)}: no such file. ${makeReport}`,
  noJson: (name: string, reason: string) =>
    `${clean(name)}: is no JSON (${clean(reason)}). ${makeReport}`,
  noReport: (name: string, place: string, reason: string) =>
    `${clean(name)}: is no report of qbank: at ${clean(place)}, ${clean(reason)} ${makeReport}`
}

const makeReport =
  '`npx --no -- qbank check --reporter json=report.json` writes one, in the version that reads it'

/** Texts of `qbank suggest`. */
export const suggestTexts = {
  notInActions: (name: string) =>
    `\`qbank suggest\` runs in a workflow of GitHub, and ${name} is not set. docs/ci.md shows the workflow`,
  noToken:
    '`qbank suggest` asks GitHub with the token of its workflow, and GITHUB_TOKEN is not set. Give the step `env: {GITHUB_TOKEN: "${{ github.token }}"}`',
  noEvent: (path: string, reason: string) =>
    `${clean(path)}: what happened cannot be read from it (${clean(reason)}). Run \`qbank suggest\` in a workflow on \`workflow_run\` or \`pull_request\``,
  otherEvent:
    'What happened has nothing to do with a pull request, so nothing is suggested.',
  badUrl: (url: string) =>
    `GITHUB_API_URL is ${quote(url)}, which is no address. Leave it as GitHub sets it`,
  gone: 'No open pull request ends with the commit that was checked: it was closed, or there is a newer commit, which has a check of its own. Nothing is suggested.',
  noAnswer: (url: string, reason: string) =>
    `${clean(url)} does not answer (${clean(reason)}). Run the job again later`,
  foreignAnswer: (path: string) =>
    `GitHub answers ${clean(path)} in a form that qbank does not know. Run the job again; if this comes back, GITHUB_API_URL may be the address of something else`,
  unknownToken:
    'GitHub does not know the token (401). Give the step `env: {GITHUB_TOKEN: "${{ github.token }}"}`',
  notAllowed: (reason: string) =>
    `GitHub does not let this token do that (403${reason === '' ? '' : `: ${clean(reason)}`}). Give the job \`permissions: {contents: read, pull-requests: write}\`; a workflow on \`pull_request\` never has the second for a fork, one on \`workflow_run\` has`,
  notFound: (path: string) =>
    `GitHub finds nothing at ${clean(path)} (404), or does not show it to this token. Give the job \`permissions: {contents: read, pull-requests: write}\``,
  limited: (end: Date | undefined) =>
    `GitHub takes no more requests with this token for now. Run the job again ${end === undefined ? 'in an hour' : `after ${end.toISOString().slice(11, 16)} UTC`}`,
  refused: (status: number, reason: string) =>
    `GitHub refuses (${status}${reason === '' ? '' : `: ${clean(reason)}`}). Run the job again later`,
  review: (suggested: number, left: number, limit: number) =>
    [
      `${count(suggested, 'repair')} suggested: "Commit suggestion" takes one over, and "Add suggestion to batch" several at once.`,
      ...(left > 0
        ? [
            `${count(left, 'more repair')} ${left === 1 ? 'is' : 'are'} not shown here: no more than ${limit} are suggested at once, and only on lines that this pull request shows. \`npx --no -- qbank fix\` makes them all.`
          ]
        : [])
    ].join(' '),
  choice: 'Choose one:',
  done: (
    number: number,
    {suggested, known, left}: {suggested: number; known: number; left: number}
  ) =>
    `Pull request ${number}: ${count(suggested, 'repair')} suggested, ${known} suggested before, ${left} not suggested (beyond the limit, or on lines that it does not show)`,
  refusedSome: (refused: number, reason: string) =>
    `${count(refused, 'suggestion')} refused by GitHub. ${reason}`
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

/** Texts of `qbank rules`. */
export const rulesTexts = {
  more: [
    'fixable: `qbank fix`, the commit hook and quick fixes correct it; has suggestions: the editor offers candidates to choose',
    'from; manual: someone has to write it. `npx --no -- qbank rules <id>` explains a rule.'
  ].join('\n'),
  borrowed: (id: string, description: string, packageName: string) =>
    `${id}: ${description}. A warning, from another package: https://www.npmjs.com/package/${packageName}`,
  unknown: (id: string, nearest: string | undefined) =>
    nearest === undefined
      ? `${id}: no such rule. \`npx --no -- qbank rules\` lists them`
      : `${id}: no such rule. Did you mean ${nearest}?`
} as const

/** Texts of the command line itself. */
export const cliTexts = {
  description:
    'Keeps a question bank in Markdown correct by itself: checks and repairs its cards, and generates its README.',
  check: 'report problems; write nothing',
  fix: 'repair and format the banks, regenerate README.md, report what remains',
  readme: 'regenerate the regions of README.md alone',
  rules: 'list the rules, or explain one',
  suggest:
    "turn a report into suggestions on the pull request that it is about (in GitHub's workflows)",
  suggestReport: 'report that `qbank check --reporter json=file` has written',
  rescue: "put back what a commit that was stopped has left in git's stash",
  ruleIds: 'ids of rules to explain',
  dryRun: 'write nothing; say what would be done, and exit with 1 if anything',
  fixDiff: 'print what is changed as a unified diff',
  checkDiff: 'show below each problem what `qbank fix` would make of its lines',
  readmeCheck: 'write nothing; report regions that are stale or edited by hand',
  files:
    'banks to take; without one, every bank below the current folder; - for standard input',
  readmeFiles:
    'banks to take; without one, every bank below the current folder',
  reporter: (names: readonly string[]) =>
    `how problems are printed: ${names.join(', ')}; with =file, into that file; may be given several times (default: stylish)`,
  outputFile: 'write the report into this file instead of printing it',
  since:
    'judge only the cards that have changed since work on them parted from this branch, tag or commit',
  fixSince:
    'repair only the cards that have changed since work on them parted from this branch, tag or commit',
  timing:
    'print on standard error how long reading, each rule, repairs and the README have taken',
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
    '  qbank check --since origin/main  what this branch has changed',
    '  qbank check --reporter github --reporter sarif=report.sarif',
    '',
    'Exit codes: 0 clean, 1 problems found, 2 wrong usage, unreadable file, or broken configuration.'
  ].join('\n'),
  usage: '(npx --no -- qbank --help lists commands and options)',
  /** Words that other tools have for what a command here does. */
  otherNames: new Map([
    ['--fix', 'fix'],
    ['--write', 'fix'],
    ['--check', 'check'],
    ['format', 'fix'],
    ['lint', 'check'],
    ['explain', 'rules']
  ]),
  meant: (command: string) => `(Did you mean qbank ${command}?)`,
  dashedFile: (name: string) =>
    `(If ${clean(name)} is a file, put -- in front of it.)`,
  bareFile: (name: string) =>
    `(If ${clean(name)} is a file, put check or fix in front of it.)`,
  needsPath:
    'Standard input needs a name, so that its configuration can be found: add --stdin-filepath QUESTION_BANK.md',
  needsDash:
    '--stdin-filepath names what comes on standard input, but no input is asked for: add `-` as the file',
  stdinAlone:
    'Standard input cannot be mixed with files: name either `-` or files',
  noStdin:
    '`qbank readme` takes no standard input: it needs to know where the bank and its README are. Name a file',
  notANumber: 'Expected a whole number, 0 or more.',
  noReportFile: (name: string) =>
    `Expected the name of a file behind \`${clean(name)}=\`.`,
  outputFileOfMany:
    '--output-file takes one report, and there are several reporters: give each its file, as in --reporter sarif=report.sarif',
  outputFileTwice: (path: string) =>
    `${clean(path)}: two reports are to be written into it. Give each a file of its own`,
  printedTwice: (names: readonly string[]) =>
    `The reports of ${joinOr(names).replace(' or ', ' and ')} would be printed into one another: give all but one a file, as in --reporter ${names.at(-1) ?? ''}=report`,
  reportOverSource: (path: string) =>
    `${clean(path)}: is one of the files that are checked, so no report is written over it. Name another file with --output-file or --reporter`,
  reportNotWritten: (path: string, reason: string) =>
    `${clean(path)}: the report cannot be written there (${reason}). Name a file in a folder that you may write to`,
  unknownReporter: (names: readonly string[], nearest: string | undefined) =>
    `Expected ${quoteAll(names)}.${nearest === undefined ? '' : `\n(Did you mean ${nearest}?)`}`,
  noFolder: (path: string) => `--cwd ${clean(path)}: no such folder`,
  noCwd: 'The current folder does not exist any more. Change to another one',
  tooManyWarnings: (warnings: number, most: number) =>
    `${count(warnings, 'warning')}, more than the ${most} that --max-warnings allows`,
  working: (files: number) => `Working on ${count(files, 'bank')} …`,
  cannotPrint: (reason: string) => `The report cannot be written (${reason})`,
  unfinished:
    'qbank stopped before it was done: a plugin of the configuration waits for something that never comes. No file was written half',
  crash: (reason: string) =>
    `qbank stopped on an error of its own: ${reason}. No file was written half. Run again with DEBUG=qbank to see where`
}

/** The two lines that a region begins as, and what else there is. */
function addLines(text: string): string {
  return [
    text,
    '',
    '    <!--bank-cards start-->',
    '    <!--bank-cards end-->',
    '',
    'In the same way `bank-stats` is a table of the cards, and `bank-contents` a list of the sections.'
  ].join('\n')
}

/** A menu has no room for more. */
function shorten(text: string): string {
  const characters = Array.from(text)
  return characters.length > 120
    ? `${characters.slice(0, 119).join('')}…`
    : text
}

/** Text with its line breaks, and the spaces in front of them, as characters that can be seen. */
function show(text: string): string {
  const lines = text.split(/\r\n|\n|\r/).map((line) => {
    const kept = line.trimEnd()
    return kept + line.slice(kept.length).replaceAll(' ', '␠')
  })
  return quote(clean(lines.join('⏎')))
}
