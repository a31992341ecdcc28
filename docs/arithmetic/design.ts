/** System Design Scenarios. */
import {card} from './card.ts'
import {standardError, z95} from './statistics.ts'

export default [
  card(
    'Headcount forecast for a support assistant with human handoff',
    [
      'receives 20,000 tickets a day that take humans 12 minutes',
      '360 productive minutes',
      'closes 60% of tickets; those had averaged 6 minutes',
      '8% come back'
    ],
    (tickets, mean, productive, closed, easy, back) => {
      const hard = (mean - closed * easy) / (1 - closed)
      const people = (minutes: number): number => minutes / productive
      const escalated = tickets * (1 - closed)
      const reopened = tickets * closed * back
      const work = escalated * hard
      return [
        [
          [people(escalated * mean), people(tickets * mean)],
          'keep 267 of the 667 people'
        ],
        [[1 - closed, hard, mean], 'the other 40% must average 21 to make 12'],
        [
          [escalated, hard, work, people(work)],
          '8,000 × 21 = 168,000 minutes, or 467 people'
        ],
        [
          [closed, 1 - work / (tickets * mean)],
          'closing 60% of tickets saves only 30%'
        ],
        [
          [
            tickets * closed,
            back,
            reopened,
            hard,
            people(reopened * hard),
            people(work + reopened * hard)
          ],
          '12,000 × 0.08 = 960 at 21 minutes, about 56 people, for a total near 523'
        ]
      ]
    }
  ),
  card(
    'Inline code completion that must land within 200 ms',
    [
      '1,000 tokens before the cursor, 1,000 after it, and 30 tokens out',
      'a dense 7B',
      'an effective 400 TFLOP/s and 2 TB/s',
      'costs 40 ms and queueing 25 ms',
      'about 20 tokens'
    ],
    (before, after, output, size, tflops, bandwidth, network, queue, typed) => {
      // One byte a weight: a pass reads `size` gigabytes.
      const pass = size / bandwidth
      const prefill = (tokens: number): number =>
        Math.max(pass, (2 * size * tokens) / tflops)
      const decode = output * pass
      const spent = network + queue
      const total = (tokens: number): number => spent + prefill(tokens) + decode
      return [
        [prefill(before + after), 'Cold, 70 ms of prefill'],
        [
          [decode, output, size, total(before + after)],
          '105 ms of decode (30 passes over 7 GB) bring the total to 240 ms'
        ],
        [
          [typed + after, prefill(typed + after), total(typed + after)],
          '1,020 tokens are recomputed each time: 36 ms, 206 ms in total'
        ],
        [total(typed), 'about 174 ms'],
        [spent, 'the 65 ms already spent']
      ]
    }
  ),
  card(
    'Availability promise for an internal LLM gateway',
    [
      'is 99.95% available; each of two external providers is 99.5%',
      '900 requests per second with 1,500 prompt and 300 output tokens',
      'is 40 million tokens',
      'make up 35% of the tokens'
    ],
    (gateway, provider, requests, input, output, quota, interactive) => {
      const fails = 1 - provider
      const both = gateway * (1 - fails ** 2)
      const minutes = (available: number): number => (1 - available) * 30 * 1440
      const demand = (requests * (input + output) * 60) / 1e6
      return [
        [[fails, fails, fails ** 2], '0.005 × 0.005 = 0.0025%'],
        [1 - gateway, "gateway's own 0.05%"],
        [
          [both, minutes(both), 30, minutes(gateway * provider)],
          'about 99.9475%, or 23 minutes lost in 30 days against 237'
        ],
        [
          [requests, input + output, 60, demand, quota / demand],
          '900 × 1,800 × 60 = 97.2 million tokens per minute, so the standby quota carries only 41%'
        ],
        [interactive * demand, 'needs 34 million']
      ]
    }
  ),
  card(
    'Moderating 200 million posts a day on a fixed budget',
    [
      '200 million posts a day, of which 0.2% violate',
      'USD 2 per million posts and flags 3% of them with 92% recall',
      'USD 800 per million and keeps 95%',
      'audit of 10,000 passed posts',
      'flagging 6%'
    ],
    (posts, share, cheap, flagged, recall, judge, keeps, audit, wider) => {
      const violations = posts * 1e6 * share
      const all = posts * judge
      const staged = posts * cheap + posts * flagged * judge
      const caught = recall * keeps
      const extra = violations * (keeps - caught)
      const each = (all - staged) / extra
      const more = posts * (wider - flagged) * judge
      const passed = posts * (1 - flagged)
      const missed = violations * (1 - recall)
      return [
        [[posts, judge, all], '200 × 800 = USD 160,000'],
        [
          [posts * cheap, posts * flagged, judge, staged, all / staged],
          '400 + 6 × 800 = USD 5,200, some 31 times less'
        ],
        [
          [
            recall,
            keeps,
            caught,
            violations * (1 - caught),
            violations,
            violations * (1 - keeps)
          ],
          '0.92 × 0.95 = 87.4%, so 50,400 of 400,000 violations escape daily against 20,000'
        ],
        [
          [
            extra,
            each,
            wider,
            more,
            (more / each / (violations * keeps)) * 100
          ],
          '30,400 catches at about USD 5 each; flagging 6% costs USD 4,800 more and wins above 0.25 points'
        ],
        [
          [missed, passed, audit, (audit * missed) / (passed * 1e6)],
          '32,000 in 194 million, so a random audit of 10,000 expects about 1.6'
        ]
      ]
    }
  ),
  card(
    'A phone agent that callers keep talking over',
    [
      'waits for 500 ms of silence, then spends 100 ms',
      '250 ms to the first LLM token, 200 ms until a 12-token sentence is ready at 60 tokens per second, 150 ms to first synthesized audio and 80 ms',
      'silence, to about 250 ms',
      'starts 100 ms into',
      'from a 6-token clause'
    ],
    (
      silence,
      transcript,
      first,
      sentence,
      tokens,
      speed,
      audio,
      network,
      shorter,
      start,
      clause
    ) => {
      const hidden = shorter - start
      const ready = (clause / speed) * 1e3
      return [
        [(tokens / speed) * 1e3, '200 ms until a'],
        [
          silence + transcript + first + sentence + audio + network,
          'take 1,280 ms'
        ],
        [hidden, '150 ms of the first-token time'],
        [
          [
            shorter,
            first - hidden,
            ready,
            audio,
            network,
            shorter + first - hidden + ready + audio + network
          ],
          '250 + 100 + 100 + 150 + 80 = 680 ms'
        ]
      ]
    }
  ),
  card(
    'One-off extraction from 10 million contracts in seven days',
    [
      'pull 12 fields from each of 10 million contracts',
      'sustains 1.8 documents',
      '99% accuracy per field and 0.5% of jobs'
    ],
    (fields, millions, speed, accuracy, failing) => {
      const rate = (days: number): number => (millions * 1e6) / (days * 86_400)
      const clean = accuracy ** fields
      return [
        [
          [
            millions,
            5 * 86_400,
            rate(5),
            Math.ceil(rate(5) / speed),
            Math.ceil(rate(7) / speed)
          ],
          '10 million / 432,000 s = 23.1 documents per second, so 13 accelerators rather than the bare 10'
        ],
        [
          [accuracy, fields, clean, millions * (1 - clean)],
          '`0.99^12` = 88.6%, leaving about 1.14 million'
        ],
        [millions * 1e6 * failing, 'Expect 50,000']
      ]
    }
  ),
  card(
    'An evaluation platform with a runaway bill and a retiring judge',
    [
      '300 pull requests a day, and each runs 1,200 cases',
      'USD 0.010 and a judge call USD 0.015',
      'a 150-case single-sample',
      '20 full runs a day',
      'where a 90% pass rate'
    ],
    (pulls, cases, generation, judge, smoke, full, rate) => {
      const samples = 3
      const each = generation + judge
      const run = cases * samples
      const today = pulls * run * each
      const tiers = [pulls * smoke * each, full * run * each]
      const [smokes = 0, fulls = 0] = tiers
      return [
        [
          [pulls, cases, samples, each, today],
          '300 × 1,200 × 3 × USD 0.025 = USD 27,000'
        ],
        [1 - (smokes + fulls) / today, 'Tiers cut 89%'],
        [smokes, 'costs USD 1,125'],
        [[full, fulls], '20 full runs a day USD 1,800'],
        [[run * judge, run * each], 'costs USD 54 against USD 90'],
        [z95 * standardError(rate, smoke) * 100, 'about ± 5 points']
      ]
    }
  ),
  card(
    'Sandboxes for 2,000 concurrent coding agents',
    [
      '2,000 sessions at once, each with 1 vCPU and 2 GB',
      'arriving at 20 per second',
      'spend 85% of their life',
      'takes 4 seconds',
      '64 vCPUs and 256 GB',
      '2 GB at 2 GB/s'
    ],
    (
      sessions,
      cpus,
      memory,
      arrivals,
      waiting,
      boot,
      hostCpus,
      hostMemory,
      state,
      disk
    ) => {
      const booting = arrivals * boot
      const warm = Math.round(booting + 3 * Math.sqrt(booting))
      return [
        [
          [
            sessions * memory,
            Math.ceil((sessions * memory) / hostMemory),
            Math.ceil((sessions * cpus) / hostCpus),
            sessions * (1 - waiting)
          ],
          '4,000 GB needs 16 hosts plus headroom, whereas dedicated vCPUs would need 32 hosts although only about 300 cores'
        ],
        [
          [arrivals, boot, booting, warm],
          '20 × 4 = 80 boots in flight, so 107 warm instances'
        ],
        [warm * memory, 'fill 214 GB of one host'],
        [[state, state / (state / disk)], '2 GB at 2 GB/s']
      ]
    }
  ),
  card(
    'Phone assistant with a local model and a cloud backup',
    [
      'locally in 0.9 s, and 30% of those answers are bad',
      'catches 80% of the bad answers and wrongly flags 5%',
      'another 1.4 s'
    ],
    (local, bad, caught, alarms, cloud) => {
      const escalated = bad * caught + (1 - bad) * alarms
      return [
        [
          [bad, caught, 1 - bad, alarms, escalated],
          '0.3 × 0.8 + 0.7 × 0.05 = 27.5%'
        ],
        [
          [local, escalated, cloud, local + escalated * cloud, cloud],
          '0.9 + 0.275 × 1.4 = 1.285 s against 1.4 s'
        ],
        [local + cloud, 'wait 2.3 s'],
        [[cloud - local, cloud, (cloud - local) / cloud], '0.5 / 1.4 = 36%'],
        [[bad, 1 - caught, bad * (1 - caught)], '0.3 × 0.2 = 6%']
      ]
    }
  ),
  card(
    'Choosing the similarity threshold for a response cache',
    [
      '1 million questions a day at USD 0.012',
      'threshold 0.92 serves 30% of them, and 3%',
      'at 0.97 it serves 14% with 0.4%',
      'about USD 1 in'
    ],
    (millions, price, _, hits, wrong, __, strictHits, strictWrong, error) => {
      const questions = millions * 1e6
      const [loose, strict] = [questions * hits, questions * strictHits]
      const [bad, strictBad] = [loose * wrong, strict * strictWrong]
      const [saved, strictSaved] = [loose * price, strict * price]
      return [
        [
          [saved, bad, bad * error, bad * error - saved],
          'USD 3,600 a day, but 9,000 wrong answers cost USD 9,000, a net loss of USD 5,400'
        ],
        [
          [strictSaved, strictBad, strictSaved - strictBad * error],
          'USD 1,680 against 560 wrong answers, a net gain of USD 1,120'
        ],
        [
          [
            loose - strict,
            bad - strictBad,
            (bad - strictBad) / (loose - strict)
          ],
          'extra 160,000 hits carry 8,440 errors, or 5.3%'
        ],
        [(saved - strictSaved) / (bad - strictBad), 'under USD 0.23']
      ]
    }
  ),
  card(
    'One assistant for three legal jurisdictions',
    ['is 60, 30 and 10 model replicas', 'would peak at 75'],
    (a, b, c, pool) => {
      const zones = 3
      const spare = zones / (zones - 1)
      const regional = (a + b + c) * spare
      const global = (pool * 3 * zones) / (3 * zones - 1)
      return [
        [
          [spare, a * spare, b * spare, c * spare, regional],
          '1.5 times: 90 + 45 + 15 = 150 replicas'
        ],
        [[pool, 9, 8, Math.ceil(global)], '75 × 9/8, about 85'],
        [regional / global, 'nearly 1.8 times']
      ]
    }
  ),
  card(
    'Learning from user conversations when few users opt in',
    [
      '2 million conversations a day: 40% enterprise, of which 2% are opted in to training, and 60% consumer, of which 20%',
      'on 0.5% of opted-in',
      'About 400 users',
      'every 90 days'
    ],
    (
      millions,
      enterprise,
      optedEnterprise,
      consumer,
      optedConsumer,
      thumbs,
      withdrawals,
      days
    ) => {
      const firms = millions * 1e6 * enterprise * optedEnterprise
      const people = millions * 1e6 * consumer * optedConsumer
      const all = firms + people
      const [up, down] = [enterprise / (firms / all), consumer / (people / all)]
      const effective = all ** 2 / (firms * up ** 2 + people * down ** 2)
      return [
        [
          [firms, people, enterprise, firms / all],
          '16,000 enterprise plus 240,000 consumer conversations, so enterprise falls from 40% of traffic to 6.25%'
        ],
        [[up, down], 'weights of 6.4 and 0.64'],
        [[effective / all, effective, all], '34%, about 87,000 of 256,000'],
        [[all * thumbs, firms * thumbs], '1,280 labels a day, 80 of them'],
        [[(withdrawals / 7) * days], 'Some 5,100 withdrawals']
      ]
    }
  ),
  card(
    'Paying 50,000 scanned invoices a day without touching most of them',
    [
      'reads 50,000 invoices a day, and 8% of its results',
      'stop 85% of the faulty results and wrongly stop 6%',
      '3 minutes per stopped invoice and works 7 productive hours',
      'audits of 300 passed'
    ],
    (invoices, faulty, stops, alarms, minutes, day, audit) => {
      const bad = invoices * faulty
      const [hit, alarmed] = [bad * stops, (invoices - bad) * alarms]
      const stopped = hit + alarmed
      const hours = (stopped * minutes) / 60
      const passed = invoices - stopped
      const missed = bad - hit
      return [
        [
          [hit, alarmed, stopped, hours, hours / day, alarmed / stopped],
          '3,400 + 2,760 = 6,160, or 308 hours and 44 reviewers; 45%'
        ],
        [
          [passed, missed, missed / passed],
          'Of 43,840 that pass, 600 are wrong, or 1.4%'
        ],
        [(audit * missed) / passed, 'about four errors']
      ]
    }
  ),
  card(
    'Discharge summaries drafted by a model and signed by clinicians',
    [
      'writes 900 discharge summaries',
      'takes 9 minutes, and 2% hold',
      'in 4% of cases',
      'in 2 minutes and is believed to catch 60%',
      'from 60% to 45%',
      '100 seeds'
    ],
    (
      summaries,
      hand,
      handErrors,
      draftErrors,
      review,
      caught,
      _,
      slipped,
      seeds
    ) => {
      const drafts = summaries * draftErrors
      const hours = (minutes: number): number => (summaries * minutes) / 60
      return [
        [
          [
            drafts,
            drafts * (1 - caught),
            summaries * handErrors,
            hours(hand),
            hours(review)
          ],
          '36 faulty summaries a day and review leaves 14.4, against 18 by hand; effort falls from 135 hours to 30'
        ],
        [1 - handErrors / draftErrors, 'Break-even is a 50% catch rate'],
        [drafts * (1 - slipped), 'leaves 19.8'],
        [
          [seeds, caught, z95 * standardError(caught, seeds) * 100],
          '100 seeds give 60% ± 10 points'
        ],
        [[caught * (1 - caught) * (z95 / 0.05) ** 2, 5], 'about 370 give ± 5'],
        [hours(hand) - hours(review), 'the 105 hours saved']
      ]
    }
  ),
  card(
    'Procurement check for a 70B pretraining cluster',
    [
      'a dense 70B model on 4 trillion tokens in 45 days',
      'at 1,000 dense TFLOP/s',
      '40% model FLOPs utilization and 90% goodput',
      'proposes 1,000 accelerators',
      '14 bytes per parameter',
      'written in 30 s',
      '419 unexpected interruptions in 54 days on 16,384'
    ],
    (
      size,
      trillions,
      days,
      peak,
      utilization,
      goodput,
      proposed,
      bytes,
      write,
      failures,
      observed,
      fleet
    ) => {
      const flops = 6 * size * 1e9 * trillions * 1e12
      const speed = peak * utilization
      const hours = flops / (speed * 1e12) / 3600
      const useful = days * 24 * goodput
      const needed = Math.ceil(hours / useful)
      const tokens = (trillions * 1e6) / (days * 86_400 * goodput)
      const state = size * bytes
      const stops = (failures / (observed * fleet)) * days * needed
      return [
        [
          [flops, hours / 1e6, speed],
          '= 1.68e24 FLOP, or 1.17 million accelerator-hours at an effective 400'
        ],
        [
          [days, 24, goodput, useful, needed],
          '45 × 24 × 0.9 = 972 useful hours, so 1,201 are needed'
        ],
        [
          [Math.ceil(needed / 8), proposed, hours / (proposed * goodput) / 24],
          '151 nodes; the proposed 1,000 would take 54 days'
        ],
        [
          [tokens, 4, 4 * tokens],
          'about 1.1 million tokens per second at 4 bytes each is under 5 MB/s'
        ],
        [[state, state / write], 'is 980 GB, about 33 GB/s'],
        [[stops, (days * 24) / stops], 'about 26 here, one every 42 hours']
      ]
    }
  ),
  card(
    'Response to a newly found harmful behavior in production',
    [
      'serves 400 requests per second',
      'makes 0.05% of responses',
      '30 minutes to detect, 45 minutes to find someone allowed to decide, and 6 hours',
      'act in 2 minutes',
      'decide within 5',
      'matches 2% of traffic'
    ],
    (requests, share, detect, decide, ship, act, within, matched) => {
      const rate = requests * share
      const exposure = (minutes: number): number => rate * minutes * 60
      const before = detect + decide + ship * 60
      const after = detect + within + act
      return [
        [
          [rate, before, exposure(before)],
          '0.2 per second over 435 minutes, or 5,220 harmful responses'
        ],
        [exposure(ship * 60), 'accounts for 4,320'],
        [
          [exposure(after), exposure(before - after)],
          'leave 444 responses, avoiding 4,776'
        ],
        [[exposure(detect), exposure(after)], 'makes up 360 of the 444'],
        [
          [requests * matched * 3600, exposure(60)],
          'blocks 28,800 requests an hour to stop 720'
        ]
      ]
    }
  )
]
