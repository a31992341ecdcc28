/** Real-World Engineering & Debugging. */
import {card} from './card.ts'
import {atLeast, normalTail, standardError, sum, z95} from './statistics.ts'

export default [
  card(
    'Accuracy fell after a serving move although the prompt text is unchanged',
    ['scored 91% on a 1,000-item test and scores 84%'],
    (before, items, after) => {
      const error = Math.hypot(
        standardError(before, items),
        standardError(after, items)
      )
      return [
        [
          [error * 100, (before - after) * 100],
          'about 1.5 points, so 7 points'
        ],
        [(before - after) / error, 'nearly five of them']
      ]
    }
  ),
  card(
    'Replicas are healthy again but almost every request still times out',
    [
      'serve 100 requests/s normally receives 70 requests/s',
      'up to 3 attempts',
      'even 10% at all'
    ],
    (capacity, users, attempts, budget) => [
      [[attempts, attempts, attempts, attempts ** 3], '3 × 3 × 3 = 27'],
      [
        [users, users * attempts ** 3, capacity],
        '70 user requests/s can become 1,890 attempts/s against a capacity of 100'
      ],
      [[capacity, users, capacity / users], '100 / 70 = 1.43'],
      [
        [users, (1 + budget) ** 3, users * (1 + budget) ** 3],
        '70 × 1.331 = 93 requests/s'
      ]
    ]
  ),
  card(
    'The model bill rose 83% in a month while traffic grew 10%',
    [
      'from USD 50,000 to USD 91,300',
      'USD 2 per million input tokens and USD 10',
      '11 million requests instead of 10 million, and 1,650 instead of 1,500',
      'still average 200 tokens',
      'from 90% to 91%',
      'the hardest 20%'
    ],
    (
      before,
      after,
      inputPrice,
      outputPrice,
      requests,
      requestsBefore,
      input,
      inputBefore,
      output,
      accuracyBefore,
      accuracy,
      hardest
    ) => {
      const request = (tokens: number): number =>
        (tokens * inputPrice + output * outputPrice) / 1e6
      const explained = requests * 1e6 * request(input)
      const residual = after - explained
      return [
        [requestsBefore * 1e6 * request(inputBefore), 'from USD 50,000'],
        [
          [after / before - 1, requests / requestsBefore - 1],
          'rose 83% in a month while traffic grew 10%'
        ],
        [
          [
            requests,
            (input * inputPrice) / 1e6,
            (output * outputPrice) / 1e6,
            explained
          ],
          '11 million × (USD 0.0033 + 0.002) = USD 58,300'
        ],
        [(explained - before) / (after - before), 'only a fifth of'],
        [after - before, 'the USD 41,300 increase'],
        [
          [
            residual,
            requests,
            residual / (requests * 1e6),
            residual / requests / outputPrice
          ],
          'USD 33,000 over 11 million requests is USD 0.003 each, or 300 output tokens'
        ],
        [residual / request(input) / 1e6, 'About 6.2 million unlogged calls'],
        [
          residual / (requests * 1e6 * (accuracy - accuracyBefore)),
          'costs USD 0.30'
        ],
        [residual * hardest, 'about USD 6,600'],
        [explained / before - 1, 'by only 17%']
      ]
    }
  ),
  card(
    "A customer saw another customer's invoice summary",
    [
      '1 request in 5,000',
      '1,500,000 requests were served',
      'A clean run of 2,000 requests'
    ],
    (one, of, served, run) => {
      const rate = one / of
      return [
        [[served, of, served * rate], '1,500,000 / 5,000 = 300'],
        [(1 - rate) ** run, 'misses such a fault 67%'],
        [
          [Math.log(0.05) / Math.log(1 - rate), 0.95],
          'about 15,000 are needed for 95%'
        ]
      ]
    }
  ),
  card(
    'Two percent of schema-constrained extractions do not parse',
    [
      'limit of 1,024 output tokens',
      'about 120 tokens and each line item about 40'
    ],
    (limit, header, item) => {
      const room = (limit - header) / item
      return [
        [
          [limit, header, item, room, Math.ceil(room)],
          '(1,024 - 120) / 40 = 22.6, so failures should begin at about 23'
        ]
      ]
    }
  ),
  card(
    'Unsafe text appears on screen for seconds before the filter removes it',
    [
      'average 400 tokens, stream at 50 tokens/s',
      'each 20-token chunk',
      'takes 120 ms and wrongly flags 0.1%',
      'plus 40 previous tokens',
      'a 5-token first chunk'
    ],
    (length, speed, chunk, check, alarms, context, first) => {
      const calls = length / chunk
      const lag = (tokens: number): number => tokens / speed + check / 1e3
      const full = sum(calls, (index) => chunk * (index + 1))
      const windowed = sum(calls, (index) =>
        Math.min(chunk * (index + 1), chunk + context)
      )
      return [
        [[chunk, speed, check / 1e3, lag(chunk)], '20 / 50 + 0.12 = 0.52 s'],
        [(chunk / speed) * 1e3, 'overlap 400 ms chunks'],
        [
          [calls, alarms, 1 - (1 - alarms) ** calls],
          '20 calls at 0.1% interrupt up to 2.0%'
        ],
        [
          [full, context, windowed, full / windowed],
          '4,200 tokens per answer; a window of the new chunk plus 40 previous tokens reads 1,140, about 3.7 times'
        ],
        [[first, lag(first)], 'a 5-token first chunk appears after 0.22 s'],
        [
          [check, calls, (calls * check) / 1e3],
          '120 ms for each of 20 chunks and rejecting the design for 2.4 s'
        ]
      ]
    }
  ),
  card(
    'An extraction product got worse on Tuesday and nobody knows which prompt it ran',
    ['from 97% to 88%', '12 saved edits', 'With 300 labeled items'],
    (before, after, edits, items) => [
      [[edits, Math.ceil(Math.log2(edits))], 'among 12 edits takes at most 4'],
      [
        [
          (before - after) * 100,
          (before - after) /
            Math.hypot(
              standardError(before, items),
              standardError(after, items)
            )
        ],
        'a 9-point drop is over 4 standard errors'
      ]
    ]
  ),
  card(
    'A pinned model retires in 60 days and its successor is more accurate',
    [
      'closes 78% of tickets with 9% of those wrong',
      'closes 60% with 4% wrong',
      'disappears on day 60',
      'per 10,000 tickets',
      'some 600 closures',
      'by about day 40'
    ],
    (closes, wrong, closed, wrongBefore, end, tickets, closures, ramped) => {
      const [before, after] = [
        tickets * closed * wrongBefore,
        tickets * closes * wrong
      ]
      return [
        [[before, after, after / before], 'from 240 to 702, 2.9 times as many'],
        [
          [
            wrongBefore,
            closures,
            z95 * standardError(wrongBefore, closures) * 100
          ],
          '4% of some 600 closures still carries about ± 1.6 points'
        ],
        [end - ramped, 'keep 20 days']
      ]
    }
  ),
  card(
    'Device memory climbs for two days until a 1.2 GB allocation fails',
    [
      'up to 8,192 tokens',
      'hold 58 GB',
      'from 60 to 77 GB',
      'multiples of 512'
    ],
    (longest, live, _, reserved, bucket) => {
      const padding = sum(longest, (index) => bucket - 1 - (index % bucket))
      const mean = padding / longest
      return [
        [[reserved, live, reserved - live], '77 - 58 = 19 GB'],
        [
          [longest / bucket, mean, longest / 2, mean / (longest / 2)],
          'leaves 16 shapes and pads about 256 tokens on a mean of 4,096, roughly 6% more'
        ]
      ]
    }
  ),
  card(
    'Fine-tuning loss becomes NaN at step 278, whatever the learning rate',
    [
      'uses 40,000 samples',
      '16 micro-batches per optimizer step',
      'Only 8 such samples'
    ],
    (samples, batch, bad) => {
      // The mean position of the first of several samples drawn at random.
      const first = (samples + 1) / (bad + 1)
      return [
        [
          [first, Math.ceil(first / batch), batch],
          'near sample 4,445, which is step 278 at 16 per step'
        ]
      ]
    }
  ),
  card(
    'An erasure request arrives and prompts have been copied to nine stores',
    [
      '2,000,000 prompts a day, 8% of them',
      'for 90 days',
      'catches 95%',
      '1% of traffic over 14 days'
    ],
    (prompts, personal, days, caught, sampled, fewerDays) => {
      const residue = prompts * personal * (1 - caught)
      return [
        [
          [prompts, personal, 1 - caught, residue],
          '2,000,000 × 8% × 5% = 8,000 prompts a day'
        ],
        [[residue * days, days], '720,000 in the 90-day window'],
        [residue * sampled * fewerDays, 'about 1,120 prompts']
      ]
    }
  ),
  card(
    'An A/B test shows a significant one-point win',
    [
      '50,600 control chats with 61.0% resolved and 49,400 treatment chats with 62.0%'
    ],
    (control, rate, treatment, rateAfter) => {
      const all = control + treatment
      const error = Math.hypot(
        standardError(rate, control),
        standardError(rateAfter, treatment)
      )
      const mismatch = (all / 2 - treatment) / (Math.sqrt(all) / 2)
      const resolved = rateAfter * treatment
      return [
        [(rateAfter - rate) / error, '3.2 standard errors'],
        [
          [treatment, all, mismatch],
          '49,400 of 100,000 is 3.8 standard errors'
        ],
        [2 * normalTail(mismatch), 'p about 0.00015'],
        [
          [control - treatment, resolved, control, resolved / control],
          '1,200 missing treatment chats as unresolved, and 30,628 / 50,600 = 60.5%'
        ],
        [treatment / all, 'Seeing 49.4%'],
        [standardError(0.5, all) * 100, 'only 0.16 points']
      ]
    }
  ),
  card(
    'Quality dashboards stay green while complaints double',
    [
      '50,000 chats a day in 12 markets',
      'a random 1%',
      'its 90% baseline',
      '4% of traffic had fallen to 55%',
      'budget of 1,200',
      'Alert below 81 good of 100'
    ],
    (chats, markets, sampled, baseline, share, fallen, budget, alert, each) => {
      const scored = chats * sampled
      const error = standardError(baseline, scored)
      const shift = share * (baseline - fallen)
      const checks = markets * 30
      const falsePages = checks * (1 - atLeast(alert, each, baseline))
      return [
        [
          [share, (baseline - fallen) * 100, shift * 100, error * 100, scored],
          '4% of traffic falling 35 points moves the mean 1.4 points, about one standard error (1.3) of 500'
        ],
        [1 / normalTail(shift / error), 'day in seven'],
        [
          [budget / markets, standardError(baseline, each) * 100],
          '100 chats per market a day gives a 3-point'
        ],
        // "Under one": the words hold while the rounded-up count is one.
        [[checks * Math.ceil(falsePages)], 'over 360 checks']
      ]
    }
  ),
  card(
    'Calls are rejected for rate although measured use is two thirds of quota',
    [
      'allows 600 requests and 1,000,000 tokens',
      'offers 240 requests/min with 2,500 input and 300 output',
      'to 4,096',
      'A cap of 800',
      'one 100,000-token prompt'
    ],
    (limit, quota, calls, input, output, maximum, cap, prompt) => {
      const reserved = input + maximum
      const used = calls * (input + output)
      return [
        [used, '672,000 per minute'],
        [
          [
            reserved,
            Math.floor(quota / reserved),
            1 - quota / reserved / calls,
            calls
          ],
          '6,596 per call admits about 151 calls/min, so 37% of 240'
        ],
        [[input, maximum, input + output], '2,500 + 4,096, not 2,800'],
        [
          [
            cap,
            input + cap,
            calls,
            (input + cap) * calls,
            1 - ((input + cap) * calls) / quota
          ],
          'A cap of 800 reserves 3,300 × 240 = 792,000 and fits with 21% spare'
        ],
        [quota / 60, 'at 16,667 tokens/s'],
        [prompt / (quota / 60), "six seconds of everyone's allowance"],
        [calls / limit, 'at 40% of its limit']
      ]
    }
  ),
  card(
    'An agent told to tidy staging dropped a production table',
    ['takes 900 new rows per minute', '19 hours old'],
    (rows, hours) => [
      [[hours, 60, rows, hours * 60 * rows], '19 × 60 × 900 = 1,026,000 rows']
    ]
  ),
  card(
    "Long chats overflow the context window although the app's counter says they fit",
    [
      'for a 32,768-token model',
      '60 messages (system prompt included) with 96,000 characters, 1,800 tokens of tool schemas, about 4 template tokens per message, and 4,096 tokens',
      '3.2 characters per token',
      'flat 10% margin'
    ],
    (window, messages, characters, tools, template, output, ratio, margin) => {
      const estimate = characters / 4
      const text = characters / ratio
      const input = text + tools + messages * template
      return [
        [[estimate, output, estimate + output], '24,000 + 4,096 = 28,096'],
        [
          [
            text,
            tools,
            messages * template,
            output,
            input + output,
            input + output - window
          ],
          '30,000 + 1,800 + 240 + 4,096 = 36,136, which is 3,368 too many'
        ],
        [
          [estimate, estimate * margin, input - estimate],
          'on 24,000 estimated tokens it covers 2,400, while the input is short by 8,040'
        ]
      ]
    }
  )
]
