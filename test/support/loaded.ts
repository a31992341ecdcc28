/** What processes load, as V8 reports it: ES modules, CommonJS, and scripts. */
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {makeTempFolder} from './temp.ts'

/**
 * @param act starts processes of Node, directly or not, with these variables in their environment
 * @returns absolute paths of the files whose code they have compiled, each once
 */
export function watchLoaded(
  act: (env: Readonly<Record<string, string>>) => void
): string[] {
  const reports = makeTempFolder()
  act({NODE_V8_COVERAGE: reports})
  const urls = readdirSync(reports).flatMap((name) => {
    const {result} = JSON.parse(readFileSync(join(reports, name), 'utf8')) as {
      result: readonly {url: string}[]
    }
    return result.map(({url}) => url)
  })
  return [...new Set(urls)]
    .filter((url) => url.startsWith('file:'))
    .map((url) => fileURLToPath(url))
}
