/** Terminals, pipes that break, full disks, and Ctrl-C. */
import {spawn} from 'node:child_process'
import {mkdirSync, readdirSync, watch} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {PassThrough, Readable} from 'node:stream'
import {mock} from 'node:test'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {withProgress} from '../../src/cli/lib/progress.ts'
import {bin, cleanEnv, run, runQbank} from '../support/temp.ts'
import {
  call,
  card,
  clean,
  glued,
  makeFolder,
  noReadme,
  read,
  short
} from './support.ts'

/** A bank of many cards, each with a glued label. */
function makeLarge(cards: number): string {
  const broken = card.replace('\n\n**Common', '\n**Common')
  const parts = Array.from({length: cards}, (_, index) =>
    broken.replaceAll(/a loaf/gi, `loaf ${index + 1}`)
  )
  return `# Baking\n\n## Bread\n\n${parts.join('\n')}`
}

const outputs = suite('outputs')

/** How a process ended. */
interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stderr: string
}

/** Starts the built command line; `act` is given the process. */
async function start(
  cwd: string,
  argv: readonly string[],
  act: (child: ReturnType<typeof spawn>) => void
): Promise<Exit> {
  const child = spawn(process.execPath, [bin, ...argv], {
    cwd,
    env: cleanEnv(),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let stderr = ''
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  const ended = new Promise<Exit>((resolve) => {
    child.on('close', (code, signal) => {
      resolve({code, signal, stderr})
    })
  })
  act(child)
  return ended
}

outputs('a reader that has seen enough is no error', async () => {
  // More than a pipe holds.
  const folder = makeFolder({'QUESTION_BANK.md': makeLarge(80)})
  const {code, signal, stderr} = await start(
    folder,
    ['check', '--reporter', 'json'],
    ({stdout}) => {
      stdout?.once('data', () => stdout.destroy())
    }
  )
  assert.is(stderr, noReadme)
  assert.equal([code, signal], [1, null])
})

outputs('nor is one of standard error', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const {code, signal} = await start(folder, ['fix'], (child) => {
    child.stderr?.destroy()
    child.stdout?.resume()
  })
  assert.equal([code, signal], [0, null])
  assert.is(read(folder, 'QUESTION_BANK.md'), clean)
})

outputs('a report that cannot be written is one', () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued, 'out.txt': ''})
  // As on a full disk, on any system: a file that is not open for writing.
  const {status, stderr} = run(folder, 'sh', [
    '-c',
    '"$0" "$1" check 1<out.txt',
    process.execPath,
    bin
  ])
  assert.is(stderr, `${noReadme}The report cannot be written (EBADF)\n`)
  assert.is(status, 2)
})

outputs('a folder that is gone', () => {
  const folder = makeFolder({})
  mkdirSync(join(folder, 'gone'))
  const {status, stdout, stderr} = run(folder, 'sh', [
    '-c',
    'cd gone && rmdir ../gone && exec "$0" "$1" check',
    process.execPath,
    bin
  ])
  assert.is(
    stderr,
    'The current folder no longer exists. Change to another one\n'
  )
  assert.is(stdout, '')
  assert.is(status, 2)
})

outputs.run()

const interrupted = suite('Ctrl-C')

const large = makeLarge(30)
const readme = '<!--bank-cards start-->\n<!--bank-cards end-->\n'
const files = {'QUESTION_BANK.md': large, 'README.md': readme}
const names = Object.keys(files)

/** The files after a run that is not interrupted. */
async function getFixed(): Promise<Record<string, string>> {
  const folder = makeFolder(files)
  assert.is((await call(folder, ['fix'])).status, 0)
  return Object.fromEntries(names.map((name) => [name, read(folder, name)]))
}

/** Each file is as it was or as it will be, and no other is left. */
function assertWhole(folder: string, fixed: Record<string, string>): void {
  assert.equal(readdirSync(folder).sort(), names)
  for (const [name, before] of Object.entries(files)) {
    const text = read(folder, name)
    assert.ok(text === before || text === fixed[name], `${name} is not whole`)
  }
}

interrupted('leaves files whole, whenever it comes', async () => {
  const fixed = await getFixed()
  let signals = 0
  for (const delay of [0, 150, 300, 450]) {
    const folder = makeFolder(files)
    const {code, signal} = await start(folder, ['fix'], (child) => {
      child.stdout?.resume()
      setTimeout(() => child.kill('SIGINT'), delay)
    })
    // Interrupted, as a shell wants to know it, or done before.
    if (signal === null) assert.is(code, 0)
    else assert.is(signal, 'SIGINT')
    if (signal !== null) signals++
    assertWhole(folder, fixed)
  }

  assert.ok(signals > 0)
})

interrupted('waits for a file that is being written', async () => {
  const fixed = await getFixed()
  for (const name of names) {
    const folder = makeFolder(files)
    const {code, signal} = await start(folder, ['fix'], (child) => {
      child.stdout?.resume()
      // The temporary file beside it.
      const watcher = watch(folder, (_, changed) => {
        if (changed?.startsWith(`${name}.`)) child.kill('SIGINT')
      })
      child.on('close', () => {
        watcher.close()
      })
    })
    if (signal === null) assert.is(code, 0)
    else assert.is(signal, 'SIGINT')
    assertWhole(folder, fixed)
  }
})

