/** Repositories whose banks merge with the driver, in real git. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import * as assert from 'uvu/assert'
import type {Ended} from '../cli/support.ts'
import {call} from '../cli/support.ts'
import type {Finished} from '../support/temp.ts'
import {bin, makeTempFolder, run, writeFiles} from '../support/temp.ts'

/** The driver, as docs/merging.md registers it. */
const driver = `'${process.execPath}' '${bin}' merge-driver -- %O %A %B %L %P %S %X %Y`

/** A repository on whose branches banks are changed. */
export interface Repository {
  readonly folder: string
  /** Runs git, which may fail. */
  readonly git: (...args: readonly string[]) => Finished
  /** Runs git, which must not fail. */
  readonly must: (...args: readonly string[]) => string
  readonly write: (files: Readonly<Record<string, string>>) => void
  readonly read: (name: string) => string
  /** Writes files and commits them on the current branch. */
  readonly commit: (files: Readonly<Record<string, string>>) => void
  /** Runs the command line in this process. */
  readonly qbank: (...args: readonly string[]) => Promise<Ended>
}

/** @returns an empty repository on `main` */
export function createRepository(hasDriver = true): Repository {
  return toRepository(makeTempFolder(), (must) => {
    must('init', '--quiet', '--initial-branch=main', '--template=')
    setUp(must, hasDriver)
    writeAttributes(must)
  })
}

/** @returns another repository with the same commits */
export function clone(from: Repository, hasDriver = true): Repository {
  return toRepository(makeTempFolder(), (must) => {
    must('clone', '--quiet', from.folder, '.')
    setUp(must, hasDriver)
  })
}

type Must = Repository['must']

function toRepository(folder: string, start: (must: Must) => void): Repository {
  const git: Repository['git'] = (...args) => run(folder, 'git', args)
  const must: Must = (...args) => {
    const {status, stdout, stderr} = git(...args)
    assert.is(status, 0, `git ${args.join(' ')}: ${stdout}${stderr}`)
    return stdout
  }
  const write: Repository['write'] = (files) => {
    writeFiles(folder, files)
  }
  start(must)
  return {
    folder,
    git,
    must,
    write,
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    commit(files) {
      write(files)
      must('add', '.')
      must('commit', '--quiet', '--allow-empty', '--message', 'A change')
    },
    qbank: async (...args) => call(folder, args)
  }
}

function setUp(must: Must, hasDriver: boolean): void {
  must('config', 'user.name', 'A contributor')
  must('config', 'user.email', 'contributor@example.com')
  must('config', 'maintenance.auto', 'false')
  must('config', 'core.autocrlf', 'false')
  must('config', 'advice.mergeConflict', 'false')
  if (hasDriver) must('config', 'merge.qbank.driver', driver)
}

function writeAttributes(must: Must): void {
  const folder = must('rev-parse', '--show-toplevel').trim()
  writeFiles(folder, {
    '.gitattributes': 'QUESTION_BANK.md merge=qbank\nREADME.md merge=qbank\n'
  })
  must('add', '.')
  must('commit', '--quiet', '--message', 'Begin')
}
