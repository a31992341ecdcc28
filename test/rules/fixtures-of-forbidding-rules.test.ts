/** Fixtures of the rules that forbid something. */
import {testFixtures} from './fixture-laws.ts'

testFixtures((id) => id.startsWith('no-'))
