/** The programs that are measured: how each is called, and the configuration that a project would give it. */
import {existsSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import process from 'node:process'
import type {Command} from './measure.ts'

/** Root of this repository. */
export const root = join(import.meta.dirname, '..')

/** Where the peers are installed, in their own versions. */
export const peerModules = join(import.meta.dirname, 'node_modules')

const peerRequire = createRequire(join(import.meta.dirname, 'package.json'))

/** File of the bank in the folder that a tool runs in. */
export const bankName = 'QUESTION_BANK.md'

/** What a tool does to the bank. */
export type Action = 'check' | 'fix'

/** A program to measure. */
export interface Tool {
  /** In tables and in the chart. */
  readonly title: string
  /** Folder with its `package.json`, for its version. */
  readonly folder: string
  /** Files in the folder that it runs in, by name. */
  readonly files: Readonly<Record<string, string>>
  /** Package that it finds under `node_modules`, by name; `*` for all peers. */
  readonly links: Readonly<Record<string, string>>
  /** Arguments, the program first, an action each; none for what it cannot do. */
  readonly commands: Partial<Record<Action, readonly string[]>>
}

/** The tools that are installed here, by name; ours is `qbank`. */
export function getTools(): ReadonlyMap<string, Tool> {
  const node = process.execPath
  const tools: Record<string, Tool> = {
    qbank: {
      title: 'qbank',
      folder: root,
      // What is there in a project that has adopted the toolkit.
      files: {
        '.prettierrc': '{"semi": false, "singleQuote": true}\n',
        '.remarkrc.mjs': "export {default} from 'qbank'\n",
        'package.json': '{"private": true}\n'
      },
      links: {qbank: root},
      commands: {
        check: [node, join(root, 'dist/src/cli/bin.cjs'), 'check', bankName],
        fix: [node, join(root, 'dist/src/cli/bin.cjs'), 'fix', bankName]
      }
    },
    // The time of the tool counts, not that of its cache of results; and before a commit, the file has changed.
    rumdl: {
      title: 'rumdl',
      folder: join(peerModules, 'rumdl'),
      files: {'.rumdl.toml': '[global]\ndisable = ["MD013"]\n'},
      links: {},
      commands: {
        check: [node, getBin('rumdl'), 'check', '--no-cache', bankName],
        fix: [node, getBin('rumdl'), 'check', '--no-cache', '--fix', bankName]
      }
    },
    'markdownlint-cli2': {
      title: 'markdownlint-cli2',
      folder: join(peerModules, 'markdownlint-cli2'),
      files: {'.markdownlint-cli2.jsonc': '{"config": {"MD013": false}}\n'},
      links: {},
      commands: {
        check: [node, getBin('markdownlint-cli2'), bankName],
        fix: [node, getBin('markdownlint-cli2'), '--fix', bankName]
      }
    },
    remark: {
      title: 'remark with lint presets',
      folder: join(peerModules, 'remark-cli'),
      files: {
        '.remarkrc.mjs': [
          "import consistent from 'remark-preset-lint-consistent'",
          "import recommended from 'remark-preset-lint-recommended'",
          '',
          'export default {plugins: [recommended, consistent]}',
          ''
        ].join('\n')
      },
      links: {'*': peerModules},
      commands: {
        check: [
          ...[node, getBin('remark-cli', 'remark'), '--frail', '--quiet'],
          ...['--no-stdout', bankName]
        ]
      }
    },
    prettier: {
      title: 'Prettier',
      folder: join(peerModules, 'prettier'),
      files: {},
      links: {},
      commands: {
        check: [node, getBin('prettier'), '--check', bankName],
        fix: [node, getBin('prettier'), '--write', bankName]
      }
    },
    oxfmt: {
      title: 'oxfmt',
      folder: join(peerModules, 'oxfmt'),
      files: {'.oxfmtrc.json': '{}\n'},
      links: {},
      commands: {
        check: [node, getBin('oxfmt'), '--check', bankName],
        fix: [node, getBin('oxfmt'), bankName]
      }
    },
    // Front matter is text to it; the banks here have none.
    biome: {
      title: 'Biome',
      folder: join(peerModules, '@biomejs/biome'),
      files: {'biome.json': '{"files": {"maxSize": 100000000}}\n'},
      links: {},
      commands: {
        check: [node, getBin('@biomejs/biome', 'biome'), 'format', bankName],
        fix: [
          ...[node, getBin('@biomejs/biome', 'biome'), 'format', '--write'],
          bankName
        ]
      }
    },
    // The time that each process takes before the tool does anything.
    node: {
      title: 'Node.js, doing nothing',
      folder: '',
      files: {'nothing.cjs': ''},
      links: {},
      commands: {check: [node, 'nothing.cjs']}
    },
    'prettier-start': {
      title: 'Prettier, formatting one line',
      folder: join(peerModules, 'prettier'),
      files: {
        'one-line.mjs':
          "import {format} from 'prettier'\n\nawait format('One line\\n', {parser: 'markdown'})\n"
      },
      links: {prettier: join(peerModules, 'prettier')},
      commands: {check: [node, 'one-line.mjs']}
    }
  }
  const native = findNativeRumdl()
  const {rumdl} = tools
  if (native !== undefined && rumdl) {
    tools['rumdl-native'] = {
      ...rumdl,
      title: 'rumdl, compiled file',
      commands: {check: [native, 'check', '--no-cache', bankName]}
    }
  }

  return new Map(Object.entries(tools))
}

/** @returns how a tool is called in a folder that holds a bank, if it can do that */
export function findCommand(
  {commands}: Tool,
  action: Action,
  cwd: string
): Command | undefined {
  const [program, ...args] = commands[action] ?? []
  return program === undefined ? undefined : {program, args, cwd}
}

/** @returns the version of a tool */
export function getVersion({folder}: Tool): string {
  return folder === ''
    ? process.versions.node
    : readManifest(join(folder, 'package.json')).version
}

interface Manifest {
  readonly version: string
  readonly bin?: string | Record<string, string>
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest
}

/** @returns the file that npm links as a peer's program */
function getBin(name: string, program = name): string {
  const {bin} = readManifest(join(peerModules, name, 'package.json'))
  const path = typeof bin === 'string' ? bin : bin?.[program]
  if (path === undefined) throw new Error(`${name}: no program ${program}`)
  return join(peerModules, name, path)
}

/** The compiled file, which npm's `rumdl` starts in a process of its own; musl has another package. */
function findNativeRumdl(): string | undefined {
  try {
    const manifest = peerRequire.resolve(
      `@rumdl/cli-${process.platform}-${process.arch}/package.json`
    )
    const path = join(manifest, '..', 'rumdl')
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}
