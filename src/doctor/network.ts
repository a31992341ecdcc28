/** Checks that packages could be installed. */
import {spawnSync} from 'node:child_process'
import process from 'node:process'
import type {Finding, Subject} from './finding.ts'
import {note} from './finding.ts'
import {doctorTexts} from './texts.ts'

/** Milliseconds to wait for a registry. */
const patience = 10_000

/** Uses npm, which knows the project's registry and proxies. */
export function checkRegistry({env, project}: Subject): Finding[] {
  // A person without a network has configured npm for that.
  if (env['npm_config_offline'] === 'true') return []
  const {error, status} = spawnSync('npm', ['ping', '--loglevel=error'], {
    cwd: project.folder,
    stdio: 'ignore',
    timeout: patience,
    shell: process.platform === 'win32'
  })
  const isMissing =
    (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT'
  return status === 0 || isMissing
    ? []
    : [
        note(
          doctorTexts.noRegistry,
          'npm config get registry proxy https-proxy'
        )
      ]
}
