/** Editor, command line and remark say the same of every fixture: a hundred or so at a time, in one server. */
import {expectSameMessages} from '../lsp/support/expect-same.ts'
import {readFixtures} from '../support/fixtures.ts'
import type {Fuzz} from './run.ts'

/** As many seeds in a row see all fixtures. */
const shares = 4

export const fuzz: Fuzz = {
  title: 'shares of the fixtures in an editor',
  cases: shares,
  async tryCase(seed) {
    const fixtures = readFixtures().filter(
      (_, at) => at % shares === seed % shares
    )
    const banks = fixtures.map(
      ({rule, situation, input}) => [`${rule}/${situation}`, input] as const
    )
    const count = await expectSameMessages(new Map(banks))
    if (count < banks.length) throw new Error(`Only ${count} messages`)
  }
}
