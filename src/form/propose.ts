/** Proposes an issue's card as a pull request, or answers in the issue what is missing. */
import {join} from 'node:path'
import type {Bank} from '../bank/model.ts'
import {updateReadmes} from '../engine/job.ts'
import type {TextStore} from '../files/text-store.ts'
import {createDisk} from '../files/text-store.ts'
import {toName} from '../files/to-name.ts'
import {draftCard} from '../insert/draft-card.ts'
import {toInboxFile, writeInboxFile} from '../insert/inbox-file.ts'
import type {Insertion} from '../insert/insert-cards.ts'
import {insertCards} from '../insert/insert-cards.ts'
import {severityOf} from '../message/source.ts'
import {formatAnswer} from './answer.ts'
import type {ChangedFile} from './branch.ts'
import {pushCard} from './branch.ts'
import type {Conversation} from './conversation.ts'
import type {Issue} from './event.ts'
import {isInert, readForm} from './read-form.ts'
import {issueTexts} from './texts.ts'

/** A bank that an issue may add a card to. */
export interface ProposalBank {
  readonly bank: Bank
  /** Absolute path. */
  readonly path: string
  /** Its text on the default branch. */
  readonly text: string
}

/** Options of a proposal. */
export interface ProposalOptions {
  readonly cwd: string
  readonly hasConfiguration: boolean | undefined
  /** Absolute path of the repository's root. */
  readonly root: string
}

/** @returns a sentence on what was done */
export async function proposeCard(
  issue: Issue,
  bank: ProposalBank,
  conversation: Conversation,
  options: ProposalOptions
): Promise<string> {
  const insertion = await readProposal(issue.body, bank, options)
  if (!insertion) return issueTexts.notAForm(issue.number)
  const {problems, warnings} = sortMessages(insertion)
  if (problems.length > 0) {
    const text = issueTexts.answerMissing
    await conversation.say(formatAnswer([{text, points: problems}]))
    return issueTexts.incomplete(issue.number)
  }

  const answer = (text: string): string =>
    formatAnswer([
      {text, points: []},
      ...(warnings.length > 0
        ? [{text: issueTexts.answerWarnings, points: warnings}]
        : [])
    ])
  const pull = await conversation.findPull()
  if (pull && !pull.isOpen) {
    const text = issueTexts.answerClosed(pull.number)
    await conversation.say(formatAnswer([{text, points: []}]))
    return issueTexts.done(issue.number, pull.number)
  }

  const files = await (bank.bank.config.inbox === undefined
    ? changeFiles(bank, insertion.value, options)
    : addFiles(issue, bank, insertion, options))
  const pushed = pushCard(issue, files, options.root)
  const number = pull?.number ?? (await conversation.openPull())
  await conversation.say(
    pushed === 'taken'
      ? formatAnswer([{text: issueTexts.answerTaken(number), points: []}])
      : answer(issueTexts.answerDone(number))
  )
  return issueTexts.done(issue.number, number)
}

/** @returns the bank with the card of a form; `undefined` if the body is not one */
export async function readProposal(
  body: string,
  {bank, path, text}: ProposalBank,
  {cwd, hasConfiguration}: Pick<ProposalOptions, 'cwd' | 'hasConfiguration'>
): Promise<Insertion | undefined> {
  const filled = readForm(body, bank)
  if (!filled) return undefined
  const {answers, section, template, title} = filled
  const markdown = draftCard({title, answers}, template)
  const card = {markdown, ...(section !== undefined && {section})}
  const options = {cwd, hasConfiguration}
  const insertion = await insertCards(text, path, [card], options)
  const {cards, outdented} = insertion.bank
  const areInert = insertion.placed.every(({card: placed}) => {
    const {end, start, template} =
      outdented.cards[cards.indexOf(placed)] ?? placed
    return isInert(outdented.text.slice(start, end), template)
  })
  return areInert ? insertion : refuse(insertion, text)
}

/** @returns the insertion, without the card and with a refusal */
function refuse(insertion: Insertion, value: string): Insertion {
  const refused = insertion.placed.map(({index}) => ({
    ...{index, kind: 'card' as const, reason: issueTexts.notInert}
  }))
  return {...insertion, value, placed: [], refused, messages: []}
}

function sortMessages({placed, refused}: Insertion): {
  problems: string[]
  warnings: string[]
} {
  const messages = placed.flatMap((card) => card.messages)
  const isError = (message: (typeof messages)[number]): boolean =>
    severityOf(message) === 'error'
  return {
    problems: [
      ...refused.map(({reason}) => reason),
      ...messages.filter(isError).map(({reason}) => reason)
    ],
    warnings: messages
      .filter((message) => !isError(message))
      .map(({reason}) => reason)
  }
}

/**
 * Adds the card as a file of the bank's inbox. Its name contains no text of the issue, so an edit of the issue changes
 * the same file.
 */
async function addFiles(
  {number}: Issue,
  {path}: ProposalBank,
  {bank, placed}: Insertion,
  {root}: ProposalOptions
): Promise<ChangedFile[]> {
  const files = placed.map((card) => ({
    ...toInboxFile(path, bank, card),
    name: `issue-${number}`
  }))
  return Promise.all(
    files.map(async (file) => {
      const free = await writeInboxFile(file, true)
      const absolute = free ?? join(file.folder, `${file.name}.md`)
      return {path: toName(absolute, root), text: file.text}
    })
  )
}

/**
 * Changes the README's regions with the bank, unless front matter names one branch for them. Nothing is written into
 * the working tree.
 */
async function changeFiles(
  {bank, path, text}: ProposalBank,
  value: string,
  {cwd, hasConfiguration, root}: ProposalOptions
): Promise<ChangedFile[]> {
  const changed = new Map([[path, value]])
  const disk = createDisk(cwd)
  const store: TextStore = {
    ...disk,
    read: async (name) => changed.get(name) ?? disk.read(name),
    write(name, {after}) {
      changed.set(name, after)
    }
  }
  if (bank.config.readme?.on === undefined && value !== text) {
    await updateReadmes({
      ...{cwd, hasConfiguration, store, paths: [path], mode: 'write'},
      // The check of the pull request reports problems of a README.
      onFailure: () => undefined
    })
  }

  return [...changed].map(([name, after]) => ({
    path: toName(name, root),
    text: after
  }))
}
