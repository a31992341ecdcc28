/** Texts of `qbank study`. */
import {clean} from '../text/clean.ts'
import {count} from '../text/wording.ts'
import type {ProgressProblem} from './progress-file.ts'

const minute = 60_000

/** Units of time, the longest first, in minutes. */
const units = [
  ['year', 365 * 24 * 60],
  ['month', 30 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1]
] as const

/** @returns the time until then, in its largest unit */
function until(due: Date, now: Date): string {
  const minutes = Math.max(1, (due.getTime() - now.getTime()) / minute)
  const [name, length] = units.find(([, each]) => minutes >= each - 0.5) ?? [
    'minute',
    1
  ]
  return count(Math.max(1, Math.round(minutes / length)), name)
}

const problems: Readonly<Record<ProgressProblem, string>> = {
  json: 'it is not JSON',
  format: 'it is not a file of progress',
  version: 'a later version of qbank has written it'
}

const ratings = ['again', 'hard', 'good', 'easy'] as const

export const studyTexts = {
  notTerminal:
    '`qbank study` asks and waits for answers, so its input and output have to be a terminal. Run it without a pipe, or write a page with `qbank site`',
  notProgress: (path: string, problem: ProgressProblem) =>
    `${clean(path)}: the progress cannot be read, because ${problems[problem]}. Move the file away, or name another one with --progress`,
  notKept: (path: string, reason: string) =>
    `${clean(path)}: the progress cannot be written (${clean(reason)}). Name another file with --progress`,
  start: (due: number, fresh: number) =>
    `${count(due, 'card')} due, ${fresh} new. Type and press Enter: nothing to show the answer, s to skip, q to stop.`,
  nothing: (nextDue: Date | undefined, now: Date) =>
    nextDue
      ? `Nothing is due. The next card is due in ${until(nextDue, now)}; --all takes cards that are not due.`
      : 'No card to study. Check --where and --section.',
  head: (section: string | undefined, left: number) =>
    `${section === undefined ? 'Card' : `Card in ${section}`}, ${left === 0 ? 'the last one' : `${left} more after it`}`,
  reveal: (hasHint: boolean) =>
    `Think of your answer. Enter to go on${hasHint ? ', h for the hint' : ''}: `,
  right: (letters: readonly string[]) => `Right: ${letters.join(', ')}`,
  must: '(must) ',
  noAnswer: 'The card has no answer.',
  rate: (dues: readonly Date[], now: Date) =>
    `How was it? ${dues.map((due, index) => `${index + 1} ${ratings[index] ?? ''} (${until(due, now)})`).join(', ')}: `,
  rated: (due: Date, now: Date) => `Due again in ${until(due, now)}.`,
  unknown: 'Type one of the numbers, s to skip, or q to stop.',
  end: (rated: number) => `${count(rated, 'rating')} kept.`
} as const
