/** What Prettier's options change in canonical text. */
import type {MatterStyle} from './front-matter.ts'
import type {Grammar} from './text.ts'

/** What counts in a block: in a card, and in front matter. */
export type BlockGrammar = Omit<Grammar, 'isCard'> & MatterStyle

/** Languages in which banks have code and which Prettier does not format. */
export const keptLanguages: ReadonlySet<string> = new Set(
  'asm,awk,bash,bat,c,c#,c++,clojure,cmake,cmd,console,cpp,cs,csharp,dart,diff,docker,dockerfile,elixir,erl,erlang,fish,fortran,fs,fsharp,go,golang,groovy,h,haskell,hcl,hpp,hs,http,ini,ipython,java,jl,julia,kotlin,kt,latex,lisp,log,lua,makefile,matlab,mermaid,nginx,objc,ocaml,output,pascal,perl,php,pl,plaintext,powershell,promql,proto,protobuf,ps1,py,python,python3,r,rb,regex,rs,ruby,rust,sas,scala,scheme,sh,shell,solidity,sql,sv,svelte,swift,tcl,terraform,tex,text,tf,toml,txt,vb,verilog,vhdl,zig,zsh'.split(
    ','
  )
)

/** @returns whether Prettier leaves code in a language as it is, whatever its options are */
export function isKept(language: string): boolean {
  return language === '' || keptLanguages.has(language)
}

/** Whether canonical text looks the same with these options of Prettier as with none; else, nothing is plain. */
export function hasPlainOptions(options: {
  readonly insertPragma?: boolean
  readonly plugins?: readonly unknown[]
  readonly proseWrap?: string
  readonly tabWidth?: number
  readonly useTabs?: boolean
}): boolean {
  return (
    (options.proseWrap ?? 'preserve') === 'preserve' &&
    (options.tabWidth ?? 2) === 2 &&
    !options.useTabs &&
    !options.insertPragma &&
    !options.plugins?.length
  )
}

/** @returns what else counts in a bank with these options of Prettier: unless they say so, it formats no code there */
export function toGrammar(options: {
  readonly bracketSpacing?: boolean
  readonly embeddedLanguageFormatting?: string
  readonly printWidth?: number
  readonly singleQuote?: boolean
}): BlockGrammar {
  const {bracketSpacing = true, printWidth = 80} = options
  return {
    ...{bracketSpacing, printWidth},
    quote: options.singleQuote ? "'" : '"',
    keepsCode: options.embeddedLanguageFormatting !== 'auto'
  }
}
