/**
 * Commands, options, exit codes: a mistake on the command line is reported, with what was perhaps meant. `UPDATE=1` writes what
 * `--help` prints; review the diff.
 */
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {PassThrough, Readable} from 'node:stream'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {command as check} from '../../src/cli/commands/check.ts'
import {command as fix} from '../../src/cli/commands/fix.ts'
import type {CliOptions} from '../../src/cli/lib/options.ts'
import {runProgram} from '../../src/cli/program.ts'
import {projectRoot, runQbank} from '../support/temp.ts'
import {
  assertFailure,
  call,
  clean,
  glued,
  makeFolder,
  noReadme,
  read,
  short
} from './support.ts'

const hint = '(npx --no -- qbank --help lists commands and options)\n'

const wrong = suite('wrong usage')

for (const [argv, expected] of [
  [['chekc'], "error: unknown command 'chekc'\n(Did you mean check?)\n"],
  [
    ['help', 'chekc'],
    "error: unknown command 'chekc'\n(Did you mean check?)\n"
  ],
  [
    ['docs/bank.md'],
    "error: unknown command 'docs/bank.md'\n(If docs/bank.md is a file, put check or fix before it.)\n"
  ],
  [
    ['check', '--repotrer', 'json'],
    "error: unknown option '--repotrer'\n(Did you mean --reporter?)\n"
  ],
  [
    ['fix', '--check'],
    "error: unknown option '--check'\n(Did you mean qbank check?)\n"
  ],
  [
    ['lint', 'docs/bank.md'],
    "error: unknown command 'lint'\n(Did you mean qbank check?)\n"
  ],
  [
    ['check', '--reporter', 'stylsh'],
    "error: option '--reporter <name[=file]>' argument 'stylsh' is invalid. Expected `stylish`, `json`, `jsonl`, `github`, `gitlab`, `sarif`, `junit`, or `markdown`.\n(Did you mean stylish?)\n"
  ],
  [
    ['check', '--reporter', 'something'],
    "error: option '--reporter <name[=file]>' argument 'something' is invalid. Expected `stylish`, `json`, `jsonl`, `github`, `gitlab`, `sarif`, `junit`, or `markdown`.\n"
  ],
  [
    ['check', '--reporter', 'constructor'],
    "error: option '--reporter <name[=file]>' argument 'constructor' is invalid. Expected `stylish`, `json`, `jsonl`, `github`, `gitlab`, `sarif`, `junit`, or `markdown`.\n"
  ],
  [
    ['check', '--max-warnings', 'few'],
    "error: option '--max-warnings <n>' argument 'few' is invalid. Expected a whole number, 0 or more.\n"
  ],
  [
    ['check', '--max-warnings', '-1'],
    "error: option '--max-warnings <n>' argument '-1' is invalid. Expected a whole number, 0 or more.\n"
  ],
  [['check', '--cwd'], "error: option '--cwd <dir>' argument missing\n"],
  [
    ['check', '-bank.md'],
    "error: unknown option '-bank.md'\n(If -bank.md is a file, put -- before it.)\n"
  ]
] as const) {
  wrong(argv.join(' '), async () => {
    const folder = makeFolder({'QUESTION_BANK.md': clean})
    assertFailure(await call(folder, argv), expected + hint)
  })
}

for (const [argv, expected] of [
  [['check', '--cwd', 'nowhere'], '--cwd nowhere: no such folder\n'],
  [
    ['check', '--cwd', 'QUESTION_BANK.md'],
    '--cwd QUESTION_BANK.md: no such folder\n'
  ],
  [
    ['rules', 'glued-label'],
    'glued-label: no such rule. `npx --no -- qbank rules` lists them\n'
  ]
] as const) {
  wrong(argv.join(' '), async () => {
    const folder = makeFolder({'QUESTION_BANK.md': clean})
    assertFailure(await call(folder, argv), expected)
  })
}

wrong('at the entrance', () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean})
  assertFailure(
    runQbank(folder, ['fxi']),
    `error: unknown command 'fxi'\n(Did you mean fix?)\n${hint}`
  )
})

