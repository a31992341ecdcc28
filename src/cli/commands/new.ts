/** `qbank new`: adds a card to the bank, from a dialog in a terminal, from flags, or from JSON. */
import {resolve} from 'node:path'
import {decodeText, readText} from '../../files/read-text.ts'
import {toName} from '../../files/to-name.ts'
import {writeText} from '../../files/write-text.ts'
import {assignAnswers, draftCard, fitTemplate} from '../../insert/draft-card.ts'
import {toInboxFile, writeInboxFile} from '../../insert/inbox-file.ts'
import type {Insertion} from '../../insert/insert-cards.ts'
import {insertCards} from '../../insert/insert-cards.ts'
import {readKnownBank} from '../../insert/known-bank.ts'
import {severityOf} from '../../message/source.ts'
import type {Terminal} from '../../new/ask.ts'
import {askForCard, choose} from '../../new/ask.ts'
import {editText, findEditor} from '../../new/editor.ts'
import type {GivenCard} from '../../new/given-card.ts'
import {readFlags, readJson} from '../../new/given-card.ts'
import {newTexts} from '../../new/texts.ts'
import type {Bank} from '../../bank/model.ts'
import type {CheckedBank} from '../../since/select.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from '../lib/environment.ts'
import {readStream} from '../lib/environment.ts'
import {forStream} from '../lib/load-cards.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd, selectBanks} from '../lib/options.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'
import {collectValues} from '../lib/option-values.ts'

/** Options of `qbank new`, in addition to those of all commands. */
export interface NewOptions extends CliOptions {
  readonly section?: string
  readonly title?: string
  /** `Label=value`, in the order given. */
  readonly field?: readonly string[]
  readonly edit?: boolean
}

/** What is needed to make a card. */
interface Job {
  readonly bank: Bank
  /** Its messages before the card is added. */
  readonly before: CheckedBank
  /** Absolute path of the bank. */
  readonly path: string
  readonly text: string
  readonly cwd: string
  readonly options: NewOptions
  readonly surroundings: Surroundings
  /** The terminal, if a user can be asked. */
  readonly terminal: Terminal | undefined
}

/** A card to be added. */
interface Draft {
  readonly markdown: string
  readonly section?: string | undefined
}

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.newFiles],
  addOptions: (command) =>
    command
      .option('--section <name>', cliTexts.newSection)
      .option('--title <text>', cliTexts.newTitle)
      .option('--field <label=value>', cliTexts.newField, collectValues)
      .option('--edit', cliTexts.newEdit)
      .option('--dry-run', cliTexts.newDryRun),
  run: newCard
}

/**
 * @param names of the bank, if it is not the only one; `-` for a card as JSON on standard input
 * @returns 0 if the card was added; 1 if something is wrong with it, and nothing was written
 */
async function newCard(
  names: readonly string[],
  options: NewOptions,
  surroundings: Surroundings
): Promise<number> {
  const cwd = getCwd(options, surroundings)
  const fromStdin = names.includes('-')
  const given = fromStdin
    ? await readStdin(options, surroundings)
    : readFlags(options)
  const terminal = fromStdin ? undefined : await findTerminal(surroundings)
  const files = names.filter((name) => name !== '-')
  const path = await findOne(files, {cwd, options, terminal})
  const text = await readText(path, cwd)
  const hasConfiguration = options.config
  const before = await readKnownBank(text, path, {cwd, hasConfiguration})
  const {bank} = before
  const job = {bank, before, path, text, cwd, options, surroundings, terminal}
  const editor = options.edit ? findEditor(surroundings.env) : undefined
  const draft = await makeDraft(job, given)
  return draft ? putIn(job, draft, editor) : exitCodes.problems
}

async function readStdin(
  {field, section, title}: NewOptions,
  {stdin}: Surroundings
): Promise<GivenCard> {
  if (field ?? section ?? title) throw new UserError(newTexts.fieldOfStdin)
  return readJson(decodeText(await readStream(stdin, '-'), '-'))
}

/** Loads the library for it only if a user is asked. */
async function findTerminal({
  stdin,
  stdout
}: Surroundings): Promise<Terminal | undefined> {
  if (!('isTTY' in stdin && stdin.isTTY) || !stdout.isTTY) return undefined
  const prompts = await import('@clack/prompts')
  return {prompts, input: stdin, output: stdout}
}

/** @returns absolute path of the one bank that is meant */
async function findOne(
  files: readonly string[],
  {cwd, options, terminal}: Pick<Job, 'cwd' | 'options' | 'terminal'>
): Promise<string> {
  if (files.length > 1) throw new UserError(newTexts.oneBank)
  const hasConfiguration = options.config
  const {paths} = await selectBanks(files, {cwd, hasConfiguration}, 'new')
  const [only = '', ...others] = paths
  if (others.length === 0) return resolve(cwd, only)
  if (!terminal) throw new UserError(newTexts.needsBank(paths))
  return resolve(cwd, await choose(newTexts.whichBank, paths, terminal))
}