interrupted.run()

const progress = suite('progress')

/** Something like a terminal. */
class Terminal extends PassThrough {
  readonly isTTY = true
  readonly columns = 80
  text = ''
  cleared = 0

  constructor() {
    super()
    this.on('data', (data: Buffer) => (this.text += data.toString()))
  }

  cursorTo(): boolean {
    return true
  }

  moveCursor(): boolean {
    return true
  }

  clearLine(): boolean {
    this.cleared++
    return true
  }
}

/** Runs a task with a clock that only the task moves. */
async function watchTask(
  stderr: Terminal | PassThrough,
  env: Record<string, string>,
  task: (tick: (milliseconds: number) => void) => Promise<void>
): Promise<string> {
  mock.timers.enable({apis: ['setTimeout']})
  try {
    return await withProgress(
      {
        stdin: Readable.from([]),
        stdout: new PassThrough(),
        stderr,
        cwd: '.',
        env
      },
      2,
      async () => {
        await task((milliseconds) => {
          mock.timers.tick(milliseconds)
        })
        return 'done'
      }
    )
  } finally {
    mock.timers.reset()
  }
}

progress('is shown on a terminal after a second, and taken away', async () => {
  const stderr = new Terminal()
  const shown = new Promise((resolve) => stderr.once('data', resolve))
  const result = await watchTask(stderr, {}, async (tick) => {
    tick(999)
    await new Promise((resolve) => setImmediate(resolve))
    assert.is(stderr.text, '')
    tick(1)
    await shown
  })
  assert.is(result, 'done')
  assert.match(stderr.text, 'Working on 2 banks …')
  assert.ok(stderr.cleared > 0)
  const {text} = stderr
  await new Promise((resolve) => setImmediate(resolve))
  assert.is(stderr.text, text)
})

progress('is not shown for less', async () => {
  const stderr = new Terminal()
  await watchTask(stderr, {}, async (tick) => {
    tick(999)
    await Promise.resolve()
  })
  await new Promise((resolve) => setImmediate(resolve))
  assert.is(stderr.text, '')
})

progress(
  'is not shown in a pipe, in CI, or where lines cannot be taken back',
  async () => {
    for (const [stderr, env] of [
      [new PassThrough(), {}],
      [new Terminal(), {CI: 'true'}],
      [new Terminal(), {TERM: 'dumb'}]
    ] as const) {
      await watchTask(stderr, env, async (tick) => {
        tick(60_000)
        await new Promise((resolve) => setImmediate(resolve))
      })
      assert.is(stderr.read(), null)
      assert.is('text' in stderr ? stderr.text : '', '')
    }
  }
)

progress('is taken away where the task fails', async () => {
  const stderr = new Terminal()
  const shown = new Promise((resolve) => stderr.once('data', resolve))
  try {
    await watchTask(stderr, {}, async (tick) => {
      tick(1000)
      await shown
      throw new Error('no luck')
    })
    assert.unreachable()
  } catch (error) {
    assert.is((error as Error).message, 'no luck')
  }

  assert.ok(stderr.cleared > 0)
})

progress.run()

const colors = suite('colors')

for (const [name, argv, env, isTTY, expected] of [
  ['on a terminal', [], {}, true, true],
  ['not in a pipe', [], {}, false, false],
  ['not with NO_COLOR', [], {NO_COLOR: '1'}, true, false],
  ['with an empty NO_COLOR', [], {NO_COLOR: ''}, true, true],
  ['not on a dumb terminal', [], {TERM: 'dumb'}, true, false],
  ['with FORCE_COLOR', [], {FORCE_COLOR: '1'}, false, true],
  ['not with FORCE_COLOR=0', [], {FORCE_COLOR: '0'}, true, false],
  ['with --color', ['--color'], {NO_COLOR: '1'}, false, true],
  ['not with --no-color', ['--no-color'], {FORCE_COLOR: '1'}, true, false],
  ['not in JSON', ['--color', '--reporter', 'json'], {}, true, false]
] as const) {
  colors(name, async () => {
    const folder = makeFolder({'QUESTION_BANK.md': glued})
    const {stdout} = await call(folder, ['check', ...argv], {env, isTTY})
    assert.is(stdout.includes('\u001B['), expected)
    assert.match(stdout, 'no-glued-label')
  })
}

colors('a report beside a text goes by where it goes to', async () => {
  const argv = ['fix', '-', '--stdin-filepath', 'QUESTION_BANK.md']
  const {stdout, stderr} = await call(makeFolder({}), argv, {
    input: short,
    isTTY: true
  })
  assert.is(stdout, short)
  assert.match(stderr, '\u001B[')
})

colors('at the entrance', () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  assert.match(runQbank(folder, ['check', '--color']).stdout, '\u001B[')
  assert.not.match(runQbank(folder, ['check']).stdout, '\u001B[')
})

colors.run()
