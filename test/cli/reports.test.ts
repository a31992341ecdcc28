/** Reports into files, several at once, and what is in the way of that. */
import {existsSync, readdirSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {parseReport, parseSarif} from '../report/support.ts'
import {git, runQbank} from '../support/temp.ts'
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

const files = suite('reports in files')

files('one is printed, the others are written', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const {status, stdout, stderr} = await call(folder, [
    'check',
    ...['--reporter', 'stylish'],
    ...['--reporter', 'sarif=reports/deep/qbank.sarif'],
    ...['--reporter', 'json=a=b.json']
  ])
  assert.match(stdout, /^Q: Why does a cold oven.*\n {2}QUESTION_BANK\.md:15:1/)
  assert.is(stderr, noReadme)
  assert.is(status, 1)
  const log = parseSarif(read(folder, 'reports/deep/qbank.sarif'))
  assert.is(log.runs[0]?.results?.[0]?.ruleId, 'no-glued-label')
  const report = parseReport(read(folder, 'a=b.json'))
  assert.is(report.files[0]?.path, 'QUESTION_BANK.md')
})

files('--output-file takes the only one', async () => {
  for (const argv of [[], ['--reporter', 'junit']]) {
    const folder = makeFolder({'QUESTION_BANK.md': glued})
    const {status, stdout, stderr} = await call(folder, [
      ...['check', ...argv, '--output-file', 'report.txt', '--cwd', '.']
    ])
    assert.is(stdout, '')
    assert.is(stderr, noReadme)
    assert.is(status, 1)
    assert.match(read(folder, 'report.txt'), 'Unexpected label')
    assert.is(read(folder, 'report.txt').startsWith('<?xml'), argv.length > 0)
    // An older report is replaced as a whole.
    await call(folder, ['fix', ...argv, '--output-file', 'report.txt'])
    assert.not.match(read(folder, 'report.txt'), 'Unexpected')
  }
})

files('a report on standard input is written, too', async () => {
  const folder = makeFolder({})
  for (const command of ['check', 'fix']) {
    const {status} = await call(
      folder,
      [
        ...[command, '-', '--stdin-filepath', 'QUESTION_BANK.md'],
        ...['--reporter', 'json=report.json']
      ],
      {input: short}
    )
    assert.is(status, 1)
    const {summary} = parseReport(read(folder, 'report.json'))
    assert.is(summary['errors'], 1)
  }
})

files('two logs may be printed together', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const argv = ['check', '--reporter', 'stylish', '--reporter', 'github']
  const {stdout} = await call(folder, argv)
  assert.match(stdout, /^Q: Why/)
  assert.match(stdout, /^::error file=QUESTION_BANK\.md,line=15,/m)
})

files('GitHub gets a summary, added to what is there', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': glued,
    'summary.md': 'Before\n\n'
  })
  const env = {GITHUB_STEP_SUMMARY: join(folder, 'summary.md')}
  for (const reporter of ['stylish', 'github', 'github=commands.txt']) {
    await call(folder, ['check', '--reporter', reporter], {env})
  }

  const summary = read(folder, 'summary.md')
  assert.match(summary, /^Before\n\n## 1 problem \(1 error\)/)
  assert.is(summary.split('## 1 problem').length, 3)
})

files('paths are those of the repository', async () => {
  const folder = makeFolder({'docs/QUESTION_BANK.md': glued})
  git(folder, 'init', '--quiet')
  const argv = ['check', '--cwd', 'docs', '--reporter', 'github']
  const {stdout} = await call(folder, argv)
  assert.match(stdout, '::error file=docs/QUESTION_BANK.md,')
})

files(
  'the next step is a command for the folder the person is in',
  async () => {
    const folder = makeFolder({
      'docs/QUESTION_BANK.md': glued,
      'node_modules/.bin/qbank': ''
    })
    git(folder, 'init', '--quiet')
    for (const [standing, argv, expected] of [
      ['.', [], 'run `npx --no -- qbank fix` and'],
      ['docs', [], 'run `npx --no -- qbank fix` in `docs` and'],
      ['.', ['--cwd', 'docs'], 'run `npx --no -- qbank fix --cwd docs` and'],
      [
        'docs',
        ['--cwd', join(folder, 'docs')],
        'run `npx --no -- qbank fix` in `docs` and'
      ],
      [
        '.',
        ['docs/QUESTION_BANK.md'],
        'run `npx --no -- qbank fix docs/QUESTION_BANK.md` and'
      ]
    ] as const) {
      const {stdout} = await call(join(folder, standing), [
        ...['check', '--reporter', 'github', ...argv]
      ])
      assert.is(
        stdout.split('\n').at(-2),
        `Next: ${expected} commit what it changes.`
      )
    }
  }
)

