/** The server that vscode-remark and other editors start, which knows of us by the project's configuration alone. */
import {symlinkSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {projectRoot} from '../../support/temp.ts'
import type {Editor, StartOptions} from './client.ts'
import {startServer} from './client.ts'

const program = join(dirname(fileURLToPath(import.meta.url)), 'stock-server.js')

/** Starts remark's server in a folder, and gives that remark, which it takes from there. */
export async function startStockServer(
  folder: string,
  options: StartOptions = {}
): Promise<Editor> {
  symlinkSync(
    join(projectRoot, 'node_modules/remark'),
    join(folder, 'node_modules/remark')
  )
  // It does not survive an editor that has no settings for it.
  return startServer(folder, {
    settings: {},
    ...options,
    command: [program, '--stdio']
  })
}
