// What a project without qbank would write for itself: copies the cards of the bank into README.md.
import {readFileSync, writeFileSync} from 'node:fs'

const bank = readFileSync('QUESTION_BANK.md', 'utf8')
const readme = readFileSync('README.md', 'utf8')
const cards = bank.slice(bank.indexOf('\n## ')).trim()
writeFileSync(
  'README.md',
  readme.replace(
    /(<!--bank-cards start[^>]*-->)[^]*(<!--bank-cards end-->)/,
    (_, start, end) => `${start}\n\n${cards}\n\n${end}`
  )
)
