/**
 * Checks the numbers in the cards of QUESTION_BANK.md: `npx tsx docs/arithmetic.ts`. Every number of a card is given, follows
 * from what is given, or is a fact that its entry names. `npx tsx docs/arithmetic/training.ts` prints how they follow.
 */
import {readFileSync} from 'node:fs'
import process from 'node:process'
import {compareSections} from './arithmetic/compare.ts'
import debugging from './arithmetic/debugging.ts'
import design from './arithmetic/design.ts'
import evaluation from './arithmetic/evaluation.ts'
import foundations from './arithmetic/foundations.ts'
import inference from './arithmetic/inference.ts'
import retrieval from './arithmetic/retrieval.ts'
import training from './arithmetic/training.ts'

const sections = [
  foundations,
  training,
  inference,
  retrieval,
  evaluation,
  debugging,
  design
]
const path = process.argv[2] ?? new URL('../QUESTION_BANK.md', import.meta.url)
const {numbers, problems} = compareSections(
  readFileSync(path, 'utf8'),
  sections
)

if (problems.length > 0) {
  process.stderr.write(problems.map((problem) => `${problem}\n`).join(''))
  process.exitCode = 1
} else {
  const entries = sections.flatMap((section) => section.cards).length
  process.stdout.write(`${numbers} numbers in ${entries} cards agree\n`)
}
