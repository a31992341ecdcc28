/** What is used of lunr, which brings no types. */
declare module 'lunr' {
  interface Builder {
    ref(field: string): void
    field(name: string, options?: {readonly boost: number}): void
    add(document: object): void
  }

  interface Index {
    search(query: string): readonly {readonly ref: string}[]
  }

  export default function lunr(build: (builder: Builder) => void): Index
}
