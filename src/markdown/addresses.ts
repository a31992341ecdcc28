/** For other folders: what is loaded when it is needed is imported from beside it (`scripts/lazy-modules.mjs`). */
export {findAddresses} from './micromark.ts'