files('at the entrance', () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const {status, stdout, stderr} = runQbank(folder, [
    ...['check', '--reporter', 'gitlab', '--output-file', 'quality.json']
  ])
  assert.is(stdout, '')
  assert.is(stderr, noReadme)
  assert.is(status, 1)
  assert.is((JSON.parse(read(folder, 'quality.json')) as unknown[]).length, 1)
})

files.run()

const wrong = suite('reports that cannot be had')

for (const [argv, expected] of [
  [
    ['--reporter', 'sarif='],
    "error: option '--reporter <name[=file]>' argument 'sarif=' is invalid. Expected the name of a file after `sarif=`.\n(npx --no -- qbank --help lists commands and options)\n"
  ],
  [
    ['--reporter', 'srif=report.sarif'],
    "error: option '--reporter <name[=file]>' argument 'srif=report.sarif' is invalid. Expected `stylish`, `json`, `jsonl`, `github`, `gitlab`, `sarif`, `junit`, or `markdown`.\n(Did you mean sarif?)\n(npx --no -- qbank --help lists commands and options)\n"
  ],
  [
    ['--reporter', 'json', '--reporter', 'sarif'],
    'The reports of json and sarif would be mixed on standard output: give all but one a file, as in --reporter sarif=report\n'
  ],
  [
    ['--reporter', 'stylish', '--reporter', 'sarif', '--output-file', 'x'],
    '--output-file takes one report, and there are several reporters: give each its file, as in --reporter sarif=report.sarif\n'
  ],
  [
    ['--reporter', 'json=x', '--reporter', 'sarif=./x'],
    './x: two reports would be written into this file. Give each its own file\n'
  ]
] as const) {
  wrong(argv.join(' '), async () => {
    const folder = makeFolder({'QUESTION_BANK.md': clean})
    for (const command of ['check', 'fix', 'readme']) {
      assertFailure(await call(folder, [command, ...argv]), expected)
    }

    assert.equal(readdirSync(folder), ['QUESTION_BANK.md'])
  })
}

for (const [name, file, reason] of [
  ['a folder', 'folder', 'EISDIR'],
  ['a file as a folder', 'QUESTION_BANK.md/x', '(?:EEXIST|ENOTDIR)'],
  ['a name too long', 'x'.repeat(300), 'ENAMETOOLONG'],
  ['a zero byte', 'x\0y', 'ERR_INVALID_ARG_VALUE'],
  // Linux says that the folder above is not there, although it is.
  ...(existsSync('/proc/self')
    ? ([['a folder that cannot be made', '/proc/qbank/x', 'ENOENT']] as const)
    : [])
] as const) {
  wrong(name, async () => {
    const folder = makeFolder({
      'QUESTION_BANK.md': glued,
      'folder/x.txt': ''
    })
    const argv = ['check', '--reporter', 'json', '--output-file', file]
    const {status, stdout, stderr} = await call(folder, argv)
    assert.match(
      stderr.replace(noReadme, ''),
      new RegExp(
        `^[^\\0\\n]+: the report cannot be written there \\(${reason}\\)\\. Name a file in a folder that you may write to\\n$`
      )
    )
    assert.is(stdout, '')
    assert.is(status, 2)
  })
}

wrong('what is printed is printed all the same', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued, 'folder/x.txt': ''})
  const {status, stdout} = await call(folder, [
    ...['check', '--reporter', 'stylish', '--reporter', 'json=folder']
  ])
  assert.match(stdout, /^1 problem/m)
  assert.is(status, 2)
})

wrong('no report is written over a bank or its README', async () => {
  const readme = '<!--bank-stats start-->\n<!--bank-stats end-->\n'
  const folder = makeFolder({'QUESTION_BANK.md': glued, 'README.md': readme})
  symlinkSync('QUESTION_BANK.md', join(folder, 'link'))
  for (const file of ['QUESTION_BANK.md', './link', 'README.md']) {
    const {status, stderr} = await call(folder, [
      ...['check', '--output-file', file]
    ])
    assert.is(
      stderr,
      `${file}: is one of the checked files, so the report is not written there. Name another file with --output-file or --reporter\n`
    )
    assert.is(status, 2)
  }

  assert.is(read(folder, 'QUESTION_BANK.md'), glued)
  assert.is(read(folder, 'README.md'), readme)
})

wrong('a device stays one', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  if (!existsSync('/dev/null')) return
  const argv = ['check', '--reporter', 'json', '--output-file', '/dev/null']
  assert.is((await call(folder, argv)).status, 1)
  assert.is(read('/', 'dev/null'), '')
})

wrong.run()
