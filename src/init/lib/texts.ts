/** What `qbank init` says, and the texts that it writes into files. */
import {clean} from '../../text/clean.ts'
import {count, joinOr} from '../../text/wording.ts'

interface Words {
  readonly label: string
  readonly hint: string
}

export const initTexts = {
  noRepository:
    'There is no git repository here. Run `git init` first, or change to the folder of your repository',
  noGit:
    'Git cannot be started. Install it (https://git-scm.com), and run this again',
  noCards: (path: string) =>
    `${clean(path)}: nothing repeats here that could be a card, so no template can be written. Declare one in its front matter (docs/templates.md), and run this again`,
  outside: (path: string, below: string) =>
    `${clean(path)}: is not in the folder of this project${below === '' ? '' : ` (${clean(below)})`}, where its packages are. Change to the folder of the file, and run this again`,
  unknownPart: (id: string, ids: readonly string[]) =>
    `${clean(id)}: is not a part of the set-up. There are: ${ids.join(', ')}, all`,

  found: (path: string) => `Found ${clean(path)}.`,
  foundCards: (path: string, cards: number, misfits: number) =>
    `Found ${clean(path)}: ${count(cards, 'card')}${misfits === 0 ? ', all in one form' : `, ${cards - misfits} of them in one form`}.`,
  foundOthers: (paths: readonly string[], amount: number, command: string) =>
    `${amount === 1 ? 'Another file has' : `${amount} other files have`} cards, too: ${paths.map(clean).join(', ')}${amount > paths.length ? ', …' : ''}. To adopt several files, name them: ${command} init <file> <file>`,
  foundUnlike: (paths: readonly string[], amount: number) =>
    `Not taken, because no headings repeat there that could begin a card (a number, a prefix such as Q:, or a question): ${paths.map(clean).join(', ')}${amount > paths.length ? `, and ${amount - paths.length} more` : ''}.`,
  foundNone: (path: string) =>
    `Found no file with cards that repeat, so ${clean(path)} is begun.`,
  debts: (problems: number) =>
    `${count(problems, 'problem')} in old cards that someone has to fix by hand. They stop no commit: the hook checks the cards that a commit changes. Old cards stay as they are until someone changes them`,
  fixAll: (paths: readonly string[]) =>
    `fix ${paths.map(clean).join(', ')}: the form of all cards`,

  packageReason: 'names the packages that the project needs',
  scriptReason: (key: string) =>
    `the script \`${key}\` turns the commit hook on when packages are installed`,
  ignoreReason: 'keeps packages out of the repository',
  hookReason: 'checks and fixes the bank on every commit',
  remarkReason: 'the same rules in editors and remark',
  skeletonReason: 'a bank with one card, to begin with',
  bankReason: (
    {
      cards,
      misfits
    }: {
      readonly cards: number
      readonly misfits: readonly number[]
    },
    isComment: boolean
  ) =>
    `${isComment ? 'a comment' : 'front matter'} that describes its cards; ${misfits.length === 0 ? `all ${cards}` : `${cards - misfits.length} of ${cards}`} fit`,
  commentOffer: {
    label: 'A comment instead of front matter in the README',
    hint: 'GitHub shows front matter to readers'
  } satisfies Words,
  readmeReason: 'shows what is in the bank',
  readmeOffer: (path: string): Words => ({
    label: `A section in ${path}`,
    hint: 'shows what is in the bank, and is always up to date'
  }),
  workflowReason: (debts: number) =>
    debts > 0
      ? 'checks what each contribution changes'
      : 'checks each contribution',
  workflowOffer: (host: 'github' | 'gitlab'): Words => ({
    label: host === 'github' ? 'A workflow on GitHub' : 'A job on GitLab',
    hint: 'checks contributions that no hook has checked'
  }),
  mergeReason: 'git merges the bank card by card',
  registerReason: (key: string) =>
    `the script \`${key}\` registers the merge driver in each clone`,
  mergeOffer: {
    label: 'A merge driver',
    hint: 'two branches that add questions do not conflict'
  } satisfies Words,
  formOffer: (paths: readonly string[]): Words => ({
    label: 'An issue form for new questions',
    hint: `${paths.join(', ')}: what is filled in becomes a pull request`
  }),
  formReason: 'asks for what a question needs, as the template has it',
  formWorkflowReason: 'makes a pull request of what was filled in',
  formNotice:
    'For the issue form, allow GitHub Actions to create pull requests: in the settings of the repository, under Actions, General',
  inboxOffer: (folder: string): Words => ({
    label: `An inbox for new questions: ${folder}/`,
    hint: 'each is a file of its own there, so no two contributions conflict'
  }),
  inboxReason: (folder: string) => `names its inbox, ${clean(folder)}/`,
  inboxReadmeReason: 'says what the folder is for',
  collectReason: 'moves questions from the inbox into the bank',
  contributingReason: 'says how to add a question',
  contributingOffer: (path: string): Words => ({
    label: `A section in ${path}`,
    hint: 'says how to add a question'
  }),
  pullRequestReason: 'asks contributors what a reviewer would ask',
  pullRequestOffer: (path: string): Words => ({
    label: 'A template for pull requests',
    hint: path
  }),
  extensionsReason: 'recommends the extension that shows problems',
  extensionsOffer: {
    label: 'A recommended extension for VS Code',
    hint: '.vscode/extensions.json'
  } satisfies Words,
  editorConfigReason:
    'editors keep the two spaces at the end of a line, which are a line break in Markdown',

  otherVersion: (name: string, range: string, spec: string) =>
    `${name} ${clean(range)} becomes ${spec}: qbank does not work with the older one. If you cannot change it, stop here`,
  otherHook: (path: string, program: string) =>
    `${clean(path)}: ${program} runs your hooks, so no hook is written. Add \`qbank-hook\` to what it runs before a commit (docs/hook.md)`,
  ownHook: (path: string) =>
    `.git/hooks/pre-commit: git will not run it any more once husky is on. If you need it, move its lines into ${clean(path)}`,
  otherRemark: (path: string) =>
    `${clean(path)}: does not name qbank. The commands and the hook do not need it; for editors, add \`qbank\` to its plugins`,
  markdownlint: (path: string) =>
    `${clean(path)}: markdownlint goes on checking the bank. If it reports something that qbank writes, turn that rule off there`,
  archive: (path: string) =>
    `${clean(path)}: other machines do not have this file. Put it into the repository, or wait with the workflow`,

  create: (path: string, reason: string) => `create ${clean(path)}: ${reason}`,
  change: (path: string, reason: string) => `change ${clean(path)}: ${reason}`,
  run: (words: string, reason: string) => `run ${clean(words)}: ${reason}`,
  huskyReason: 'turns the commit hook on in this clone',
  installReason: 'installs what the hook needs',
  commit: 'commit the set-up, and then the fixes on their own',
  nothing: 'Nothing is left to set up.',
  missing: 'The set-up is not complete:',
  stopped: 'Nothing was written.',
  notCommitted: (paths: readonly string[]) =>
    `You have changes in ${paths.map(clean).join(', ')} that are not committed, and qbank would write into ${paths.length === 1 ? 'that file' : 'those files'}. Commit first, so that you can see and undo what it does`,
  needsClean: (paths: readonly string[]) =>
    `--commit needs these files as they are in the last commit: ${paths.map(clean).join(', ')}. Commit your changes first`,
  installFailed: (words: string, done: readonly string[]) =>
    `\`${clean(words)}\` has failed, and says why above. ${done.length === 0 ? 'Nothing was written before' : `Before that, this was written: ${done.map(clean).join(', ')}`}. Fix that, and run \`init\` again: it goes on from there`,
  hookFailed: (words: string) =>
    `\`${clean(words)}\` has failed, and says why above, so the hook is not on. All files are written. Fix that, and run \`init\` again`,
  skipped: (words: string, command: string) =>
    `Next: run \`${clean(words)}\`, and then \`${command} init\` again, which does the rest`,

  tried: (path: string) =>
    `The hook was tried: a card of ${clean(path)} was broken in a temporary copy, and the commit fixed it.`,
  notTried: (reason: string) => `The hook was not tried: ${reason}.`,
  noCleanCard: 'no card is without problems yet',
  noWorktree: (reason: string) =>
    `git made no temporary copy (${clean(reason)})`,
  tooSlow: (seconds: number) =>
    `your other hooks took more than ${seconds} seconds`,
  failedTrial: (output: string) =>
    `The hook was tried in a temporary copy, and did not fix a broken card. It said:\n\n${indent(output)}\n\nRun \`qbank doctor\`, which looks for the reason`,
  otherRefused: (output: string) =>
    `the commit was refused by something else in your hooks:\n\n${indent(output)}\n`,
  trialMessage: 'chore: try the commit hook',

  remaining: (problems: number, check: string) =>
    `${count(problems, 'problem')} in old cards that someone has to fix by hand: \`${check}\` lists them. They stop no commit: the hook checks the cards that a commit changes.`,
  laterFix: (init: string) =>
    `Old cards are as they were. \`${init} --commit\` fixes the form of all of them, in a commit that \`git blame\` leaves out.`,
  commitFailed: (reason: string) =>
    `The set-up is done, but git did not commit it: ${clean(reason)}. Fix that, and commit it yourself`,
  setUpMessage: 'Set up qbank, which checks the question bank',
  fixMessage: 'Fix the form of the questions',
  blameMessage: 'Leave the fixes out of git blame',
  blameHeader:
    '# Commits that change the form of questions and not their words',
  blameNote:
    'To leave the fixes out of `git blame` in this clone: git config blame.ignoreRevsFile .git-blame-ignore-revs (GitHub does it by itself)',
  next: (command: string) => `Next, commit this: ${command}`,
  nextWithDebts: (command: string) =>
    `Next, commit this: ${command}\n(--no-verify this one time: in the first commit all cards are new, and some have problems that would stop it)`,
  done: 'Adopted.',
  undoByHand: (path: string) =>
    `# ${clean(path)} had changes of yours: take the new lines out by hand`,
  undo: (lines: readonly string[]) =>
    ['To undo this:', ...lines.map((line) => `  ${line}`)].join('\n'),

  cards: (amount: number) => count(amount, 'card'),
  askBanks: 'Which files are question banks?',
  askOffers: 'What else? (space selects, return goes on)',
  askCommit:
    'Commit for you: the set-up, then the fixes on their own, which git blame leaves out?',
  askDirty: (paths: readonly string[]) =>
    `You have changes in ${paths.map(clean).join(', ')} that are not committed. They would be mixed with what qbank writes. Go on?`,
  askPlan: 'Do this?',
  planTitle: 'The plan',
  debtsComment:
    'Older problems remain, so only what a contribution changes is checked.',
  pushComment: 'If the branch has moved on, the run for that commit does it.',
  historyComment: 'The history, to see what has changed.'
} as const

