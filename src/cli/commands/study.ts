/** `qbank study`: lets a person learn the cards of banks in a terminal. */
import {resolve} from 'node:path'
import {createInterface} from 'node:readline'
import {selectCards} from '../../export/export-banks.ts'
import {toQuestions} from '../../export/question.ts'
import type {RoleLabels} from '../../export/roles.ts'
import {findProgressPath, ProgressStore} from '../../study/progress-store.ts'
import type {Conversation} from '../../study/session.ts'
import {makeQueue, study} from '../../study/session.ts'
import {studyTexts} from '../../study/texts.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from '../lib/environment.ts'
import {addRoleOptions, loadCards} from '../lib/load-cards.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import {printLines} from '../lib/run-banks.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'
import {toCount} from '../lib/option-values.ts'

/** Options of `qbank study`. */
export interface StudyOptions extends CliOptions, RoleLabels {
  readonly where?: string
  readonly section?: string
  readonly all?: boolean
  /** Most new cards. */
  readonly new?: number
  /** File for the progress. */
  readonly progress?: string
}

/** New cards of a session, by default. */
const mostNew = 20

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.cardFiles],
  addOptions: (command) => {
    addRoleOptions(
      command
        .option('--where <terms>', cliTexts.where)
        .option('--section <name>', cliTexts.studySection)
        .option('--new <number>', cliTexts.studyNew, toCount)
        .option('--all', cliTexts.studyAll)
        .option('--progress <file>', cliTexts.studyProgress)
    )
  },
  run: studyCards
}

/**
 * @param now returns the time
 * @returns the exit code
 */
export async function studyCards(
  names: readonly string[],
  options: StudyOptions,
  surroundings: Surroundings,
  now = () => new Date()
): Promise<number> {
  const {env, stderr, stdin, stdout} = surroundings
  const isTerminal = 'isTTY' in stdin && stdin.isTTY === true && stdout.isTTY
  if (!isTerminal) throw new UserError(studyTexts.notTerminal)
  const cwd = getCwd(options, surroundings)
  const store = new ProgressStore(
    options.progress === undefined
      ? findProgressPath(env)
      : resolve(cwd, options.progress)
  )
  const banks = await loadCards('study', names, {cwd, options, stderr})
  const chosen = selectCards(
    banks.map(({data}) => data),
    joinTerms(options)
  )
  const questions = [...toQuestions(chosen, {labels: options})]
  const choice = {
    mostNew: options.new ?? mostNew,
    takesAll: options.all ?? false
  }
  const queue = makeQueue(questions, store, choice, now())
  if (queue.due.length + queue.fresh.length === 0) {
    printLines(stdout, [studyTexts.nothing(queue.nextDue, now())])
    return exitCodes.clean
  }

  const {close, conversation} = openConversation(surroundings, now)
  try {
    await study(queue, store, conversation)
  } finally {
    close()
  }

  return exitCodes.clean
}

function joinTerms({section, where}: StudyOptions): string | undefined {
  const own = section === undefined ? [] : [`section="${section}"`]
  const terms = [...(where === undefined ? [] : [where]), ...own]
  return terms.length === 0 ? undefined : terms.join(' ')
}

/** The terminal's mode stays the same: it edits lines itself. */
function openConversation(
  {stdin, stdout}: Surroundings,
  now: () => Date
): {conversation: Conversation; close: () => void} {
  const reader = createInterface({input: stdin, terminal: false})
  const lines = reader[Symbol.asyncIterator]()
  return {
    conversation: {
      now,
      print(texts) {
        printLines(stdout, texts)
      },
      async ask(prompt) {
        stdout.write(prompt)
        const next: IteratorResult<string, unknown> = await lines.next()
        return next.done ? undefined : next.value
      }
    },
    close() {
      reader.close()
    }
  }
}
