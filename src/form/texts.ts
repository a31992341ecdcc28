/** Texts of issue forms, and of answers in the issue. */
import type {Limits, Ticked} from '../template/model.ts'
import {clean} from '../text/clean.ts'

const ticks: Readonly<Record<Ticked, string>> = {
  one: 'Begin the right one with `[x]`.',
  some: 'Begin the right ones with `[x]`.',
  none: 'Tick none.'
}

export const formTexts = {
  origin:
    'Made of the template of the bank: `npx --no -- qbank form` writes it again.',
  name: (kind: string | undefined) =>
    kind === undefined ? 'New card' : `New card ${kind}`,
  description: 'Propose a card for the question bank',
  issueTitle: 'New card',
  introduction:
    'Your card becomes a pull request. Its form is fixed automatically, and what is missing is reported in this issue. Edit the issue to change the card.',
  choice: (choices: readonly string[]) => `One of: ${choices.join(', ')}.`,
  tags: 'With commas between.',
  date: 'A day: YYYY-MM-DD.',
  prose: (limits: Limits & {readonly words?: Limits}) =>
    [...count(limits, 'sentence'), ...count(limits.words, 'word')].join(' ') ||
    undefined,
  bullets: (limits: Limits & {readonly words?: Limits}) =>
    [
      'One point on each line.',
      ...count(limits, 'line'),
      ...count(limits.words, 'word').map((text) =>
        text.replace(/\.$/, ' each.')
      )
    ].join(' '),
  options: (limits: Limits & {readonly ticked: Ticked}) =>
    [
      'One option on each line.',
      ticks[limits.ticked],
      ...count(limits, 'option')
    ].join(' '),
  content: 'Markdown: text, code, lists, tables, images.'
} as const

/** The allowed limits, as a sentence. */
function count(limits: Limits | undefined, noun: string): string[] {
  const {max, min} = limits ?? {}
  if (max === undefined) {
    return min === undefined || min < 2 ? [] : [`At least ${min} ${noun}s.`]
  }

  if (min === max) return [`${max} ${noun}${max === 1 ? '' : 's'}.`]
  return min === undefined || min < 2
    ? [`At most ${max} ${noun}${max === 1 ? '' : 's'}.`]
    : [`${min} to ${max} ${noun}s.`]
}

/** Texts of `qbank form`. */
export const issueTexts = {
  oneBank: 'A form is for one bank: name one file',
  several: (paths: readonly string[]) =>
    `There are several banks, and a form is for one: ${paths.map(clean).join(', ')}. Name it`,
  whichKind: (kinds: readonly string[]) =>
    `The bank has ${kinds.length} kinds of card, and a form is for one. Add \`--kind\` with its number: ${kinds.map(clean).join('; ')}`,
  unknownKind: (given: string, kinds: number) =>
    `--kind ${clean(given)}: ${kinds === 1 ? 'the bank has one kind of card. Leave it out' : `expected a number from 1 to ${kinds}`}`,
  otherEvent: 'This event is not about an issue, so nothing is done.',
  notAForm: (number: number) =>
    `Issue ${number} was not written with the form of the bank, so nothing is done.`,
  usage: 'Run `qbank form --issue` in a workflow on `issues`',
  cannotPush: (branch: string, reason: string) =>
    `The branch ${branch} cannot be pushed (${clean(reason)}). Give the job \`permissions: {contents: write}\`, and let actions/checkout keep its credentials`,
  noRepository:
    'There is no git repository here. Check the repository out first (actions/checkout)',
  commit: (issue: number) => `Add the card of issue ${issue}`,
  pullTitle: (issue: number) => `Add the card of issue ${issue}`,
  pullBody: (issue: number) =>
    `The card that was proposed in the form of issue ${issue}, with its form fixed.\n\nCloses #${issue}`,
  done: (issue: number, pull: number) =>
    `Issue ${issue}: pull request ${pull} has its card`,
  incomplete: (issue: number) => `Issue ${issue}: the card has problems`,
  answerDone: (pull: number) =>
    `Thank you. Pull request #${pull} has your card. Edit this issue to change it.`,
  answerClosed: (pull: number) =>
    `Pull request #${pull} with this card is closed, so this edit is not taken over. Open a new issue for another card.`,
  answerTaken: (pull: number) =>
    `The branch of pull request #${pull} has other commits by now, so this edit is not taken over. Change the card there.`,
  answerMissing:
    'Thank you. The card is not complete yet. Edit the issue, and it is checked again:',
  notInert:
    'Unexpected HTML, comment or definition of a link, expected text, code, lists, links and images',
  answerWarnings: 'Please look at this once more:'
} as const
