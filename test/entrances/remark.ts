/** remark's engine, set up as remark's command line sets it up, in this process: most of what it costs is a start of Node. */
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {PassThrough, Readable} from 'node:stream'
import {text} from 'node:stream/consumers'
import type {Processor} from 'unified'
import type {Options} from 'unified-engine'
import {engine} from 'unified-engine'
import {projectRoot} from '../support/temp.ts'

const cli = join(projectRoot, 'node_modules/remark-cli/package.json')
const {remark} = createRequire(cli)('remark') as {remark: Processor}

/** How a run ended. */
export interface Finished {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs remark in a folder.
 *
 * @param options those that stand for the arguments of the command line
 * @param input standard input, where no files are given
 */
export async function runRemark(
  folder: string,
  options: Partial<Options>,
  input = ''
): Promise<Finished> {
  const [streamOut, streamError] = [new PassThrough(), new PassThrough()]
  const output = Promise.all([text(streamOut), text(streamError)])
  const status = await new Promise<number>((resolve, reject) => {
    engine(
      {
        cwd: folder,
        extensions: ['md', 'markdown'],
        ignoreName: '.remarkignore',
        packageField: 'remarkConfig',
        pluginPrefix: 'remark',
        processor: remark,
        rcName: '.remarkrc',
        streamError,
        streamIn: Readable.from([input]),
        streamOut,
        ...options
      },
      (error, code) => {
        if (error) reject(error)
        else resolve(code ?? 0)
      }
    )
  })
  streamOut.end()
  streamError.end()
  const [stdout, stderr] = await output
  return {status, stdout, stderr}
}
