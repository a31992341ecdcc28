/** Fixtures of the rules that ask for something. */
import {testFixtures} from './fixture-laws.ts'

testFixtures((id) => !id.startsWith('no-'))
