/** What a fix never does to options, labels and links, over banks with all kinds of them. */
import fc from 'fast-check'
import {suite} from 'uvu'
import {expectOptionsKept, optionBank} from './options.ts'
import {parameters} from './support.ts'

const test = suite('laws of options')

test('ticks, other lists, labels and links are kept', async () => {
  await fc.assert(
    fc.asyncProperty(optionBank, expectOptionsKept),
    parameters(16)
  )
})

test.run()
