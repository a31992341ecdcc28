/**
 * Recomputes the numbers in the cards of QUESTION_BANK.md: `npx tsx docs/arithmetic.ts`. A card states quantities in its
 * question and results in its bullets; both are read from the bank, so that neither can change without the other.
 */
import {readFileSync} from 'node:fs'
import process from 'node:process'
import {compareCards} from './arithmetic/card.ts'
import debugging from './arithmetic/debugging.ts'
import design from './arithmetic/design.ts'
import evaluation from './arithmetic/evaluation.ts'
import foundations from './arithmetic/foundations.ts'
import inference from './arithmetic/inference.ts'
import retrieval from './arithmetic/retrieval.ts'
import training from './arithmetic/training.ts'

const cards = [
  ...foundations,
  ...training,
  ...inference,
  ...retrieval,
  ...evaluation,
  ...debugging,
  ...design
]
const path = process.argv[2] ?? new URL('../QUESTION_BANK.md', import.meta.url)
const {numbers, problems} = compareCards(readFileSync(path, 'utf8'), cards)

if (problems.length > 0) {
  process.stderr.write(problems.map((problem) => `${problem}\n`).join(''))
  process.exitCode = 1
} else {
  process.stdout.write(`${numbers} numbers in ${cards.length} cards agree\n`)
}
