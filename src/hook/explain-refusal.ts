/** Why a commit is refused: problems that have to be fixed by hand, or a reason for which the hook could not work. */
import process from 'node:process'
import {inspect} from 'node:util'
import {usesColor} from '../text/color.ts'
import {findFix} from '../files/command.ts'
import type {TextStore} from '../files/text-store.ts'
import {toSafeEdit} from '../message/edits.ts'
import type {Outcome} from '../engine/outcome.ts'
import {checkBanks} from '../engine/job.ts'
import {crashText} from '../text/texts.ts'
import {clean} from '../text/clean.ts'
import type {ReportFile} from '../report/report.ts'
import {stylish} from '../report/stylish.ts'
import {countMessages} from '../report/message-view.ts'
import {severityOf} from '../message/source.ts'
import type {Since} from '../engine/since.ts'
import {UserError} from '../text/user-error.ts'
import {noteDiskLines} from './disk-lines.ts'
import type {LentIndex} from './lent-index.ts'
import {hookTexts} from './texts.ts'

/** The report of what has to be fixed by hand, with places as they are staged: a fix moves lines. */
export async function explainProblems(
  {files}: Outcome,
  {
    index,
    cwd,
    store,
    since
  }: {
    readonly index: LentIndex
    readonly cwd: string
    readonly store: TextStore
    readonly since: Since | undefined
  }
): Promise<string[]> {
  const failing = files.filter((file) => countMessages([file]).errors > 0)
  const banks = failing.filter((file) => file.bank)
  const before = await checkBanks({
    cwd,
    ...(since && {since}),
    store,
    paths: banks.map(({path}) => path)
  })
  const shown: ReportFile[] = []
  let hasFixes = false
  for (const file of failing) {
    const bank = before.files.find(({path}) => path === file.path)
    const own = bank && keepUnfixable(bank)
    // A problem may come to light only when others are fixed; then all are shown, as `check` would.
    if (bank && own?.messages.length === 0) hasFixes = true
    shown.push(own && own.messages.length > 0 ? own : (bank ?? file))
  }

  noteDiskLines(shown, index, cwd)
  const color = usesColor({}, {stdout: process.stderr, env: process.env})
  const fix = findFix(
    cwd,
    banks.map(({path}) => path),
    since && 'HEAD'
  )
  const report = stylish(shown, {color, quiet: true, fix})
  const names = getNames(shown, files)
  return [
    hookTexts.refused,
    '',
    ...report.split('\n'),
    hasFixes ? hookTexts.nextFix(fix, names) : hookTexts.nextEdit(names)
  ]
}

/** What is to be staged: an edit in a region of a README belongs into its bank. */
function getNames(
  shown: readonly ReportFile[],
  all: readonly ReportFile[]
): string[] {
  const banks = shown.every((file) => file.bank)
    ? []
    : all.filter((file) => file.bank)
  return [...new Set([...shown, ...banks].map(({path}) => path))]
}

function keepUnfixable(file: ReportFile): ReportFile {
  return {
    ...file,
    messages: file.messages.filter(
      (message) =>
        severityOf(message) === 'error' && !toSafeEdit(message, file.fixSources)
    )
  }
}

/** @returns why a commit was refused whose banks could not be worked on, a line each */
export function explainFailure(error: unknown): string[] {
  if (error instanceof UserError) {
    const lines = error.message.split('\n').map(clean)
    return [hookTexts.failed, '', ...lines, '', hookTexts.nextFailure]
  }

  const reason = error instanceof Error ? error.message : String(error)
  return [
    hookTexts.failed,
    '',
    clean(crashText(reason)),
    ...(/\bqbank\b|\*/.test(process.env['DEBUG'] ?? '') ? [inspect(error)] : [])
  ]
}
