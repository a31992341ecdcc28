/**
 * Mistakes as contributors make them, each as a change to a clean card. Most have one right answer and must be fixed to
 * the byte; the others have to be fixed by hand, and must be reported in the right place.
 */

/** A mistake. */
export interface Mistake {
  readonly name: string
  /** @returns the card with the mistake; the same text where the mistake cannot be made on it */
  readonly make: (card: string) => string
  /** Who reports it where it has to be fixed by hand; none where it is fixed automatically. */
  readonly report: Report | undefined
}

/** A rule, and the line of the card that it reports. */
export interface Report {
  readonly ruleId: string
  /** 1-based, in the card as it is after the automatic fixes; line 1 is the heading. */
  readonly line: number
}

/** A card without mistakes; each text that a mistake changes is in it exactly once. */
export const cleanCard = `### Q: Why does a chain skip on the smallest sprocket?

**Difficulty:** Medium\u0020\u0020
**Tags:** chain,sprocket,wear\u0020\u0020
**Question:** A bicycle skips under load, but only on one sprocket. How do you find the worn part?\u0020\u0020
**What a strong answer includes:**

- Measures the chain before blaming the cassette.
- Compares the teeth of the favorite sprocket with its neighbors.
- Tries a new chain on the old cassette, for ten minutes.

**Common pitfalls:**

- Replacing the derailleur first.
- Judging by rust alone.
`

const pitfalls = '**Common pitfalls:**'
const answers = '**What a strong answer includes:**'
const title = 'Why does a chain skip on the smallest sprocket?'

function replace(from: string | RegExp, to: string): Mistake['make'] {
  return (card) => card.replace(from, () => to)
}

function repaired(name: string, make: Mistake['make']): Mistake {
  return {name, make, report: undefined}
}

function told(
  name: string,
  make: Mistake['make'],
  ruleId: string,
  line: number
): Mistake {
  return {name, make, report: {ruleId, line}}
}

/** Fields in another order, each with its value. */
function moveField(label: string, before: string): Mistake['make'] {
  return (card) => {
    const line = card.split('\n').find((each) => each.startsWith(label))
    if (line === undefined) return card
    return card
      .replace(`${line}\n`, '')
      .replace(before, () => `${line}\n${before}`)
  }
}

function mapLines(change: (line: string) => string): Mistake['make'] {
  return (card) => card.split('\n').map(change).join('\n')
}