/** @returns the card as the person wants it; `undefined` if they have stopped */
async function makeDraft(
  {bank, options, surroundings, terminal}: Job,
  given: GivenCard
): Promise<Draft | undefined> {
  const template = fitTemplate(given.fields, bank.templates)
  const isForm = options.edit ?? false
  if (!terminal || isForm) {
    const {title = '', section, fields} = given
    if (title === '' && !isForm && template.card.title !== false) {
      throw new UserError(newTexts.needsTitle)
    }

    const answers = assignAnswers(fields, template)
    return {markdown: draftCard({title, answers, isForm}, template), section}
  }

  const {isStopped, section, ...card} = await askForCard(bank, given, terminal)
  const markdown = draftCard(card, card.template)
  if (!isStopped) return {markdown, section}
  printCard(markdown, surroundings)
  return undefined
}

/** Prints the card, so that nothing that a person has typed is lost. */
function printCard(markdown: string, {stdout, stderr}: Surroundings): void {
  stderr.write(`${newTexts.stopped}\n`)
  stdout.write(forStream(markdown, stdout.isTTY ?? false))
}

/** Adds the card; if something is wrong with it, the person may edit it as often as they want. */
async function putIn(
  job: Job,
  draft: Draft,
  editor: readonly string[] | undefined
): Promise<number> {
  const edited = editor && (await editText(draft.markdown, editor))
  const markdown = edited?.text ?? draft.markdown
  const {before, cwd, options, path, surroundings, terminal, text} = job
  const {section} = draft
  const insertion = await insertCards(
    text,
    path,
    [{markdown, ...(section !== undefined && {section})}],
    {before, cwd, hasConfiguration: options.config}
  )
  const problems = findProblems(insertion)
  if (problems.length === 0) {
    edited?.forget()
    return write(job, insertion)
  }

  const {stderr} = surroundings
  stderr.write(`${newTexts.notWritten(problems)}\n`)
  if (edited) stderr.write(`${newTexts.kept(edited.file)}\n`)
  if (!terminal) return exitCodes.problems
  const canWrite = insertion.placed.length > 0
  const choices = [
    newTexts.edit,
    ...(canWrite ? [newTexts.write] : []),
    newTexts.stop
  ]
  const answer = await choose(newTexts.next(problems.length), choices, terminal)
    // Ctrl-C here means stop.
    .catch(() => newTexts.stop)
  if (answer === newTexts.edit) {
    return putIn(job, {...draft, markdown}, findEditor(surroundings.env))
  }

  if (answer === newTexts.write) return write(job, insertion)
  printCard(markdown, surroundings)
  return exitCodes.problems
}

/** @returns why the card cannot be added, or what is wrong with it */
function findProblems({placed, refused}: Insertion): string[] {
  return [
    ...refused.map(({reason}) => reason),
    ...placed.flatMap(({messages}) =>
      messages
        .filter((message) => severityOf(message) === 'error')
        .map(({reason}) => reason)
    )
  ]
}

async function write(job: Job, insertion: Insertion): Promise<number> {
  const {stderr} = job.surroundings
  const {inbox} = job.bank.config
  const exitCode = await (inbox === undefined ? writeBank : writeInbox)(
    job,
    insertion
  )
  for (const message of insertion.placed.flatMap((card) => card.messages)) {
    if (severityOf(message) === 'error') continue
    stderr.write(`${newTexts.warning(message.reason)}\n`)
  }

  return exitCode
}

async function writeBank(
  {cwd, options, path, surroundings, text}: Job,
  {placed, value}: Insertion
): Promise<number> {
  const {stdout, stderr} = surroundings
  const say = options.dryRun ? newTexts.wouldAdd : newTexts.added
  const notice = options.dryRun
    ? undefined
    : await writeText(path, cwd, {before: text, after: value})
  if (notice !== undefined) stderr.write(`${notice}\n`)
  for (const {line, section, title} of placed) {
    const place = `${toName(path, cwd)}:${line}`
    stdout.write(`${say(place, title, section)}\n`)
  }

  return exitCodes.clean
}

/** If the bank has an inbox, a new card becomes a file there. */
async function writeInbox(
  {cwd, options, path, surroundings}: Job,
  {bank, placed}: Insertion
): Promise<number> {
  const {stdout, stderr} = surroundings
  for (const card of placed) {
    const file = toInboxFile(path, bank, card)
    const target = await writeInboxFile(file, options.dryRun)
    if (target === undefined) {
      stderr.write(`${newTexts.refused(newTexts.inInbox)}\n`)
      return exitCodes.problems
    }

    stdout.write(`${newTexts.inbox(toName(target, cwd), card.section)}\n`)
  }

  return exitCodes.clean
}
