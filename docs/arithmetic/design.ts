/** System Design Scenarios. */
import {card, section} from './card.ts'
import {standardError, z95} from './statistics.ts'

const secondsPerDay = 86_400

export default section('System Design Scenarios', [
  card('Headcount forecast for a support assistant with human handoff', {
    assumptions: [
      'the pilot and the average cover the same mix of tickets',
      'a closed ticket costs people no time unless it comes back'
    ],
    givens: [
      'take people 12 minutes',
      'closed 60% of them; those used to take 6 minutes',
      'Of the closed tickets 8%',
      '100 tickets cost',
      'to 14 minutes'
    ],
    facts: ['The 12 minutes cover'],
    derive: (mean, closed, easy, back, tickets, faster) => {
      const left = 1 - closed
      const hard = (mean - closed * easy) / left
      const work = left * hard
      return [
        ['1 − closed', left, 'plans to keep 40% of the team'],
        [
          '1 − closed; (mean − closed × easy) / (1 − closed)',
          [left, hard],
          'the remaining 40% take 21 minutes'
        ],
        [
          '(1 − closed) × 21 / 12; the rest is saved; the share closed',
          [work / mean, 1 - work / mean, closed],
          '70% of the work remains, so the pilot saves 30% and not 60%'
        ],
        [
          '(the work left + closed × back × 21) / 12',
          (work + closed * back * hard) / mean,
          'about 78% of the work remains'
        ],
        [
          'tickets × mean; tickets × (1 − closed) × 21',
          [tickets * mean, tickets * work],
          'cost 1,200 minutes before the pilot and 840'
        ],
        [
          'closed; 1 − closed',
          [closed, left],
          'closes a random 60% instead: 40% of the work'
        ],
        [
          '(1 − closed) × 14 / 12',
          (left * faster) / mean,
          'about 47% of the work remains'
        ]
      ]
    }
  }),
  card('A phone agent that callers keep talking over', {
    assumptions: [
      'the model starts 100 ms into the silence, so that its first token comes 100 ms after a silence of 250 ms',
      'synthesis and network take as long as in the exhibit'
    ],
    givens: [
      'such as 250 silence + 100 model + 100 clause + 150 synthesis + 80 network'
    ],
    facts: [
      'should come within 800 ms',
      'about 200 ms between turns',
      'stable 100 ms into a silence'
    ],
    derive: (silence, model, clause, synthesis, network) => [
      [
        'the sum of the stages',
        silence + model + clause + synthesis + network,
        '= 680 ms'
      ],
      [
        '(850 − 600) / 1280, from the exhibit',
        (850 - 600) / 1280,
        'a fifth of the wait'
      ]
    ]
  }),
  card('Inline code completion that must land within 200 ms', {
    assumptions: [
      'prefill takes time in proportion to the tokens, but no less than one pass over the weights',
      'a decoding pass takes time in proportion to the bytes it reads: the weights and the keys and values of one prompt'
    ],
    givens: [
      'spends 65 ms on network and queueing, 70 ms on prefill and 105 ms on decoding 30 tokens',
      'holds 1,000 tokens before the cursor, then 1,000 after it; about 20 are typed',
      'grow to 200 tokens',
      'has 7 billion parameters in 8 bits',
      'take about 0.25 GB',
      'Stopping after 4-bit weights'
    ],
    facts: ['The target is 200 ms', 'forgets the 65 ms'],
    derive: (
      network,
      prefill,
      decode,
      tokens,
      before,
      after,
      typed,
      longer,
      billions,
      bits,
      cached,
      fewerBits
    ) => {
      const pass = decode / tokens
      const read = (weightBits: number): number =>
        (billions * weightBits) / 8 + cached
      const smaller = (decode * read(fewerBits)) / read(bits)
      const again = typed + after
      const perToken = prefill / (before + after)
      return [
        ['decoding / tokens', pass, 'A decoding pass takes 3.5 ms'],
        [
          'decoding × (3.5 + 0.25 GB) / (7 + 0.25 GB); network + prefill + that',
          [smaller, network + prefill + smaller],
          'decoding near 54 ms and about 189 ms in all'
        ],
        [
          'network + one pass + decoding',
          network + Math.max(pass, typed * perToken) + decode,
          'about 174 ms in all'
        ],
        [
          'typed + after; network + prefill × 1,020 / 2,000 + decoding',
          [again, network + again * perToken + decode],
          '1,020 tokens are computed again, and about 206 ms'
        ],
        ['200 × 3.5 ms', longer * pass, '700 ms of decoding']
      ]
    }
  }),
  card('Product wants training on conversations to be on by default', {
    facts: ['Opted in are 2% of the business users and 20% of the private ones']
  }),
  card('Choosing the similarity threshold for a response cache', {
    assumptions: [
      'an answer costs one cent and a wrong one a dollar, a hundred cents',
      'lookup costs nothing'
    ],
    givens: [
      'serving 30% of questions with 3% of those hits wrong, or strict, serving 15% with 0.4% wrong',
      'Per 1,000 questions loose',
      '2,000 labeled hits',
      'costs ten cents'
    ],
    derive: (
      loose,
      looseWrong,
      strict,
      strictWrong,
      questions,
      labeled,
      cheaper
    ) => {
      const answer = 0.01
      const error = 1
      const hits = questions * loose
      const strictHits = questions * strict
      const bad = hits * looseWrong
      const strictBad = strictHits * strictWrong
      return [
        ['one cent / one dollar', answer / error, 'break-even is 1% wrong'],
        [
          'loose: 300 hits × 1 cent, 9 wrong; strict: 150 hits × 1 cent, 0.6 wrong',
          [hits * answer, bad * error, strictHits * answer, strictBad * error],
          'saves 3 dollars and loses 9; strict saves 1.50 and loses 0.60'
        ],
        [
          '300 − 150 hits; 9 − 0.6 wrong; their share',
          [
            hits - strictHits,
            bad - strictBad,
            (bad - strictBad) / (hits - strictHits)
          ],
          'the 150 extra hits of loose carry 8.4 errors, so 5.6%'
        ],
        ['the share wrong at loose', looseWrong, 'Hears 3% as small'],
        [
          '1.50 − 0.60, for as many questions',
          [strictHits * answer - strictBad * error, questions],
          'strict gains 0.90 dollars per 1,000 questions'
        ],
        [
          'the share wrong at strict; of 2,000 labeled hits; labeled',
          [strictWrong, labeled * strictWrong, labeled],
          'how 0.4% was measured: 8 of 2,000 hits'
        ],
        ['one cent / ten cents', 1 / cheaper, 'break-even rises to 10%']
      ]
    }
  }),
  card("The coding agents' sandbox before a launch to many tenants", {
    assumptions: [
      "boots in flight are starts per second times boot time (Little's law)"
    ],
    givens: ['boots in 4 seconds; at the peak 20 sessions'],
    derive: (boot, starts) => [
      ['starts × boot time', starts * boot, 'about 80 boots are in flight']
    ]
  }),
  card('Availability promise for an internal LLM gateway', {
    assumptions: [
      'the providers fail independently of the gateway',
      'calls beyond the standby quota fail during an outage of the first provider; both out at once is neglected, except in the lowest promise'
    ],
    givens: [
      'which is 99.95% available',
      "each 99.5% available; the second one's quota covers 40%",
      'in 30 days'
    ],
    facts: ['Interactive calls make up 35%'],
    derive: (gateway, provider, quota, days) => {
      const [own, outage, left] = [1 - gateway, 1 - provider, 1 - quota]
      const lost = own + outage * left
      const fiveNines = 1e-5
      return [
        ['the gateway itself', gateway, 'lifts the promise above 99.95%'],
        ['quota / peak', quota, 'the standby carries 40%'],
        [
          'gateway out; provider out; calls beyond the quota; lost; 1 − lost',
          [own, outage, left, lost, 1 - lost],
          '0.05% + 0.5% × 60% = 0.35%, so about 99.65%'
        ],
        [
          'the gateway, as interactive calls fit the quota',
          gateway,
          'close to 99.95% for interactive'
        ],
        [
          '1 − gateway out − provider out, as both providers fail together',
          1 - own - outage,
          'down to 99.45% if providers always fail together'
        ],
        [
          '0.00001 × 30 days in seconds; days; the gateway; 0.0005 × 30 days in minutes',
          [
            fiveNines * days * secondsPerDay,
            days,
            gateway,
            (own * days * secondsPerDay) / 60
          ],
          'allow 26 seconds in 30 days; 99.95% allows about 22 minutes'
        ]
      ]
    }
  }),
  card('A scanned invoice passes all checks; would you pay it?', {
    assumptions: ['the amounts of the lines are those of the exhibit'],
    givens: ['covers 40 rolls at 31.50'],
    facts: ['Order 7719 covers'],
    derive: (rolls, price) => {
      const due = rolls * price - 480
      return [
        ['40 × 31.50 − 480', due, 'so that 780 would be due'],
        ['40 × 31.50 − 480', due, 'the printed total is 780'],
        ['40 × 31.50 − 480', due, 'Paying 780 to the account']
      ]
    }
  }),
  card('An evaluation platform with a runaway bill and a retiring judge', {
    facts: ['deleted after 30 days']
  }),
  card('Phone assistant with a local model and a cloud backup', {
    assumptions: [
      'the local answer takes one second and the cloud two; a flagged question waits for both',
      'the check takes no time'
    ],
    givens: [
      '30% of its answers are bad. A local check flags 80% of the bad and 10%',
      'needs half a second',
      'bad in about 5% of cases'
    ],
    derive: (bad, caught, alarms, faster, cloudBad) => {
      const [local, cloud] = [1, 2]
      const [right, wrong] = [bad * caught, (1 - bad) * alarms]
      const sent = right + wrong
      return [
        [
          '0.3 × 0.8; 0.7 × 0.1; their sum',
          [right, wrong, sent],
          '24% plus 7%, so 31%'
        ],
        ['1 s + 2 s', local + cloud, 'wait three seconds'],
        ['0.3 × 0.2', bad * (1 - caught), '6% of all answers'],
        [
          '0.3 × 0.2 + 0.31 × 0.05',
          bad * (1 - caught) + sent * cloudBad,
          'nearly 8% in all'
        ],
        ['1 + 0.31 × 2', local + sent * cloud, 'falls to about 1.6 s'],
        [
          '0.5 + 0.31 × 2; 0.5 + 2',
          [faster + sent * cloud, faster + cloud],
          'the mean is about 1.1 s, and the slow end 2.5 s'
        ]
      ]
    }
  }),
  card('One-off extraction from 10 million contracts in seven days', {
    assumptions: [
      'one accelerator does two contracts a second around the clock',
      'where independence is assumed, it is between the fields of a contract; the bounds need no such assumption'
    ],
    givens: [
      'extract 12 fields from each of 10 million contracts',
      '99% of the fields were right',
      '0.5% of the jobs'
    ],
    facts: [
      'the longest 1% of contracts has 20% of the tokens',
      'The 99% pools all fields of 2,000 pilot contracts'
    ],
    derive: (fields, millions, right, failed) => {
      const perDay = 2 * secondsPerDay
      const needed = (days: number): number =>
        Math.ceil((millions * 1e6) / (perDay * days))
      const clean = right ** fields
      const wrong = 1 - right
      return [
        [
          '10 million / (2 a second × 5 days)',
          needed(5),
          '12 accelerators finish'
        ],
        ['10 million / (2 a second × 7 days)', needed(7), 'the bare nine'],
        [
          '7 days − 10 million / (9 × 2 a second), in hours',
          (7 - (millions * 1e6) / (perDay * needed(7))) * 24,
          'leave 14 hours'
        ],
        [
          'twice 10 million / (2 a second × 7 days)',
          needed(7 / 2),
          'up to the 17'
        ],
        [
          'the share right; 0.99^12; 10 million × (1 − 0.99^12), in millions',
          [right, clean, millions * (1 - clean)],
          '99% per field is about 89% per contract if errors are independent, so 1.1 million'
        ],
        [
          'jobs × the share that failed',
          [failed, millions * 1e6 * failed],
          '0.5% of the jobs failed outright, so expect 50,000'
        ],
        [
          'all errors in the same contracts; each in another one',
          [wrong, fields * wrong],
          'between 1% and 12% of the contracts'
        ],
        [
          '1 − 0.99; × 10 million',
          [wrong, millions * 1e6 * wrong],
          'if it is wrong in 1% of contracts as well, that is 100,000'
        ]
      ]
    }
  }),
  card('Discharge summaries drafted by a model and signed by clinicians', {
    assumptions: [
      'review finds errors and adds none',
      'the seeded drafts are independent; the interval is the normal one at 95%'
    ],
    givens: [
      'of which 2% hold a serious error',
      'drafts 4% do',
      'believed to catch 60%',
      'afternoon with 50 seeded drafts',
      'slips to 45%',
      'improve to 1%'
    ],
    derive: (hand, draft, caught, seeds, slipped, improved) => [
      [
        'draft × (1 − caught); by hand',
        [draft * (1 - caught), hand],
        '1.6% of the summaries hold a serious error, against 2%'
      ],
      [
        '1 − by hand / draft; the belief',
        [1 - hand / draft, caught],
        'a catch rate of 50% it is worse than writing by hand, so asks how the 60%'
      ],
      ['draft; by hand', [draft, hand], 'Compares 4% with 2%'],
      [
        'caught; seeds; 1.96 × √(0.6 × 0.4 / 50), in points',
        [caught, seeds, z95 * standardError(caught, seeds) * 100],
        'The 60% stems from one afternoon with 50 seeded drafts, so it is known to about ± 14 points'
      ],
      [
        'slipped; draft × (1 − slipped)',
        [slipped, draft * (1 - slipped)],
        'slips to 45%: 2.2% remain'
      ],
      ['improved', improved, 'Drafts improve to 1%']
    ]
  }),
  card('Should the language model judge every post?', {
    assumptions: [
      'the model errs alike on all posts and on those that the classifier passes on',
      'the classifier costs nothing beside the model'
    ],
    givens: [
      '200 million posts a day, of which 0.2%',
      'passes 3% of all posts',
      'passes on 92%',
      'confirms 95% of the violations it sees, and removes 0.5%',
      'costs 800 dollars',
      'fall to 0.05%'
    ],
    derive: (
      millions,
      share,
      passed,
      found,
      confirmed,
      alarms,
      price,
      better
    ) => {
      const posts = millions * 1e6
      const violations = posts * share
      const harmless = posts - violations
      const seen = violations * found
      const wrongAll = harmless * alarms
      const wrongBehind = (posts * passed - seen) * alarms
      const missed = violations - seen * confirmed
      const extra = violations * confirmed - seen * confirmed
      return [
        [
          'harmless posts × 0.5%, in millions',
          wrongAll / 1e6,
          'about 1 million harmless'
        ],
        ['(6 million − 368,000) × 0.5%', wrongBehind, 'about 28,000 removals'],
        [
          'the two recalls; their product; violations not removed',
          [found, confirmed, found * confirmed, missed],
          '92% × 95% is 87%, so about 50,000'
        ],
        [
          '400,000 × 95% × (1 − 92%); 194 million posts × 800 dollars a million',
          [extra, millions * (1 - passed) * price],
          'about 30,000 more catches against nearly a million wrong removals and 155,000 dollars'
        ],
        ['the model alone', confirmed, "the model's 95%"],
        [
          'better; harmless posts × 0.05%',
          [better, harmless * better],
          'fall to 0.05%: about 100,000 a day'
        ]
      ]
    }
  }),
  card('Procurement check for a 70B pretraining cluster', {
    assumptions: [
      'training takes six operations per parameter and token',
      'interruptions grow with accelerators and days',
      'a checkpoint holds 2 + 4 + 4 + 4 bytes per parameter'
    ],
    givens: [
      'a dense 70B model on 4 trillion tokens in 45 days',
      'sustains 400 TFLOP/s',
      'offers 1,000 of them',
      'Useful time is expected at 90%',
      '16-bit weights, a 32-bit copy and two 32-bit moments',
      'stored in 4 bytes',
      '419 unexpected interruptions in 54 days on 16,384',
      'uses 20B parameters'
    ],
    facts: [
      'The 400 was measured on 64',
      'A node of 8',
      'the 400 was measured'
    ],
    derive: (
      size,
      trillions,
      days,
      speed,
      offered,
      useful,
      weights,
      copy,
      moments,
      bytes,
      seen,
      seenDays,
      seenFleet,
      active
    ) => {
      const flops = 6 * size * 1e9 * trillions * 1e12
      const bare = flops / (offered * speed * 1e12) / secondsPerDay
      const real = bare / useful
      const needed = (offered * real) / days
      const each = (weights + copy + 2 * moments) / 8
      const tokens = (trillions * 1e12) / (days * secondsPerDay)
      const stops = (seen / (seenDays * seenFleet)) * days * needed
      return [
        [
          '6 × 70e9 × 4e12; accelerators; / (1,000 × 400e12) in days',
          [flops, offered, bare],
          'give 1.7e24, which 1,000 accelerators need 49 days'
        ],
        [
          'useful; 49 / 0.9; days; 1,000 × 54 / 45',
          [useful, real, days, needed],
          'at 90% useful time it takes 54 days, so 45 days need about 1,200'
        ],
        [
          '4 trillion / 45 days, in millions; bytes',
          [tokens / 1e6, bytes],
          'about 1 million tokens a second at 4 bytes'
        ],
        [
          'bytes per parameter; × 70e9, in GB',
          [each, size * each],
          '14 bytes per parameter make 980 GB'
        ],
        [
          '419 / (54 × 16,384) × 45 × 1,200',
          [stops, days, needed],
          'about 26 interruptions in 45 days on 1,200'
        ],
        [
          'failures; failures × three days / 45 days',
          [stops, (stops * 3) / days],
          'with 26 failures, 1.7 nodes'
        ],
        [
          '49 and 54, rounded up; the offer',
          [Math.ceil(bare / 10) * 10, Math.ceil(real / 5) * 5, offered],
          '50 days bare and 55 with losses, as long as 1,000'
        ],
        [
          'active; 49 × 20 / 70',
          [active, (bare * active) / size],
          '20B parameters per token: about 14 days'
        ],
        [
          'accelerators; 4 × 45 / 54; days; useful',
          [offered, (trillions * days) / real, days, useful],
          '1,000 accelerators train on about 3.3 trillion tokens in 45 days at 90%'
        ]
      ]
    }
  }),
  card('One quarter of work to shorten the next harmful-output incident', {
    assumptions: ['detection, decision and remedy follow one another'],
    givens: [
      'Detection took 30 minutes, finding someone allowed to decide 45',
      'six hours',
      'within about 2 minutes; an on-call decision takes about 5'
    ],
    facts: ['About 12 harmful answers', 'blocks 2% of harmless requests'],
    derive: (detect, decide, hours, act, authorized) => [
      [
        '30 + 45 + 6 × 60; 30 + 5 + 2; detection',
        [detect + decide + hours * 60, detect + authorized + act, detect],
        'So 435 minutes would become 37, of which 30 are detection'
      ]
    ]
  })
])
