/**
 * Times the second check of a bank with markup in its cards; some of it only a Markdown parser and Prettier can check.
 */
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {makeBank} from './banks.ts'
import type {Sample} from './measure.ts'
import {makeTempFolder, measure} from './measure.ts'
import {bankName, getTools} from './tools.ts'

/**
 * Both check in turn; the first check of each is not counted, and ours keeps what Prettier has confirmed.
 *
 * @param runs of each, a warm-up aside
 * @throws Error if ours does not find the bank clean
 */
export function measureAgain({
  cards,
  kind,
  runs
}: {
  readonly cards: number
  readonly kind: string
  readonly runs: number
}): Record<'qbank' | 'rumdl', Sample[]> {
  const samples = {qbank: new Array<Sample>(), rumdl: new Array<Sample>()}
  const tools = getTools()
  const folder = makeTempFolder()
  // Where the cache is.
  mkdirSync(join(folder, 'node_modules'))
  const files = {
    [bankName]: makeBank({cards, kind}),
    ...tools.get('qbank')?.files,
    ...tools.get('rumdl')?.files,
    '.remarkrc.mjs': `export {default} from ${JSON.stringify(join(import.meta.dirname, '../dist/src/index.js'))}\n`
  }
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text)
  }

  for (let run = 0; run <= runs; run++) {
    for (const name of ['qbank', 'rumdl'] as const) {
      const [program = '', ...args] = tools.get(name)?.commands.check ?? []
      if (program === '') continue
      const {output, status, ...sample} = measure({program, args, cwd: folder})
      if (name === 'qbank' && status !== 0) throw new Error(output)
      if (run > 0) samples[name].push(sample)
    }
  }

  return samples
}
