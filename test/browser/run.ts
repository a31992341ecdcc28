/**
 * Tests of the pages that `qbank site` builds, in a real browser. They are apart from the others, as not everyone has one.
 *
 * Usage: npm run test:browser
 */
import process from 'node:process'
import {findBrowser} from './support.ts'

try {
  findBrowser()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}

await import('./suites.ts')
