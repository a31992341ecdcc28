#!/usr/bin/env node
/**
 * The language server: unified's own, under the names that remark-language-server gives it, with what editors need
 * besides (`language-server/connection.ts`). Messages and text come from the same preset as at every entrance.
 */
import {setDefaultHighWaterMark} from 'node:stream'
import process from 'node:process'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import node from 'vscode-languageserver/node.js'
import {ensurePreset} from '../preset.ts'
import {extendConnection} from './language-server/connection.ts'
import {reloadConfigurations} from './language-server/reload.ts'
import {Session} from './language-server/session.ts'
import {serveEditor} from './language-server/serve-editor.ts'

// unified-language-server has the engine's report written to a stream that nobody reads: behind some hundred messages
// the engine would wait for a reader for good.
setDefaultHighWaterMark(false, 1 << 28)

// Editors name the channel; who tries the program in a terminal does not.
if (process.argv.length === 2) process.argv.push('--stdio')

reloadConfigurations()

const {createConnection, ProposedFeatures} = node
const session = new Session()
// Before unified-language-server is loaded, which makes a connection for itself.
Object.assign(node, {
  createConnection: () =>
    extendConnection(createConnection(ProposedFeatures.all), session)
})

const {createUnifiedLanguageServer} = await import('unified-language-server')
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