function indent(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `    ${clean(line)}`)
    .join('\n')
}

/** A bank with one card that has no problem, in the default template. */
export const skeleton = `# Question bank

## First section

### Q: What should the first question of this bank be?

**Difficulty:** Easy${'  '}
**Tags:** example${'  '}
**Question:** Replace this card with your own. What would you ask an expert on the subject?${'  '}
**What a strong answer includes:**

- A point that you would listen for.
- A second one.
- A third one, which not everybody knows.

**Common pitfalls:**

- What people often say although it is wrong.
- What they often forget.
`

/**
 * @param bank name of a file in the same folder
 * @param region that shows it
 */
export function renderRegions(bank: string, region: string): string {
  return `
## Questions

All questions are in [${bank}](${encodeURI(bank)}).

<!--${region} start-->
<!--${region} end-->
`
}

/**
 * What the folder of an inbox says about itself.
 *
 * @param bank name of the bank's file
 * @param command words that start qbank
 */
export function inboxReadme(bank: string, command: string): string {
  return `# New questions

Each file in this folder has a question that is not in [${bank}](../${encodeURI(bank)}) yet. \`${command} new\` writes one, and
\`${command} collect\` moves all of them into the bank.
`
}

/** The section of a guide for contributors. */
export function contributing({
  banks,
  install,
  fix
}: {
  readonly banks: readonly string[]
  readonly install: string
  readonly fix: string
}): string {
  return `
## Questions

The questions are in ${joinOr(banks.map((path) => `\`${path}\``))}.

1. Run \`${install}\` once. It also turns on the commit hook.
2. Copy the question before the place where yours belongs, and write yours.
3. Commit. The hook fixes the form of your question. If something is left that only you can fix, it shows file, line and what is
   expected, and nothing has changed.

Without the hook, \`${fix}\` does the same.
`
}

/** @param banks names of the banks' files */
export function pullRequest(banks: readonly string[]): string {
  return `<!-- For a change to ${joinOr(banks)}; delete this for other changes. -->

- [ ] The question is not there yet, in other words either.
- [ ] The answer is correct, and says where it can be looked up.
- [ ] \`npx --no -- qbank check\` reports nothing about it.
`
}
