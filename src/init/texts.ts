/** Texts of `qbank init`. */
import {stripVTControlCharacters} from 'node:util'
import {clean} from '../text/clean.ts'
import {count} from '../text/wording.ts'

export const initTexts = {
  noGit:
    'Git cannot be started. Install it (https://git-scm.com), and run this again',
  unknownPart: (id: string, ids: readonly string[]) =>
    `${clean(id)}: is not a part of the set-up. There are: ${ids.join(', ')}, all`,
  found: (path: string) => `Found ${clean(path)}.`,
  foundCards: (path: string, cards: number, misfits: number) =>
    `Found ${clean(path)}: ${count(cards, 'card')}${misfits === 0 ? ', all in one form' : `, all but ${misfits} in one form`}.`,
  foundOthers: (paths: readonly string[], amount: number, command: string) =>
    `${amount === 1 ? 'Another file has' : `${amount} other files have`} cards, too: ${paths.map(clean).join(', ')}${amount > paths.length ? ', …' : ''}. To adopt several files, name them: ${command} init <file> <file>`,
  foundUnlike: (paths: readonly string[], amount: number) =>
    `Not taken, because nothing there looks like the headings of several cards (numbers, a prefix such as Q:, question marks, the same labels below): ${paths.map(clean).join(', ')}${amount > paths.length ? `, and ${amount - paths.length} more` : ''}.`,
  foundNone: (path: string, command: string, fewest: number) =>
    `Found no file with ${fewest} cards or more of one form, so init creates ${clean(path)}. If a file has your cards, name it: ${command} init <file>`,
  debts: (problems: number) =>
    `${count(problems, 'problem')} in old cards that someone has to fix by hand. This stops no commit: the hook checks the cards that a commit changes. Old cards stay as they are until someone changes them`,
  fixAll: (paths: readonly string[]) =>
    `fix ${paths.map(clean).join(', ')}: the form of all cards`,
  create: (path: string, reason: string) => `create ${clean(path)}: ${reason}`,
  change: (path: string, reason: string) => `change ${clean(path)}: ${reason}`,
  run: (words: string, reason: string) => `run ${clean(words)}: ${reason}`,
  hookReason: 'turns the commit hook on in this clone',
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
  noCleanCard: 'no card that begins with a heading is without problems yet',
  blocked: (path: string, line: number, reason: string) =>
    `${clean(path)}:${line} has to be fixed first; until then, nothing in this file is checked or fixed. ${clean(reason)}`,
  notAdded: (path: string) => `${clean(path)} does not run it yet`,
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
    `${count(problems, 'problem')} in old cards that someone has to fix by hand (\`${check}\` shows where). This stops no commit: the hook checks the cards that a commit changes.`,
  laterFix: (init: string) =>
    `Old cards are as they were. \`${init} --commit\` fixes the form of all of them, in a commit that \`git blame\` leaves out.`,
  commitFailed: (reason: string) =>
    `The set-up is done, but git did not commit it: ${clean(reason)}. Fix that, and commit it yourself`,
  setUpMessage: 'Set up qbank, which checks the question bank',
  fixMessage: 'Fix the form of the questions',
  blameMessage: 'Leave the fixes out of git blame',
  blameHeader:
    '# Commits that change the form of questions and not their words',
  next: (command: string) => `Next, commit this: ${command}`,
  nextWithDebts: (command: string) =>
    `Next, commit this: ${command}\n(--no-verify this one time: in the first commit all cards are new, and some have problems that would stop it)`,
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
  askPlan: 'Do this?'
} as const

function indent(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `    ${clean(stripVTControlCharacters(line))}`)
    .join('\n')
}