export const mistakes: readonly Mistake[] = [
  // The heading.
  repaired('heading without space', replace('### Q:', '###Q:')),
  repaired('heading one level up', replace('### Q:', '## Q:')),
  repaired('heading one level down', replace('### Q:', '#### Q:')),
  repaired('prefix spelled out', replace('### Q:', '### Question:')),
  repaired('prefix in lower case', replace('### Q:', '### q:')),
  repaired('no space after the prefix', replace('### Q: ', '### Q:')),
  repaired('space before the colon', replace('### Q: ', '### Q : ')),
  repaired('full-width colon in the heading', replace('### Q: ', '### Q：')),
  repaired('prefix with a full stop', replace('### Q: ', '### Q. ')),
  repaired('prefix with a number', replace('### Q: ', '### Q7: ')),
  repaired('bold prefix', replace('### Q: ', '### **Q:** ')),
  repaired('bold heading', replace(`### Q: ${title}`, `### **Q: ${title}**`)),
  repaired('closing hashes', replace(title, `${title} ###`)),
  repaired(
    'bold line as heading',
    replace(`### Q: ${title}`, `**Q: ${title}**`)
  ),
  repaired('plain line as heading', replace(`### Q: ${title}`, `Q: ${title}`)),
  repaired('no prefix', replace('### Q: ', '### ')),
  repaired(
    'bold line without prefix',
    replace(`### Q: ${title}`, `**${title}**`)
  ),
  repaired(
    'underlined heading',
    replace(`### Q: ${title}`, `Q: ${title}\n---`)
  ),
  repaired('spaces before the heading', replace('### Q:', '  ### Q:')),
  repaired('several spaces in the heading', replace('### Q: ', '###   Q:   ')),
  repaired('space at the end of the heading', replace(title, `${title}  `)),
  repaired(
    'no blank line below the heading',
    replace('sprocket?\n\n', 'sprocket?\n')
  ),
  told('no title', replace(`### Q: ${title}`, '### Q:'), 'no-empty-title', 1),

  // Labels.
  repaired(
    'colon outside the bold',
    replace('**Difficulty:**', '**Difficulty**:')
  ),
  repaired(
    'colon outside the bold, last label',
    replace(pitfalls, '**Common pitfalls**:')
  ),
  repaired('label without bold', replace('**Tags:**', 'Tags:')),
  repaired(
    'list label without bold',
    replace(answers, 'What a strong answer includes:')
  ),
  repaired('label in italics', replace('**Tags:**', '*Tags:*')),
  repaired('label with underscores', replace('**Tags:**', '__Tags:__')),
  repaired('label in lower case', replace('**Tags:**', '**tags:**')),
  repaired('label in capitals', replace('**Difficulty:**', '**DIFFICULTY:**')),
  repaired('label in title case', replace(pitfalls, '**Common Pitfalls:**')),
  repaired(
    'label with a typing error',
    replace('**Difficulty:**', '**Dificulty:**')
  ),
  repaired(
    'letters swapped in a label',
    replace('**Question:**', '**Quesiton:**')
  ),
  repaired('singular label', replace(pitfalls, '**Common pitfall:**')),
  repaired(
    'space before the colon of a label',
    replace('**Tags:**', '**Tags :**')
  ),
  repaired('space inside the bold', replace('**Tags:**', '**Tags: **')),
  repaired('no space after a label', replace('**Tags:** ', '**Tags:**')),
  repaired('two spaces after a label', replace('**Tags:** ', '**Tags:**  ')),
  repaired('full-width colon', replace('**Tags:**', '**Tags：**')),
  repaired(
    'bold without a colon',
    replace('**Difficulty:**', '**Difficulty**')
  ),
  repaired(
    'label and value in bold',
    replace('**Difficulty:** Medium', '**Difficulty: Medium**')
  ),
  repaired('label as a heading', replace(pitfalls, '#### Common pitfalls')),
  repaired(
    'label as a heading with colon',
    replace(answers, '#### What a strong answer includes:')
  ),
  repaired(
    'labels as bullets',
    mapLines((line) => line.replace(/^\*\*(?=Diff|Tags|Quest)/, '- **'))
  ),
  repaired(
    'value on the next line',
    replace('**Question:** ', '**Question:**\n')
  ),
  repaired(
    'value in a paragraph of its own',
    replace('**Question:** ', '**Question:**\n\n')
  ),
  repaired(
    'label glued to the bullet above',
    replace(`\n${pitfalls}`, pitfalls)
  ),
  repaired('glued and indented', replace(`\n${pitfalls}`, `  ${pitfalls}`)),
  repaired(
    'glued, misspelt and without bold',
    replace(`\n${pitfalls}`, 'common pitfals:')
  ),
  repaired(
    'no blank line below a list label',
    replace(`${answers}\n\n`, `${answers}\n`)
  ),
  repaired('both lists glued to their labels', (card) =>
    card
      .replace(`${answers}\n\n`, `${answers}\n`)
      .replace(`\n${pitfalls}\n\n`, `${pitfalls}\n`)
  ),

  // Line breaks and space.
  repaired(
    'signs copied that show spaces at line ends',
    mapLines((line) => line.replace(/ +$/, (all) => '␠'.repeat(all.length)))
  ),
  repaired(
    'spaces at line ends stripped',
    mapLines((line) => line.trimEnd())
  ),
  repaired(
    'one space at line ends',
    mapLines((line) => line.replace(/ {2}$/, ' '))
  ),
  repaired(
    'backslashes for line breaks',
    mapLines((line) => line.replace(/ {2}$/, '\\'))
  ),
  repaired(
    'blank lines between the fields',
    mapLines((line) => (/^\*\*(?:Diff|Tags)/.test(line) ? `${line}\n` : line))
  ),
  repaired(
    'no blank line above the next label',
    replace('part?  \n', 'part?\n')
  ),
  repaired(
    'three blank lines',
    replace('\n\n**Difficulty', '\n\n\n\n**Difficulty')
  ),
  repaired(
    'indented fields',
    mapLines((line) => (line.startsWith('**') ? ` ${line}` : line))
  ),
  repaired('tab after a bullet', replace('- Judging', '-\tJudging')),
  repaired('no-break space', replace('under load', 'under\u00A0load')),
  repaired('zero-width space', replace('under load', 'under\u200B load')),
  repaired('soft hyphen', replace('cassette, for', 'cas\u00ADsette, for')),

  // Fields.
  repaired('tags before difficulty', moveField('**Tags:**', '**Difficulty:**')),
  repaired('question before tags', moveField('**Question:**', '**Tags:**')),
  repaired('lists in the other order', (card) => {
    const [head = '', rest = ''] = card.split(`${answers}\n\n`)
    const [first = '', second = ''] = rest.split(`\n${pitfalls}\n\n`)
    return `${head}${pitfalls}\n\n${second}\n${answers}\n\n${first}`
  }),
  told(
    'no tags',
    (card) => card.replace(/^\*\*Tags.*\n/m, ''),
    'require-field',
    4
  ),
  told(
    'no difficulty',
    (card) => card.replace(/^\*\*Difficulty.*\n/m, ''),
    'require-field',
    3
  ),
  told(
    'no pitfalls',
    (card) => card.slice(0, card.indexOf(`\n${pitfalls}`)),
    'require-field',
    10
  ),
  told(
    'a field twice',
    replace('**Tags:**', '**Difficulty:** Medium  \n**Tags:**'),
    'no-duplicate-field',
    4
  ),
  told('empty tags', replace('chain,sprocket,wear', ''), 'tags-format', 4),

  // Choices.
  repaired('choice in lower case', replace('Medium', 'medium')),
  repaired('choice in capitals', replace('Medium', 'MEDIUM')),
  repaired('choice with a typing error', replace('Medium', 'Meduim')),
  repaired('choice with a letter missing', replace('Medium', 'Medum')),
  repaired('choice in bold', replace('** Medium', '** **Medium**')),
  repaired('choice as code', replace('** Medium', '** `Medium`')),
  repaired('choice with a full stop', replace('Medium', 'Medium.')),
  told('another word', replace('Medium', 'Tricky'), 'choice-value', 3),
  told('two choices', replace('Medium', 'Easy or Hard'), 'choice-value', 3),

  // Tags.
  repaired(
    'spaces after commas',
    replace('chain,sprocket,wear', 'chain, sprocket, wear')
  ),
  repaired(
    'tags in upper case',
    replace('chain,sprocket,wear', 'Chain,Sprocket,WEAR')
  ),
  repaired('semicolons', replace('chain,sprocket,wear', 'chain;sprocket;wear')),
  repaired(
    'hash tags',
    replace('chain,sprocket,wear', '#chain #sprocket #wear')
  ),
  repaired(
    'tags as code',
    replace('chain,sprocket,wear', '`chain`, `sprocket`, `wear`')
  ),
  repaired(
    'and before the last tag',
    replace('chain,sprocket,wear', 'chain, sprocket and wear')
  ),
  repaired(
    'a comma at the end',
    replace('chain,sprocket,wear', 'chain,sprocket,wear,')
  ),
  repaired(
    'a tag twice',
    replace('chain,sprocket,wear', 'chain,sprocket,chain,wear')
  ),

  // Bullets.
  repaired(
    'stars for bullets',
    mapLines((line) => line.replace(/^- /, '* '))
  ),
  repaired(
    'plus signs for bullets',
    mapLines((line) => line.replace(/^- /, '+ '))
  ),
  repaired('a numbered list', (card) => {
    let number = 0
    return card.replace(/^- /gm, () => `${String(++number)}. `)
  }),
  repaired(
    'check boxes',
    mapLines((line) => line.replace(/^- /, '- [ ] '))
  ),
  repaired(
    'several spaces after bullets',
    mapLines((line) => line.replace(/^- /, '-   '))
  ),
  repaired(
    'no space after bullets',
    mapLines((line) => line.replace(/^- /, '-'))
  ),
  repaired(
    'pasted bullet signs',
    mapLines((line) => line.replace(/^- /, '• '))
  ),
  repaired(
    'blank lines between bullets',
    mapLines((line) => (line.startsWith('- ') ? `${line}\n` : line))
  ),
  repaired(
    'indented bullets',
    mapLines((line) => line.replace(/^ *- /, '  $&'))
  ),
  told(
    'a bullet too few',
    replace('- Judging by rust alone.\n', ''),
    'bullet-count',
    12
  ),
  told(
    'a list in a bullet',
    // A level deeper, however far the bullet itself is indented.
    (card) => card.replace(/^( *)(- Judging)/m, '$1$2\n$1  - by rust\n$1$2'),
    'no-nested-bullet',
    16
  ),
  told(
    'an empty bullet',
    replace('- Judging', '-\n- Judging'),
    'no-empty-bullet',
    15
  ),

  // Text.
  repaired('mojibake', replace('cassette, for', 'cassette â€” for')),
  told(
    'a placeholder',
    replace('Replacing the derailleur first.', 'TODO'),
    'no-placeholder',
    14
  ),
  told(
    'six sentences',
    replace('How do you', 'One. Two. Three. Four. Five. How do you'),
    'prose-length',
    5
  ),
  told(
    'a conflict',
    replace(
      '- Judging',
      '<<<<<<< ours\n- Judging\n=======\n- Guessing\n>>>>>>> theirs\n- Judging'
    ),
    'no-conflict-marker',
    15
  )
]
