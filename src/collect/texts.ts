/** What is said about cards that move from an inbox into their bank. */
import {clean} from '../text/clean.ts'
import {count, quote} from '../text/wording.ts'

/** Texts of `qbank collect`. */
export const collectTexts = {
  noInbox: (bank: string) =>
    `${clean(bank)}: front matter names no inbox, so there is nothing to collect. Name a folder: \`bank: {inbox: cards/}\``,
  noInboxes:
    'No bank here names an inbox in its front matter, so there is nothing to collect. `bank: {inbox: cards/}` names one',
  nothing: (bank: string) => `${clean(bank)}: nothing to collect`,
  moved: (file: string, bank: string, lines: readonly number[]) =>
    lines.length === 0
      ? `${clean(file)}: ${clean(bank)} has its cards already; deleted`
      : `${clean(file)}: moved to ${clean(bank)}, line ${lines.join(', ')}`,
  wouldMove: (file: string, bank: string, lines: readonly number[]) =>
    lines.length === 0
      ? `${clean(file)}: ${clean(bank)} has its cards already; would be deleted`
      : `${clean(file)}: would be moved to ${clean(bank)}, line ${lines.join(', ')}`,
  left: (file: string, reason: string) =>
    `${clean(file)}: left where it is. ${clean(reason)}`,
  problems: (amount: number, check: string) =>
    `It has ${count(amount, 'problem')}, which \`${check}\` lists`,
  noCards: 'It has no card',
  otherText: (text: string) =>
    `It has text outside its cards, which would be lost: ${quote(text)}`,
  otherKeys: (keys: readonly string[]) =>
    keys.includes('')
      ? 'Its front matter cannot be read'
      : `Its front matter has more than \`section\`, which would be lost: ${keys.map(quote).join(', ')}`,
  refused: (title: string, reason: string) => `${quote(title)}: ${reason}`,
  changed: 'It has changed meanwhile',
  uncommitted: (names: readonly string[]) =>
    `--commit needs files without changes that are not committed: ${names.map(clean).join(', ')}. Commit or stash them first`,
  noRepository: (cwd: string) =>
    `${clean(cwd)}: is not in a git repository, so --commit has nowhere to commit to`,
  subject: (cards: number, inbox: string) =>
    `Collect ${count(cards, 'card')} from ${inbox}`,
  committed: (subject: string) => `Committed: ${clean(subject)}`,
  trailers: (lines: readonly string[]) => [
    'To keep their authors, end the message of the commit with:',
    ...lines
  ]
} as const
