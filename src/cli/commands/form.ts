/**
 * `qbank form`: writes the issue form of a bank; in a workflow, makes a card of an issue that was filled in with it.
 */
import {resolve} from 'node:path'
import {findGitFolders} from '../../files/repository.ts'
import {readText} from '../../files/read-text.ts'
import {Conversation} from '../../form/conversation.ts'
import {readIssue} from '../../form/event.ts'
import type {ProposalBank} from '../../form/propose.ts'
import {proposeCard} from '../../form/propose.ts'
import type {Form} from '../../form/fields.ts'
import {listForms} from '../../form/fields.ts'
import {renderIssueForm} from '../../form/render-form.ts'
import {issueTexts} from '../../form/texts.ts'
import {createClient, needVariable} from '../../github/environment.ts'
import {readKnownBank} from '../../insert/known-bank.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd, selectBanks} from '../lib/options.ts'
import {printLines} from '../lib/run-banks.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'

/** Options of `qbank form`, in addition to those of all commands. */
export interface FormOptions extends CliOptions {
  readonly issue?: boolean
  /** Number of the template, from 1, that the form is for. */
  readonly kind?: string
}

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.formFiles],
  addOptions: (command) =>
    command
      .option('--issue', cliTexts.formIssue)
      .option('--kind <number>', cliTexts.formKind),
  run: form
}

/**
 * @param names of the bank, if it is not the only one
 * @returns the exit code: also 0 if the card of an issue has problems, which are reported in the issue
 */
async function form(
  names: readonly string[],
  options: FormOptions,
  surroundings: Surroundings
): Promise<number> {
  const {env, stdout} = surroundings
  const cwd = getCwd(options, surroundings)
  const bank = await readOne(names, cwd, options)
  if (!options.issue) {
    stdout.write(renderIssueForm(chooseForm(listForms(bank.bank), options)))
    return exitCodes.clean
  }

  const issue = await readIssue(needVariable(env, 'GITHUB_EVENT_PATH', 'form'))
  if (!issue) {
    printLines(stdout, [issueTexts.otherEvent])
    return exitCodes.clean
  }

  const root = findGitFolders(cwd)?.root
  if (root === undefined) throw new UserError(issueTexts.noRepository)
  const permissions = 'contents: write, issues: write, pull-requests: write'
  const client = createClient(env, permissions, 'form')
  const repository = needVariable(env, 'GITHUB_REPOSITORY', 'form')
  const conversation = new Conversation(client, repository, issue)
  const hasConfiguration = options.config
  printLines(stdout, [
    await proposeCard(issue, bank, conversation, {cwd, root, hasConfiguration})
  ])
  return exitCodes.clean
}

/** @throws UserError if it is not clear which form is meant, or there is no such form */
function chooseForm(forms: readonly Form[], {kind}: FormOptions): Form {
  const [first, ...others] = forms
  if (kind === undefined && first && others.length === 0) return first
  if (kind === undefined) {
    const kinds = forms.flatMap((form) => form.kind ?? [])
    throw new UserError(issueTexts.whichKind(kinds))
  }

  const form = /^\d{1,2}$/.test(kind) ? forms[Number(kind) - 1] : undefined
  if (form && others.length > 0) return form
  throw new UserError(issueTexts.unknownKind(kind, forms.length))
}

async function readOne(
  names: readonly string[],
  cwd: string,
  options: FormOptions
): Promise<ProposalBank> {
  if (names.length > 1) throw new UserError(issueTexts.oneBank)
  const hasConfiguration = options.config
  const {paths} = await selectBanks(names, {cwd, hasConfiguration}, 'form')
  const [only = '', ...others] = paths
  if (others.length > 0) throw new UserError(issueTexts.several(paths))
  const path = resolve(cwd, only)
  const text = await readText(path, cwd)
  const {bank} = await readKnownBank(text, path, {cwd, hasConfiguration})
  return {bank, path, text}
}