for (const [word, command] of [
  ['--fix', 'fix'],
  ['--write', 'fix'],
  ['--check', 'check'],
  ['format', 'fix'],
  ['lint', 'check'],
  ['explain', 'rules']
] as const) {
  wrong(`\`${word}\` is what other tools say`, async () => {
    const {stderr} = await call(makeFolder({}), [word])
    assert.match(stderr, `(Did you mean qbank ${command}?)`)
  })
}

wrong('without a command there is help', async () => {
  const {status, stdout, stderr} = await call(makeFolder({}), [])
  assert.match(stderr, /^Usage: qbank \[options\] \[command\]\n/)
  assert.is(stdout, '')
  assert.is(status, 2)
})

wrong.run()

const help = suite('help and version')

help('the version is that of the package', async () => {
  const {version} = JSON.parse(
    readFileSync(join(projectRoot, 'package.json'), 'utf8')
  ) as {version: string}
  for (const option of ['-v', '--version']) {
    const {status, stdout, stderr} = await call(makeFolder({}), [option])
    assert.is(stdout, `${version}\n`)
    assert.is(stderr, '')
    assert.is(status, 0)
  }
})

help('every command and option is in the help', async () => {
  for (const argv of [['--help'], ['-h'], ['help']]) {
    const {status, stdout, stderr} = await call(makeFolder({}), argv)
    for (const word of [
      'check [file...]',
      'fix [file...]',
      'readme [file...]',
      'rules [id...]',
      '--reporter <name[=file]>',
      '--output-file <file>',
      '--quiet',
      '--max-warnings <n>',
      '--color',
      '--no-color',
      '--cwd <dir>',
      '--stdin-filepath <path>',
      '--version',
      'Check and write cards:',
      'Exit codes: 0 clean, 1 problems found, 2 wrong usage'
    ]) {
      assert.ok(stdout.includes(word), `${word} in ${stdout}`)
    }

    // Git calls it, and its arguments would make the list too wide.
    assert.not.match(stdout, 'merge-driver')
    assert.ok(stdout.split('\n').every(({length}) => length < 100))
    assert.is(stderr, '')
    assert.is(status, 0)
  }
})

help('the help of a command names the options that it takes', async () => {
  for (const [command, ...words] of [
    ['check', '--reporter <name[=file]>', '--cwd <dir>', 'file'],
    ['readme', '--check', '--quiet']
  ] as const) {
    for (const argv of [
      [command, '--help'],
      ['help', command]
    ]) {
      const {status, stdout} = await call(makeFolder({}), argv)
      assert.ok(stdout.startsWith(`Usage: qbank ${command} `))
      for (const word of words) assert.ok(stdout.includes(word), word)
      assert.is(status, 0)
    }
  }
})

