/** Texts of the command line. */
import type {AskingHeadings} from '../../infer/find-asking.ts'
import type {InferredTemplate} from '../../infer/infer-template.ts'
import {inferTexts} from '../../infer/texts.ts'
import {clean} from '../../text/clean.ts'
import {count, joinOr, quoteAll} from '../../text/wording.ts'

/** Texts of `qbank rules`. */
export const rulesTexts = {
  more: [
    'fixable: `qbank fix`, the commit hook and quick fixes correct it; has suggestions: the editor offers several candidates;',
    'manual: someone has to fix it by hand. `npx --no -- qbank rules <id>` explains a rule.'
  ].join('\n'),
  borrowed: (id: string, description: string, packageName: string) =>
    `${id}: ${description}. A warning, from another package: https://www.npmjs.com/package/${packageName}`,
  unknown: (id: string, nearest: string | undefined) =>
    nearest === undefined
      ? `${id}: no such rule. \`npx --no -- qbank rules\` lists them`
      : `${id}: no such rule. Did you mean ${nearest}?`
} as const

/** Texts of `qbank template`. */
export const templateTexts = {
  nothing: (name: string, asking?: AskingHeadings) =>
    `${clean(name)}: found no cards. Cards are headings, items of a list, bold lines or collapsed blocks (\`<details>\`) that are numbered, begin with the same prefix, or are questions${asking ? `. ${inferTexts.maybe(asking)}` : ''}`,
  fit: (
    name: string,
    {
      cards,
      misfits,
      others: rest
    }: Pick<InferredTemplate, 'cards' | 'misfits' | 'others'>
  ) => {
    const fitting = cards - misfits.length
    const shown = misfits.slice(0, mostLines).join(', ')
    const more = misfits.length > mostLines ? ', …' : ''
    const others =
      misfits.length === 1
        ? `; the other: line ${shown}`
        : `; the others: lines ${shown}${more}`
    return `${clean(name)}: ${fitting} of ${count(cards, 'card')} fit${misfits.length > 0 ? others : ''}${rest ? `. ${inferTexts.others(rest)}` : ''}`
  }
} as const

/** How many lines are named in one sentence. */
const mostLines = 20

