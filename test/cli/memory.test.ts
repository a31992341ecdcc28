/** Memory is bounded by the largest bank, not by the sum of all. */
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeBank} from '../../bench/banks.ts'
import {bin, makeTempFolder, run, writeFiles} from '../support/temp.ts'

/** Read and kept, each of these banks would take half a megabyte. */
const banks = 40
const cards = 252

/** In megabytes, for objects that live on. One of these banks needs 16; with all of them kept, it would be 36. */
const limit = 26

const test = suite('memory')

test('many banks are checked with the memory that a few need', () => {
  const folder = makeTempFolder()
  const text = makeBank({cards})
  writeFiles(
    folder,
    Object.fromEntries(
      Array.from({length: banks}, (_, at) => [`${at}/QUESTION_BANK.md`, text])
    )
  )
  const {status, stdout, stderr} = run(folder, process.execPath, [
    ...[`--max-old-space-size=${limit}`, bin, 'check']
  ])
  assert.is(status, 0, stderr.slice(-2000))
  assert.match(stdout, `${banks * cards} cards in ${banks} banks: no problems`)
})

test.run()