help('what is said of commands and options is as recorded', async () => {
  const {stdout} = await call(makeFolder({}), ['--help'])
  const commands = [
    ...stdout.matchAll(/^ {2}(?!help|-)([a-z-]+)(?= [[<]| {2})/gm)
  ]
  assert.ok(commands.length > 15)
  let text = stdout
  for (const [, command = ''] of commands) {
    const own = await call(makeFolder({}), [command, '--help'])
    text += `\n${'-'.repeat(80)}\n\n${own.stdout}`
  }

  const path = join(projectRoot, 'test/cli/help.txt')
  if (process.env['UPDATE'] === '1') writeFileSync(path, text)
  assert.is(text, readFileSync(path, 'utf8'))
})

help('a command without a report has no options of reports', async () => {
  const {stdout} = await call(makeFolder({}), ['study', '--help'])
  assert.match(stdout, '--cwd <dir>')
  assert.not.match(stdout, '--reporter')
})

help.run()

const plain = suite('command lines with nothing but files')

for (const [name, command] of Object.entries({check, fix})) {
  plain(`${name} has the options that Commander would give it`, async () => {
    const seen: CliOptions[] = []
    const status = await runProgram(
      [[`${name} [file...]`, '', '', async () => Promise.resolve({command})]],
      {
        argv: [name, 'a.md'],
        cwd: '.',
        env: {},
        stdin: Readable.from([]),
        stdout: new PassThrough(),
        stderr: new PassThrough()
      },
      async (_, args, options) => {
        assert.equal(args, ['a.md'])
        seen.push(options)
        return Promise.resolve(7)
      }
    )
    assert.is(status, 7)
    assert.equal(seen, [command.defaults])
  })
}

plain.run()

const exits = suite('exit codes')

for (const [name, text, check, fix] of [
  ['clean', clean, 0, 0],
  ['a problem that can be repaired', glued, 1, 0],
  ['a problem that only a person can solve', short, 1, 1]
] as const) {
  exits(name, async () => {
    const folder = makeFolder({'QUESTION_BANK.md': text})
    assert.is((await call(folder, ['check'])).status, check)
    assert.is((await call(folder, ['fix'])).status, fix)
  })
}

exits('at the entrance', () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const check = runQbank(folder, ['check'])
  assert.is(
    check.stdout,
    'Q: Why does a cold oven spoil a loaf?\n' +
      '  QUESTION_BANK.md:15:1  error  Unexpected label `**Common pitfalls:**` in the bullet above, expected a blank line before it  no-glued-label\n' +
      '\n' +
      '1 problem (1 error) · 1 fixable with `qbank fix`\n'
  )
  assert.is(check.stderr, noReadme)
  assert.is(check.status, 1)
  const fix = runQbank(folder, ['fix'])
  assert.is(
    fix.stdout,
    'QUESTION_BANK.md: 1 problem fixed (1 × no-glued-label)\n1 card in 1 bank: no problems\n'
  )
  assert.is(fix.stderr, noReadme)
  assert.is(fix.status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), clean)
  assert.is(runQbank(folder, ['check']).status, 0)
})

exits('what a fix leaves is reported where it is afterwards', async () => {
  const both = short.replace('\n\n**Common', '\n**Common')
  const folder = makeFolder({'QUESTION_BANK.md': both})
  const {status, stdout} = await call(folder, ['fix'])
  assert.is(
    stdout,
    'QUESTION_BANK.md: 1 problem fixed (1 × no-glued-label)\n' +
      'Q: Why does a cold oven spoil a loaf?\n' +
      '  QUESTION_BANK.md:16:1  error  Unexpected 1 bullet in `Common pitfalls`, expected at least 2  bullet-count\n' +
      '\n' +
      '1 problem (1 error)\n'
  )
  assert.is(status, 1)
})

exits.run()

const warnings = suite('warnings')

/** A project in which the rule of `glued` only warns. */
const project = {
  'QUESTION_BANK.md': glued,
  '.remarkrc.mjs': `import qbank, {rules} from ${JSON.stringify(new URL('../../src/index.ts', import.meta.url).href)}

export default {plugins: [qbank, [rules['no-glued-label'], 'warn']]}
`
}

warnings('are shown, and no reason to fail', async () => {
  const {status, stdout} = await call(makeFolder(project), ['check'])
  assert.match(stdout, /^ {2}QUESTION_BANK\.md:15:1 {2}warning {2}/m)
  assert.match(
    stdout,
    /^1 problem \(1 warning\) · 1 fixable with `qbank fix`$/m
  )
  assert.is(status, 0)
})

warnings('--max-warnings limits them, and says so', async () => {
  const folder = makeFolder(project)
  for (const [most, expected] of [
    ['0', 1],
    ['1', 0],
    ['2', 0]
  ] as const) {
    const argv = ['check', '--max-warnings', most]
    const {status, stderr} = await call(folder, argv)
    assert.is(status, expected)
    assert.is(
      stderr,
      noReadme +
        (expected === 1
          ? '1 warning, more than the 0 that --max-warnings allows\n'
          : '')
    )
  }
})

warnings('--quiet leaves them out, but not out of the sum', async () => {
  const folder = makeFolder(project)
  const {status, stdout} = await call(folder, ['check', '--quiet'])
  assert.is(stdout, '1 problem (1 warning) · 1 fixable with `qbank fix`\n')
  assert.is(status, 0)
})