/** Texts of the command line itself. */
export const cliTexts = {
  description:
    'Keeps a question bank in Markdown correct: checks and fixes its cards, and generates its README.',
  groups: {
    check: 'Check and write cards:',
    cards: 'Use the cards:',
    setUp: 'Set up and look up:',
    merges: 'Merge and contribute:'
  },
  check: 'report problems; write nothing',
  fix: 'fix and format banks, regenerate README.md, report the problems that remain',
  readme: 'regenerate only the regions of README.md',
  catchUp:
    "merge the base branch into pull requests that conflict with it (in GitHub's workflows)",
  collect: 'move new cards from the inbox of a bank into the bank',
  collectCommit: 'commit the moved cards, with their authors as co-authors',
  merge: 'resolve conflicts in banks and their READMEs, card by card',
  mergeFiles: 'files to take; without one, all that have conflicts',
  mergeRegister:
    'register the merge driver in this clone; for the script that runs after packages are installed',
  mergeDriver: 'merge a bank or README; git calls this: see docs/merging.md',
  mergeVersion: (placeholder: string) =>
    `what git passes for ${placeholder} to a merge driver`,
  init: 'set up a repository: bank, template, commit hook, configuration',
  initFile:
    'files that are banks or should become banks; without one, init looks for them',
  initYes: 'do not ask, and take the defaults',
  initCheck: 'write nothing; exit with 1 if a part of the set-up is missing',
  initDryRun: 'write nothing; print the plan',
  initWith:
    'parts to add, separated by commas: readme, form, inbox, contributing, pull-request, vscode, or all',
  initWithout:
    'parts to leave out, separated by commas: merge, workflow, comment, or all',
  initCommit:
    'commit the set-up, and then the fixes of all cards on their own, which git blame leaves out',
  initNoInstall: 'install no packages; print the command that does',
  initPackage:
    'what to install as qbank: a version (`qbank@1`), or the path of a packed archive',
  doctor:
    'find out why qbank does not run here, and print the command that fixes it',
  doctorJson: 'print what was found as JSON',
  new: 'add a card to a bank: ask for it in a terminal, or take it from flags or JSON',
  form: "print GitHub's issue form for a card, made of a bank's template",
  formFiles: 'the bank, if there are several',
  formKind: 'which form, if the bank has several templates',
  formIssue:
    "make a pull request from the workflow's issue, or comment on the issue",
  newFiles:
    'the bank, if there are several; - for a card as JSON on standard input',
  newSection: 'section of the card',
  newTitle: 'title of the card',
  newField:
    "value of a field, such as 'Tags=chain,wear'; for bullets, one on each line; may be given several times",
  newDryRun: 'write nothing; print where the card would be',
  newEdit: 'open the card in $EDITOR before it is added',
  template:
    'print front matter with the template that the cards of a file follow; write nothing',
  templateFile: 'file to read; - for standard input',
  export:
    'write the cards for other programs: tables, flash cards, quizzes, evaluation sets',
  exportTo: (names: readonly string[]) => `format: ${names.join(', ')}`,
  exportOut: 'file or folder to write into, instead of printing',
  exportForce: 'overwrite files that no export has written',
  exportStrict: 'export nothing if a bank has errors',
  where:
    'take only the cards that match: \'difficulty=Hard tag=caching section="Two words"\'',
  must: 'bold word at the start of bullets that an answer must have (default: Must)',
  role: {
    question: 'label of the field with the question',
    exhibit: 'label of the field that is shown with the question',
    answer: 'label of the field with the answer',
    accept: 'label of the field with other good answers',
    pitfalls: 'label of the field with what an answer must not say'
  },
  site: 'build a page to read, search and study the cards: static files that need no server',
  siteOut: 'folder to write into',
  siteForce: 'write into a folder with files that `qbank site` has not written',
  siteStrict: 'build nothing if a bank has errors',
  siteWatch:
    'write nothing; show the page on this computer, and update it when a bank changes',
  sitePort: 'port for --watch; 0 for any that is free',
  siteFlags: {
    '--title <text>': 'title of the page (default: that of the first bank)',
    '--lang <code>': 'language of the cards, such as de',
    '--header <markdown>': 'text at the top of all pages',
    '--footer <markdown>': 'text at the bottom of all pages',
    '--head <file>':
      'file with <meta> and <link> elements for the head of all pages',
    '--css <file>': "style sheet that is loaded after the page's own",
    '--base <url>':
      'address of the page: adds 404.html, and links for search engines',
    '--source <url>':
      "address of the repository's files, for links to them: https://github.com/me/bank/blob/main/"
  },
  study: 'learn the cards in the terminal, with spaced repetition',
  studySection: 'take only the cards of this section',
  studyAll: 'also take cards that are not due',
  studyNew: 'at most so many cards that are new to you (default: 20)',
  studyProgress:
    'file for your progress, instead of the one in your data folder',
  import:
    'add the cards of another file to a bank, except those that it already has',
  importFile:
    'file with the cards, or a folder that `qbank export --to md` has written',
  importBank: 'bank to put them into, if there are several',
  importFrom: (names: readonly string[]) =>
    `format of the file, if its name does not say it: ${names.join(', ')}`,
  importSection:
    'put all cards into this section; without it, each goes into its own',
  stats:
    'count cards by section, choice and tag, and find those without an answer',
  statsChanges: 'ask git when each card was last changed',
  statsCoverage:
    'print, as Markdown, the goals of the plan and the cards that meet them',
  statsJson: 'print the counts as JSON',
  cardFiles: 'banks to read; without one, every bank below the current folder',
  rules: 'list the rules, or explain one',
  suggest:
    "turn a report into suggestions on its pull request (in GitHub's workflows)",
  suggestReport: 'report that `qbank check --reporter json=file` has written',
  ruleIds: 'ids of rules to explain',
  dryRun:
    'write nothing; print what would be done, and exit with 1 if there is anything',
  fixDiff: 'print the changes as a unified diff',
  checkDiff: 'show below each problem how `qbank fix` would change its lines',
  forceReadme:
    'drop text in the regions of README.md that was written by hand, or may have been',
  readmeCheck: 'write nothing; report regions that are stale or edited by hand',
  files:
    'banks to take; without one, every bank below the current folder; - for standard input',
  readmeFiles:
    'banks to take; without one, every bank below the current folder',
  reporter: (names: readonly string[]) =>
    `form of the report: ${names.join(', ')}; with =file, it is written into that file; may be given several times (default: stylish)`,
  outputFile: 'write the report into this file instead of printing it',
  since:
    'check only cards that have changed since the merge base with this branch, tag or commit',
  fixSince:
    'fix only cards that have changed since the merge base with this branch, tag or commit',
  timing:
    'print on standard error how long reading, each rule, fixes and the README took',
  quiet: 'print errors only, no warnings',
  maxWarnings: 'exit with 1 if there are more warnings than this',
  noCache: 'check all formatting again, also what earlier runs found correct',
  noConfig:
    'ignore the configuration of the project (.remarkrc, .remarkignore, that of Prettier), which can run code',
  color: 'print colors even if the output is not a terminal',
  noColor: 'print no colors',
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
    '  qbank check --since origin/main  cards that this branch has changed',
    '  qbank check --reporter github --reporter sarif=report.sarif',
    '',
    'Exit codes: 0 clean, 1 problems found, 2 wrong usage, unreadable file, or broken configuration.'
  ].join('\n'),
  usage: '(npx --no -- qbank --help lists commands and options)',
  /** Names that other tools have for the same commands. */
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
    `(If ${clean(name)} is a file, put -- before it.)`,
  bareFile: (name: string) =>
    `(If ${clean(name)} is a file, put check or fix before it.)`,
  needsPath:
    'Standard input needs a path, so that its configuration can be found: add --stdin-filepath QUESTION_BANK.md',
  needsDash:
    '--stdin-filepath is for standard input, which is not read: add `-` as the file',
  stdinAlone:
    'Standard input cannot be mixed with files: name either `-` or files',
  noStdin:
    '`qbank readme` takes no standard input, because it needs the README beside the bank. Name a file',
  notAPort: 'Expected a number from 0 to 65535.',
  notANumber: 'Expected a whole number, 0 or more.',
  noReportFile: (name: string) =>
    `Expected the name of a file after \`${clean(name)}=\`.`,
  outputFileOfMany:
    '--output-file takes one report, and there are several reporters: give each its file, as in --reporter sarif=report.sarif',
  outputFileTwice: (path: string) =>
    `${clean(path)}: two reports would be written into this file. Give each its own file`,
  printedTwice: (names: readonly string[]) =>
    `The reports of ${joinOr(names).replace(' or ', ' and ')} would be mixed on standard output: give all but one a file, as in --reporter ${names.at(-1) ?? ''}=report`,
  reportOverSource: (path: string) =>
    `${clean(path)}: is one of the checked files, so the report is not written there. Name another file with --output-file or --reporter`,
  reportNotWritten: (path: string, reason: string) =>
    `${clean(path)}: the report cannot be written there (${reason}). Name a file in a folder that you may write to`,
  unknownReporter: (names: readonly string[], nearest: string | undefined) =>
    `Expected ${quoteAll(names)}.${nearest === undefined ? '' : `\n(Did you mean ${nearest}?)`}`,
  noFolder: (path: string) => `--cwd ${clean(path)}: no such folder`,
  noCwd: 'The current folder no longer exists. Change to another one',
  tooManyWarnings: (warnings: number, most: number) =>
    `${count(warnings, 'warning')}, more than the ${most} that --max-warnings allows`,
  working: (files: number) => `Working on ${count(files, 'bank')} …`,
  cannotPrint: (reason: string) => `The report cannot be written (${reason})`,
  unfinished:
    'qbank stopped before it was done: a plugin of the configuration waits for something that never happens. No file was written in part'
}
