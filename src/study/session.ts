/**
 * A session of study. Questions, answers and ratings are lines of text that are printed once and never redrawn, so a
 * session works the same over a slow connection, without colors, and with a screen reader.
 */
import type {Card} from 'ts-fsrs'
import type {Question} from '../export/question.ts'
import {cleanLine} from '../text/clean.ts'
import {grades, previewDues} from './progress-file.ts'
import type {ProgressStore} from './progress-store.ts'
import {showAnswer, showHints, showQuestion} from './show-card.ts'
import {studyTexts} from './texts.ts'

/** A card that is due within this time, in milliseconds, is shown again in the same session. */
const learnAhead = 20 * 60 * 1000

/** The person of a session. */
export interface Conversation {
  readonly print: (lines: readonly string[]) => void
  /** @returns the next line that a person types; `undefined` if no more will come */
  readonly ask: (prompt: string) => Promise<string | undefined>
  readonly now: () => Date
}

/** Which cards are studied. */
export interface Choice {
  /** Most cards that have not been studied before. */
  readonly mostNew: number
  /** Whether to study cards that are not due, too. */
  readonly takesAll: boolean
}

/** Cards for a session. */
export interface Queue {
  readonly due: readonly Question[]
  readonly fresh: readonly Question[]
  /** When the next card is due that is not part of the session. */
  readonly nextDue: Date | undefined
}

/** @returns the key of a card: it stays the same when its content is edited */
function toKey({card: {id, titleText}}: Question): string {
  return id ?? titleText
}

/** @returns cards that are due, the longest overdue first, and new ones in the order of the bank */
export function makeQueue(
  questions: readonly Question[],
  store: Pick<ProgressStore, 'get'>,
  {mostNew, takesAll}: Choice,
  now: Date
): Queue {
  const known = new Map<string, {question: Question; due: Date}>()
  const fresh = new Map<string, Question>()
  for (const question of questions) {
    const key = toKey(question)
    const card: Card | undefined = store.get(key)
    if (card) known.set(key, {question, due: card.due})
    else fresh.set(key, question)
  }

  const sorted = [...known.values()].sort(
    (left, right) => left.due.getTime() - right.due.getTime()
  )
  const isDue = ({due}: {due: Date}): boolean => takesAll || due <= now
  return {
    due: sorted.filter(isDue).map(({question}) => question),
    fresh: [...fresh.values()].slice(0, mostNew),
    nextDue: sorted.find((each) => !isDue(each))?.due
  }
}

/** @returns how many ratings were given */
export async function study(
  {due, fresh}: Queue,
  store: ProgressStore,
  conversation: Conversation
): Promise<number> {
  const queue = [...due, ...fresh]
  conversation.print([studyTexts.start(due.length, fresh.length)])
  let rated = 0
  for (let next = queue.shift(); next; next = queue.shift()) {
    const outcome = await studyOne(next, queue.length, store, conversation)
    if (outcome === 'stop') break
    if (outcome === 'skip') continue
    rated++
    if (outcome.getTime() - conversation.now().getTime() <= learnAhead) {
      queue.push(next)
    }
  }

  conversation.print(['', studyTexts.end(rated)])
  return rated
}

/** @returns when the card is due now */
async function studyOne(
  question: Question,
  left: number,
  store: ProgressStore,
  {ask, now, print}: Conversation
): Promise<Date | 'skip' | 'stop'> {
  const {section} = question.card
  print(['', cleanLine(studyTexts.head(section, left)), ''])
  print([...showQuestion(question), ''])
  const hints = showHints(question)
  const replies = ['', 's', 'q']
  const hasHint = hints.length > 0
  let reply = await listen(ask, studyTexts.reveal(hasHint), [
    ...replies,
    ...(hasHint ? ['h'] : [])
  ])
  if (reply === 'h') {
    print(['', ...hints, ''])
    reply = await listen(ask, studyTexts.reveal(false), replies)
  }

  if (reply !== '') return reply === 's' ? 'skip' : 'stop'
  print(['', ...showAnswer(question), ''])
  const key = toKey(question)
  const dues = previewDues(store.get(key), now())
  const prompt = studyTexts.rate(dues, now())
  const rating = await listen(ask, prompt, ['1', '2', '3', '4', 's', 'q'])
  const grade = grades[Number(rating) - 1]
  if (grade === undefined) return rating === 's' ? 'skip' : 'stop'
  const newDue = store.rate(key, grade, now())
  print([studyTexts.rated(newDue, now())])
  return newDue
}

/** Asks until the reply is one of those expected; the end of input means to stop. */
async function listen(
  ask: Conversation['ask'],
  prompt: string,
  expected: readonly string[]
): Promise<string> {
  let question = prompt
  for (;;) {
    const line = await ask(question)
    if (line === undefined) return 'q'
    const reply = line.trim().toLowerCase()
    if (expected.includes(reply)) return reply
    question = `${studyTexts.unknown}\n${prompt}`
  }
}