warnings('--quiet leaves errors in', async () => {
  const folder = makeFolder({
    ...project,
    'QUESTION_BANK.md': short
      .replace('\n\n**Common', '\n**Common')
      .replace('Easy', 'Free')
  })
  const {status, stdout} = await call(folder, ['check', '--quiet'])
  assert.match(stdout, / {2}choice-value$/m)
  assert.not.match(stdout, 'no-glued-label')
  assert.match(stdout, /^2 problems \(1 error, 1 warning\)/m)
  assert.is(status, 1)
})

warnings('fix fixes them', async () => {
  const folder = makeFolder(project)
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), clean)
})

warnings.run()

const folders = suite('--cwd')

folders('places are relative to the folder that the person is in', async () => {
  const folder = makeFolder({'docs/QUESTION_BANK.md': glued, 'other/x.md': ''})
  for (const [cwd, argv, place] of [
    ['.', [], 'docs/QUESTION_BANK.md:15:1'],
    ['docs', [], 'QUESTION_BANK.md:15:1'],
    ['docs', ['--cwd', '..'], 'docs/QUESTION_BANK.md:15:1'],
    ['.', ['--cwd', 'docs'], 'QUESTION_BANK.md:15:1'],
    ['other', ['../docs/QUESTION_BANK.md'], '../docs/QUESTION_BANK.md:15:1'],
    [
      'other',
      ['--cwd', '../docs', 'QUESTION_BANK.md'],
      'QUESTION_BANK.md:15:1'
    ],
    ['.', [join(folder, 'docs/QUESTION_BANK.md')], 'docs/QUESTION_BANK.md:15:1']
  ] as const) {
    const {stdout} = await call(join(folder, cwd), ['check', ...argv])
    assert.is(stdout.split('\n')[1]?.trim().split('  ')[0], place)
  }
})

folders('options may stand in front of the command', async () => {
  const folder = makeFolder({'docs/QUESTION_BANK.md': glued})
  const argv = ['--cwd', 'docs', '--reporter', 'json', 'check']
  const {status, stdout} = await call(folder, argv)
  const {files} = JSON.parse(stdout) as {files: {path: string}[]}
  assert.is(files[0]?.path, 'QUESTION_BANK.md')
  assert.is(status, 1)
})

folders.run()

const json = suite('--reporter json')

json('is JSON and nothing else, whatever the command', async () => {
  for (const command of ['check', 'fix', 'readme']) {
    for (const text of [clean, glued, short]) {
      const folder = makeFolder({
        'QUESTION_BANK.md': text,
        'README.md': '<!--bank-stats start-->\n<!--bank-stats end-->\n'
      })
      const {stdout} = await call(folder, [command, '--reporter', 'json'])
      const {files, summary} = JSON.parse(stdout) as {
        files: unknown[]
        summary: unknown
      }
      assert.ok(Array.isArray(files))
      assert.equal(Object.keys(summary as object), [
        'errors',
        'warnings',
        'fixable'
      ])
    }
  }
})

json('gives all that is known of a problem', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const {stdout} = await call(folder, ['check', '--reporter', 'json'])
  const report = JSON.parse(stdout) as {
    files: {messages: {url?: string}[]}[]
  }
  const [message] = report.files[0]?.messages ?? []
  assert.match(message?.url ?? '', /\/rules\/docs\/no-glued-label\.md$/)
  delete message?.url
  assert.equal(report, {
    version: 1,
    files: [
      {
        path: 'QUESTION_BANK.md',
        messages: [
          {
            ruleId: 'no-glued-label',
            source: 'question-bank',
            severity: 'error',
            message:
              'Unexpected label `**Common pitfalls:**` in the bullet above, expected a blank line before it',
            line: 15,
            column: 1,
            endLine: 15,
            endColumn: 21,
            expected: ['\n**Common pitfalls:**'],
            fixable: true,
            card: 'Q: Why does a cold oven spoil a loaf?'
          }
        ]
      }
    ],
    summary: {errors: 1, warnings: 0, fixable: 1}
  })
})

json.run()
