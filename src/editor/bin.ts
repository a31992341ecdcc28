/**
 * The program that editors start: it reads its arguments and serves the editor at the other end of the channel
 * (`serve.ts`).
 */
import process from 'node:process'
import node from 'vscode-languageserver/node.js'
import {exitCodes} from '../text/exit-codes.ts'
import {serverTexts} from './texts.ts'
import {version} from '../text/version.ts'
import {serve} from './serve.ts'

requireChannel(process.argv.slice(2))
serve(node.createConnection(), {
  hasConfiguration: !process.argv.includes('--no-config')
})

/** Without a channel, the protocol's library stops with a stack trace and no remedy. */
function requireChannel(args: readonly string[]): void {
  // Editors name the channel; a person who tries the program in a terminal does not.
  if (args.length === 0) process.argv.push('--stdio')
  else if (args.includes('--help') || args.includes('-h')) {
    end(process.stdout, serverTexts.help, exitCodes.clean)
  } else if (args.includes('--version') || args.includes('-v')) {
    end(process.stdout, version, exitCodes.clean)
  } else if (
    !args.some((arg) => /^--(?:stdio|node-ipc|socket|pipe)\b/.test(arg))
  ) {
    end(process.stderr, serverTexts.noChannel(args), exitCodes.usage)
  }
}

function end(stream: NodeJS.WriteStream, text: string, code: number): never {
  stream.write(`${text}\n`)
  process.exit(code)
}
