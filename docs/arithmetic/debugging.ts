/** Real-World Engineering & Debugging. */
import {card, section} from './card.ts'
import {atLeast, normalTail, standardError, sum, z95} from './statistics.ts'

export default section('Real-World Engineering & Debugging', [
  card('A pull request that makes the ticket classifier faster', {
    facts: ['97% of tickets kept their old label']
  }),
  card('Two percent of schema-constrained extractions do not parse', {
    assumptions: [
      'A reply is a header and then line items of equal length.',
      'Failures begin at the first whole number of items that does not fit.'
    ],
    givens: [
      'at most 1,024 output tokens',
      'about 120 tokens, each line item about 40'
    ],
    facts: ['About 2% of replies'],
    derive: (limit, header, item) => [
      [
        '(limit − header) / tokens per item, rounded up',
        [Math.ceil((limit - header) / item), limit, header, item],
        'about 23 line items: (1,024 - 120) / 40'
      ]
    ]
  }),
  card('Replicas are healthy again but almost every request still times out', {
    assumptions: [
      'Every attempt times out, so each layer uses all of its attempts.',
      'A retry budget is a share of the requests that reach the layer.'
    ],
    givens: [
      'usual 70 requests a second',
      'with up to 3 attempts',
      'at most 10% of its requests'
    ],
    facts: [
      'have been back for 40',
      'capacity is 100',
      'each make up to 3 attempts',
      'capacity were 2,000 a second'
    ],
    derive: (users, attempts, budget) => [
      [
        'users, and users × attempts³ for three layers',
        [users, users * attempts ** 3],
        '70 requests a second into 1,890'
      ],
      [
        'users × attempts of the SDK alone',
        users * attempts,
        'send 210 a second'
      ],
      [
        'users × (1 + budget)³, and the two factors',
        [users * (1 + budget) ** 3, users, (1 + budget) ** 3],
        'about 93 a second, 70 × 1.331'
      ]
    ]
  }),
  card('A system prompt that has grown for a year', {
    facts: ['about 140 rules', '60 regression cases']
  }),
  card('A model bill that grows far faster than its traffic', {
    assumptions: [
      'The bill is input and output tokens at the two prices and nothing else.',
      'Logged growth explains most if all cost grew with requests and length.',
      'A call that is not logged costs as much as a logged one.'
    ],
    givens: [
      '10% more requests and 10% longer prompts',
      'USD 2 per million input tokens and USD 10 per million output tokens',
      '10 million requests of 1,500 input and 200 output tokens',
      'the new bill is USD 91,300',
      'from 90% to 91%'
    ],
    derive: (
      more,
      longer,
      inputPrice,
      outputPrice,
      requestsBefore,
      input,
      output,
      bill,
      accuracyBefore,
      accuracy
    ) => {
      const call = (tokens: number): number =>
        (tokens * inputPrice + output * outputPrice) / 1e6
      const before = requestsBefore * 1e6 * call(input)
      const requests = requestsBefore * (1 + more)
      const residual = bill - requests * 1e6 * call(input * (1 + longer))
      const unstored = residual / requests / outputPrice
      const unlogged = residual / call(input * (1 + longer)) / 1e6
      return [
        [
          'requests × (input × its price + output × its price)',
          before,
          'from USD 50,000'
        ],
        ['the new bill in thousands', Math.round(bill / 1e3) * 1e3, '91,000'],
        [
          '(1 + more requests) × (1 + longer prompts) − 1, and the two factors',
          [(1 + more) * (1 + longer) - 1, 1 + more, 1 + longer],
          'at most 21% (1.1 × 1.1)'
        ],
        [
          'new bill in thousands / old bill − 1',
          Math.round(bill / 1e3) / (before / 1e3) - 1,
          'rose 82%'
        ],
        [
          'requests; residual / requests / output price; residual = new bill − logged requests at logged lengths',
          [requests, unstored, residual],
          '11 million times 300 tokens is USD 33,000'
        ],
        [
          'residual / (requests × gain in accuracy)',
          residual / (requests * 1e6 * (accuracy - accuracyBefore)),
          'USD 0.30 per additional'
        ],
        [
          'stored and unstored output tokens; stored ones',
          [output + unstored, output],
          '500 output tokens instead of 200'
        ],
        [
          'requests; stored and unstored output tokens',
          [requests, output + unstored],
          '11 million requests, as we do, with about 500 output tokens'
        ],
        ['residual / cost of a logged call', unlogged, 'About 6 million calls'],
        [
          'requests + calls never logged',
          requests + unlogged,
          'counts 17 million requests'
        ]
      ]
    }
  }),
  card(
    'Accuracy fell after a serving move although the prompt text is unchanged',
    {
      givens: ['scored 91% on a 1,000-item test, and scores 84%'],
      derive: (before, items, after) => [
        ['(before − after) in points', (before - after) * 100, 'Seven points'],
        ['the size of the test', items, 'points on 1,000 items'],
        ['the old score', before, 'If 91% does not return'],
        ['the new score', after, 'looking for 84%'],
        ['the new score', after, 'scores 84% too']
      ]
    }
  ),
  card("A customer saw another customer's invoice summary", {
    facts: ['one answer in 5,000']
  }),
  card('Eight quality bugs and one week for them', {
    facts: ['Of 50 coverage answers', '6 were wrong', '40 of its 500 labels']
  }),
  card('An A/B test shows a significant one-point win', {
    assumptions: [
      'Assignment gives each chat either arm with equal probability.',
      'Chats are missing from the treatment arm only.'
    ],
    givens: [
      '50,600 control chats, 61.0% resolved, and 49,400 treatment chats, 62.0%',
      'The table held 50,100 and 49,900 chats'
    ],
    facts: ['p below 0.001', 'about 50,600 chats in each arm', 'than 30 s'],
    derive: (control, rate, treatment, rateAfter, larger, smaller) => {
      const all = control + treatment
      const missing = control - treatment
      const deviation = (count: number, of: number): number =>
        (of / 2 - count) / (Math.sqrt(of) / 2)
      return [
        ['treatment chats, all chats', [treatment, all], '49,400 of 100,000'],
        [
          '(half − treatment) / (√all / 2)',
          deviation(treatment, all),
          'nearly four standard errors'
        ],
        ['control − treatment', missing, '1,200 missing chats'],
        [
          '(control rate × control − resolved in treatment) / missing',
          (rate * control - rateAfter * treatment) / missing,
          'under a fifth of them'
        ],
        ['treatment / all', treatment / all, 'Seeing 49.4%'],
        [
          '(half − smaller) / (√all / 2), rounded up',
          Math.ceil(deviation(smaller, larger + smaller)),
          'Under one standard error'
        ]
      ]
    }
  }),
  card('A distributed fine-tune that hangs, and a log from its ranks', {
    facts: ['Rank 5 is the cause', 'Rank 5 waits for data', 'Rank 5 had']
  }),
  card('Extraction got worse on Tuesday and nobody knows which prompt it ran', {
    facts: ['from 97% to 88%', '12 edits', '300 labeled documents']
  }),
  card(
    'Unsafe text appears on screen for seconds before the filter removes it',
    {
      assumptions: [
        'A chunk is checked as soon as it is complete, while the next one is generated.',
        'False flags on the chunks of an answer are independent, which bounds their number from above.'
      ],
      givens: [
        'about 400 tokens stream at 50 tokens a second',
        'each 20-token chunk until a 120 ms classifier call',
        'wrongly flags 0.1% of its inputs',
        'At peak 1,000 answers'
      ],
      facts: ['A check takes 600 ms'],
      derive: (length, speed, chunk, check, alarms, streams) => {
        const calls = length / chunk
        const stopped = 1 - (1 - alarms) ** calls
        return [
          [
            'chunk / speed + check, and its three terms',
            [chunk, speed, check / 1e3, chunk / speed + check / 1e3],
            '20 / 50 + 0.12 = 0.52 s'
          ],
          [
            'tokens / chunk; alarms; 1 − (1 − alarms)^calls',
            [calls, alarms, stopped],
            '20 checks at 0.1% stop up to 2%'
          ],
          [
            'speed / chunk; streams; calls a second × check × streams',
            [speed / chunk, streams, ((speed / chunk) * streams * check) / 1e3],
            '2.5 calls a second, so 1,000 streams keep about 300 calls'
          ],
          [
            'check, chunks and their product',
            [check, calls, (check * calls) / 1e3],
            '120 ms for 20 chunks and rejecting the proposal for 2.4 s'
          ],
          [
            'sum of chunk × 1, chunk × 2, …, the whole answer',
            sum(calls, (index) => chunk * (index + 1)),
            'the 4,200 tokens read'
          ],
          [
            'chunk / speed',
            (chunk / speed) * 1e3,
            'Slower than a 400 ms chunk'
          ],
          ['1 − (1 − alarms)^calls', stopped, 'fewer than 2% of answers']
        ]
      }
    }
  ),
  card('An agent told to tidy staging dropped a production table', {
    facts: [
      'all 214 actions',
      'a backup 19 hours old',
      'backup was 19 hours old',
      'Approvals took 40 seconds'
    ]
  }),
  card('Device memory climbs for two days until a 1.2 GB allocation fails', {
    facts: [
      'an 80 GB accelerator',
      'a 1.2 GB allocation fails',
      'no gap holds 1.2 GB',
      'within an hour is 60 GB',
      'between 1 and 16 MB'
    ],
    givens: ["58\nallocator's", '77\ndevice total'],
    derive: (live, reserved) => [
      ['(reserved − live) / reserved', 1 - live / reserved, 'about a quarter']
    ]
  }),
  card('Token-limit errors far below the token quota', {
    assumptions: [
      'At admission the limiter charges input plus the requested maximum, and does not pay back within the minute.',
      'Refused calls are not repeated.'
    ],
    givens: [
      'allows 1,000,000 tokens a minute',
      'offer 240 calls a minute of about 2,800 tokens',
      'such as 800',
      '2,500 input and 300 output tokens',
      'to 4,096; refused calls',
      'second limit of 600 calls'
    ],
    facts: ['99.9% of outputs are below 600'],
    derive: (quota, calls, tokens, cap, input, output, maximum, limit) => {
      const reserved = input + maximum
      const admitted = quota / reserved
      const capped = (input + cap) * calls
      return [
        ['input + output', input + output, 'about 2,800 tokens'],
        [
          'admitted calls × tokens used / quota',
          (admitted * tokens) / quota,
          'shows 42% of quota'
        ],
        [
          'input + maximum, and its terms; quota / that; refused share; calls',
          [
            input,
            maximum,
            reserved,
            Math.floor(admitted),
            1 - admitted / calls,
            calls
          ],
          '2,500 + 4,096 = 6,596 tokens a call admits 151 calls, so 37% of 240'
        ],
        [
          'input + maximum; input + output',
          [reserved, input + output],
          'fall by 6,596 at once, not by 2,800'
        ],
        [
          'cap; input + cap; calls; their product',
          [cap, input + cap, calls, capped],
          'cap of 800 the load is 3,300 × 240 = 792,000'
        ],
        ['1 − load / quota', 1 - capped / quota, 'a fifth to spare'],
        ['calls / limit on calls', calls / limit, 'at 40% of its own limit'],
        ['output', output, 'the mean of 300'],
        [
          'input + output',
          input + output,
          'lowers the remaining quota by 2,800'
        ],
        ['2 × load at the cap', 2 * capped, '1,584,000 tokens']
      ]
    }
  }),
  card('Reminder emails with wrong amounts are going out right now', {
    facts: ['60 a minute, and 1,900 are waiting']
  }),
  card(
    'A pinned model retires in two months and its successor is more accurate',
    {
      assumptions: [
        'The share of closed tickets stays near 60% in the half that confirms the threshold.'
      ],
      givens: [
        'closes 78%, of which 9% wrongly; today it is 60%, of which 4%',
        'There are 2,000 labeled tickets'
      ],
      facts: [
        'exceeds 0.9',
        '4% is habit',
        '86% of them, the current model on 83%',
        'chosen the 4%',
        'the meaning of 0.9',
        'At 4% wrong'
      ],
      derive: (closes, wrong, closed, wrongBefore, tickets) => {
        const closures = (tickets / 2) * closed
        return [
          [
            'closed share × wrong share, before and after',
            [closed * wrongBefore, closes * wrong],
            'from 2.4% to 7.0% of all tickets'
          ],
          [
            'wrong share; tickets / 2 × closed share; 1.96 standard errors in points',
            [
              wrongBefore,
              closures,
              z95 * standardError(wrongBefore, closures) * 100
            ],
            '4% of 600 closures carries ± 1.6 points'
          ]
        ]
      }
    }
  ),
  card('A fine-tuning loss that turns into NaN', {
    facts: [
      'until step 278',
      'makes the mean 0 / 0',
      'a 0/1 answer mask',
      'Only step 278 logs',
      'to 8,192 tokens',
      '16 micro-batches a step, 40,000 samples',
      'each 50 steps'
    ]
  }),
  card(
    "Quality dashboards stay green while one market's complaints quadruple",
    {
      assumptions: [
        'All other markets stay at the baseline.',
        'Graded chats are independent.'
      ],
      givens: [
        '50,000 chats a day in 12 markets',
        'grades a random 1%',
        'That market has 4% of traffic; its share of good chats fell from 90% to 55%',
        'The budget allows 1,200 graded chats',
        'below 81 good of 100',
        'There are 300 tenants',
        'The fall is 5 points'
      ],
      facts: ['falls 4 points below 90%'],
      derive: (
        chats,
        markets,
        graded,
        share,
        baseline,
        fallen,
        budget,
        alert,
        each,
        tenants,
        smaller
      ) => {
        const samples = chats * graded
        const error = standardError(baseline, samples) * 100
        const fall = (baseline - fallen) * 100
        const pages = markets * 30 * (1 - atLeast(alert, each, baseline))
        return [
          [
            'share of traffic; fall in points; their product; chats × graded share',
            [share, fall, share * fall, samples],
            '4% of traffic falling 35 points moves the mean by 1.4, about the noise of 500'
          ],
          ['budget / markets', budget / markets, '100 chats a day in each'],
          ['the same product', share * fall, 'the alert to 1.4 points'],
          [
            'one, and 1 / P(normal > shift / standard error)',
            [1, 1 / normalTail((share * fall) / error)],
            'one day in seven'
          ],
          [
            'the limit, if markets × 30 days × P(good < limit) is below one; budget / markets',
            [pages < 1 ? alert : Number.NaN, budget / markets],
            'below 81 good of 100, noise pages less than once a month'
          ],
          ['markets', markets, 'in all 12 markets'],
          [
            'tenants, markets',
            [tenants, markets],
            'There are 300 tenants instead of 12 markets'
          ],
          ['budget / tenants', budget / tenants, 'Four chats a day each'],
          [
            'the smaller fall, the first fall',
            [smaller, fall],
            'The fall is 5 points rather than 35'
          ],
          [
            'standard error of 7 × budget / markets at the baseline, in points',
            standardError(baseline, (7 * budget) / markets) * 100,
            'near 1.1 points'
          ]
        ]
      }
    }
  ),
  card(
    'An erasure request arrives and prompts have been copied to nine stores',
    {
      facts: ['Recital 26', 'for 90 days', 'one in 20 prompts']
    }
  )
])
