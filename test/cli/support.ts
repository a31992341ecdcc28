/** Banks and ways to call the command line, for its tests. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Writable} from 'node:stream'
import {PassThrough, Readable} from 'node:stream'
import * as assert from 'uvu/assert'
import {main} from '../../src/cli/main.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'

/** A card without a fault. */
export const card = `### Q: Why does a cold oven spoil a loaf?

**Difficulty:** Easy  
**Tags:** heat,crust  
**Question:** A loaf goes into an oven that is still warming up. What goes wrong?  
**What a strong answer includes:**

- The crust dries before the crumb has risen.
- Steam leaves before the surface has set.
- A thermometer tells more than the light of an oven.

**Common pitfalls:**

- Blaming the yeast.
- Baking longer instead of hotter.
`

/** A bank of that card. */
export const clean = `# Baking

## Bread

${card}`

/** The bank with one fixable problem: its second label is glued to the bullet above, on line 15. */
export const glued = clean.replace('\n\n**Common', '\n**Common')

/** The bank with one problem that has to be fixed by hand: the card has one pitfall, on line 18. */
export const short = clean.replace('- Baking longer instead of hotter.\n', '')

/** What a run of `main` came to. */
export interface Ended {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Options of `call`. */
export interface CallOptions {
  readonly input?: string | Uint8Array | Readable
  readonly env?: Readonly<Record<string, string>>
  /** Whether the outputs are terminals. */
  readonly isTTY?: boolean
}

/** Runs the command line in this process. */
export async function call(
  cwd: string,
  argv: readonly string[],
  {input = '', env = {}, isTTY = false}: CallOptions = {}
): Promise<Ended> {
  const stdout = collect(isTTY)
  const stderr = collect(isTTY)
  const status = await main({
    argv,
    cwd,
    env,
    stdin: input instanceof Readable ? input : Readable.from([input]),
    stdout: stdout.stream,
    stderr: stderr.stream
  })
  return {status, stdout: stdout.getText(), stderr: stderr.getText()}
}

function collect(isTTY: boolean): {
  stream: Writable & {isTTY: boolean}
  getText: () => string
} {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return {
    stream: Object.assign(stream, {isTTY}),
    getText: () => Buffer.concat(chunks).toString()
  }
}

/** A folder with files; it is not a repository. */
export function makeFolder(
  files: Readonly<Record<string, string | Uint8Array>>
): string {
  const folder = makeTempFolder()
  writeFiles(folder, files)
  return folder
}

/** @returns a file's text */
export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}

/** Checks that a failure is reported in sentences, without a trace, and that nothing else is printed. */
export function assertFailure(
  {
    status,
    stdout,
    stderr
  }: Pick<Ended, 'stdout' | 'stderr'> & {
    status: number | null
  },
  expected: string
): void {
  assert.is(stderr, expected)
  assert.is(stdout, '')
  assert.is(status, 2)
}

/** The line on standard error where there is no README. */
export const noReadme =
  'README.md: does not exist, so nothing is generated from QUESTION_BANK.md\n'
