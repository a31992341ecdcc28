/**
 * The language server: unified's own, under the names that remark-language-server gives it, with what editors need
 * besides (`language-server/connection.ts`). Messages and text come from the same preset as at every entrance.
 */
import {setDefaultHighWaterMark} from 'node:stream'
import process from 'node:process'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import node from 'vscode-languageserver/node.js'
import {exitCodes} from '../cli/exit-codes.ts'
import {serverTexts} from '../messages.ts'
import {ensurePreset} from '../preset.ts'
import {version} from '../version.ts'
import {extendConnection} from './language-server/connection.ts'
import {reloadConfigurations} from './language-server/reload.ts'
import {Session} from './language-server/session.ts'
import {serveEditor} from './language-server/serve-editor.ts'

// unified-language-server has the engine's report written to a stream that nobody reads: behind some hundred messages
// the engine would wait for a reader for good.
setDefaultHighWaterMark(false, 1 << 28)

seeToArguments(process.argv.slice(2))

reloadConfigurations()

const {createConnection, ProposedFeatures} = node
const session = new Session()
// Before unified-language-server is loaded, which makes a connection for itself.
Object.assign(node, {
  createConnection: () =>
    extendConnection(createConnection(ProposedFeatures.all), session)
})

void import('unified-language-server').then(({createUnifiedLanguageServer}) => {
  createUnifiedLanguageServer({
    configurationSection: 'remark',
    ignoreName: '.remarkignore',
    packageField: 'remarkConfig',
    pluginPrefix: 'remark',
    plugins: [ensurePreset, serveEditor(session)],
    processorName: 'remark',
    processorSpecifier: 'remark',
    // Projects need not have remark installed.
    defaultProcessor: unified().use(remarkParse),
    rcName: '.remarkrc'
  })
})

/** Without a channel, the protocol's library stops with a trace and nothing that a person could use. */
function seeToArguments(args: readonly string[]): void {
  // Editors name the channel; who tries the program in a terminal does not.
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
