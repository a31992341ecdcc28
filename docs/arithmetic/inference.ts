/** Inference & Systems Engineering. */
import {card} from './card.ts'

export default [
  card(
    'A chat server refuses its thirteenth concurrent request',
    [
      '(48 layers, 40 query heads, 8 KV heads, head dimension 128, bf16, 28 GB of weights)',
      '80 GB accelerator with 3.35 TB/s and 40 GB left',
      'room for 16,384 tokens',
      'hold 1,500 tokens'
    ],
    (
      layers,
      queryHeads,
      heads,
      dimension,
      weights,
      _,
      bandwidth,
      room,
      reserved,
      live
    ) => {
      const token = (2 * layers * heads * dimension * 2) / 1e9
      const reservation = token * reserved
      const fit = Math.floor(room / reservation)
      const step = (sequences: number): number =>
        (weights + sequences * live * token) / bandwidth
      return [
        [
          [(token * 1e9) / 1024, reserved, reservation],
          '192 KiB, so one 16,384-token reservation takes 3.2 GB'
        ],
        [fit, 'Twelve reservations'],
        [
          [
            fit * reservation,
            fit,
            live,
            fit * live * token,
            1 - live / reserved
          ],
          '38.7 GB while their 12 × 1,500 live tokens occupy only 3.5 GB, leaving 91%'
        ],
        [Math.floor(room / (token * (live + 8))), 'roughly 134 sequences'],
        [
          [120, weights, 120 * live * token, step(120), step(fit)],
          'at 120 sequences a step reads 28 + 35 GB, about 19 ms against 9.4 ms'
        ],
        [120 / step(120) / (fit / step(fit)), 'roughly 5× throughput'],
        [[queryHeads, heads], 'the 40 query heads instead of the 8 KV heads']
      ]
    }
  ),
  card(
    'Most answers are short, yet nearly every user waits 25 seconds',
    [
      'collects 16 requests, decodes them together at 25 ms',
      '14 requests produce 100 tokens and 2 produce 1,000'
    ],
    (batch, step, many, short, few, long) => {
      const useful = many * short + few * long
      const slots = batch * long
      return [
        [
          [long, batch, useful, useful / slots],
          '1,000 steps × 16 slots for only 3,400 useful tokens, so 21%'
        ],
        [slots / useful, 'up to 4.7×'],
        [
          [(short * step) / 1e3, (long * step) / 1e3],
          'about 2.5 s instead of 25 s'
        ]
      ]
    }
  ),
  card(
    'Is an accelerator with 2.5× the FLOP/s worth twice the price for chat?',
    [
      'an 8B dense bf16 model (32 layers, 32 query heads, 8 KV heads of dimension 128) at batch 8 with 2,000-token contexts',
      'with 3.35 TB/s and 990 TFLOP/s',
      '1.4× the bandwidth'
    ],
    (
      size,
      layers,
      queryHeads,
      heads,
      dimension,
      batch,
      context,
      bandwidth,
      tflops,
      faster
    ) => {
      const token = (2 * layers * heads * dimension * 2) / 1e9
      const cache = (sequences: number): number => sequences * context * token
      const step = (sequences: number): number =>
        (2 * size + cache(sequences)) / bandwidth
      const compute = (2 * size * batch) / tflops
      const ridge = tflops / bandwidth
      const group = queryHeads / heads
      return [
        [
          [2 * size, cache(batch), step(batch), compute],
          '16 GB of weights plus 2.1 GB of KV, so 5.4 ms of memory time against 0.13 ms'
        ],
        [step(batch) / compute, 'by about 40×'],
        [2 / faster - 1, 'rises by 43%'],
        [
          [64, step(64), 64 / step(64) / (batch / step(batch))],
          'to 64 on current hardware takes about 9.8 ms per step and gives 4.4×'
        ],
        [ridge, 'near batch 296'],
        // Each cached key and value meets the query heads of its group: 4 FLOPs a pair of values for 4 bytes.
        [[(4 * group) / 4, group], 'near 4 FLOPs per byte (4 query heads'],
        [[ridge, cache(Math.round(ridge))], '296 contexts need 78 GB']
      ]
    }
  ),
  card(
    'Every stream stutters when someone pastes a long document',
    [
      'A 70B dense model (80 layers, hidden size 8,192, 320 KiB of KV per token) streams at 25 ms',
      'eight accelerators of 990 TFLOP/s, with prefill reaching 45%',
      'linked at 50 GB/s',
      'a 24,000-token prompt',
      'Mixing 512-token chunks'
    ],
    (size, layers, hidden, kib, step, tflops, share, link, prompt, chunk) => {
      const speed = 8 * tflops * 1e12 * share
      const linear = (tokens: number): number => 2 * size * 1e9 * tokens
      // Scores and weighted sums, halved by the causal mask over a whole prompt.
      const attention = 2 * layers * hidden * prompt ** 2
      const stall = (linear(prompt) + attention) / speed
      const lastChunk = (4 * layers * hidden * chunk * prompt) / speed
      const chunks = Math.ceil(prompt / chunk)
      const cache = (prompt * kib * 1024) / 1e9
      return [
        [
          [
            attention / linear(prompt),
            (linear(prompt) + attention) / 1e15,
            stall,
            speed / 1e15
          ],
          '22% more for causal attention, 4.1 PFLOP, or a 1.15 s stall at 3.6 PFLOP/s'
        ],
        [
          [(linear(chunk) / speed) * 1e3, lastChunk * 1e3],
          'adds about 20 ms, plus 9 ms of attention'
        ],
        [[2048, (linear(2048) / speed) * 1e3], '2,048 tokens takes 80 ms'],
        [
          [chunks, stall, (chunks * step) / 1e3 + stall],
          '47 chunks interleaved with decoding stretch that first token from 1.15 s to at most about 2.3 s'
        ],
        [[cache, cache / link, link], '7.9 GB of KV, 0.16 s at 50 GB/s'],
        [
          [stall, 500, 1 / 500],
          'one 1.15 s pause in a 500-token answer touches only 0.2%'
        ]
      ]
    }
  ),
  card(
    'Speculative decoding shines in the demo and loses at peak',
    [
      'proposes 5 tokens per cycle, each costing 10%',
      'probability 0.8 in the demo',
      '0.6 in production chat, which runs at batch 128',
      'near 296 tokens per step'
    ],
    (drafts, cost, demo, chat, batch, ridge) => {
      const tokens = (rate: number, k: number): number =>
        (1 - rate ** (k + 1)) / (1 - rate)
      const target = (k: number): number =>
        Math.max(1, (batch * (k + 1)) / ridge)
      const idle = (k: number): number => tokens(chat, k) / (1 + cost * k)
      const busy = (k: number): number =>
        tokens(chat, k) / (target(k) + cost * k)
      const best = (speed: (k: number) => number): number => {
        const lengths = [1, 2, 3, 4, 5, 6, 7, 8]
        return lengths.reduce((a, b) => (speed(b) > speed(a) ? b : a))
      }
      const cycle = 1 + cost * drafts
      return [
        [
          [tokens(demo, drafts), demo, tokens(chat, drafts), chat],
          '3.69 at 0.8, 2.38 at 0.6'
        ],
        [
          [
            1,
            drafts,
            cost,
            cycle,
            tokens(demo, drafts) / cycle,
            chat,
            1,
            idle(drafts)
          ],
          '1 + 5 × 0.1 = 1.5 steps, so the speedup is 2.46×; at 60% acceptance and batch 1 it drops to 1.59×'
        ],
        [
          [
            batch,
            batch * (drafts + 1),
            target(drafts),
            target(drafts) + cost * drafts,
            busy(drafts)
          ],
          'At batch 128 verification processes 768 tokens, 2.6× a memory-bound step, so the cycle costs 3.1 and speed falls to 0.77×'
        ],
        [
          [chat, best(idle), best(busy), batch, busy(1)],
          'at 0.6 the best is 3 when idle, but 1 at batch 128, still worth about 1.45×'
        ]
      ]
    }
  ),
  card(
    'Int8 weights were harmless, but int8 activations wreck the model',
    [
      '6 of 5,120 hidden channels reach ±60',
      'the others stay within ±1; weights stay within ±0.25'
    ],
    (spiking, channels, spike, ordinary, weight) => {
      const levels = 127
      const step = spike / levels
      const smooth = (activation: number): number =>
        Math.sqrt(activation / weight)
      const left = spike / smooth(spike)
      return [
        [[spike, levels, step], 'a step of 60/127 = 0.47'],
        [ordinary / step, 'about two levels per side'],
        [step / 2, 'everything below 0.24'],
        [
          [0.5, smooth(spike), left],
          'at exponent 0.5 divides spiking channels by 15.5, leaving 3.9'
        ],
        [
          ordinary / smooth(ordinary) / (left / levels),
          'about 16 levels per side'
        ],
        [
          [levels, (weight * smooth(ordinary)) / (left / levels)],
          'from 127 to 16'
        ],
        [spiking / channels, '0.12% of channels']
      ]
    }
  ),
  card(
    'Finance wants twenty long-document sessions on a node that holds ten',
    [
      '(140 GB, 80 layers, 8 KV heads of dimension 128)',
      'eight 80 GB accelerators with 3.35 TB/s each, of which 90%',
      'Contexts are 131,072 tokens',
      '(about 36 GB)',
      'scale per 128 values',
      'sessions of 4,096 tokens'
    ],
    (
      weights,
      layers,
      heads,
      dimension,
      memory,
      bandwidth,
      usable,
      context,
      int4,
      group,
      short
    ) => {
      const token = 2 * layers * heads * dimension * 2
      const session = (token * context) / 1e9
      const all = 8 * memory * usable
      const room = all - weights
      const sessions = Math.floor(room / session)
      const moved = weights + sessions * session
      return [
        [[token / 1024, context, session], '320 KiB × 131,072 = 43 GB'],
        [[all, weights, room], '576 - 140 = 436 GB'],
        [sessions, 'exactly the ten'],
        [Math.floor(room / (session / 2)), 'doubles that to 20'],
        [
          Math.floor(room / (session / 2)) -
            Math.floor(room / ((session * (8 + 16 / group)) / 16)),
          'would cost one'
        ],
        [Math.floor((all - int4) / session), 'int4 weights reach only 12'],
        [(sessions * session) / moved, '75% of the bytes per step'],
        [moved / (8 * bandwidth), 'keep the 21 ms step'],
        [[4 + 32 / 64], 'is 4.5 bits'],
        [[context / short, short], '32 sessions of 4,096 tokens']
      ]
    }
  ),
  card(
    'Two hosts, one model too big for either',
    [
      'A 200B dense bf16 model (96 layers, hidden size 12,288',
      'of 3.35 TB/s and 990 TFLOP/s',
      '8 µs and 450 GB/s inside a host, 30 µs and 25 GB/s between hosts',
      'Prompts are 8,000 tokens, prefill reaches 50%',
      'about 32 sequences'
    ],
    (
      size,
      layers,
      hidden,
      bandwidth,
      tflops,
      nearLatency,
      nearSpeed,
      farLatency,
      farSpeed,
      prompt,
      share,
      batch
    ) => {
      const reduces = 2 * layers
      const megabytes = (tokens: number): number => (tokens * hidden * 2) / 1e6
      /** Milliseconds of one message: microseconds of latency, megabytes over GB/s. */
      const near = (tokens: number): number =>
        nearLatency / 1e3 + megabytes(tokens) / nearSpeed
      const far = (tokens: number): number =>
        farLatency / 1e3 + megabytes(tokens) / farSpeed
      const compute = (2 * size * prompt) / (8 * tflops * share)
      const read = (2 * size) / 8 / bandwidth
      const wide = compute + reduces * far(prompt)
      const local = reduces * near(prompt)
      return [
        [megabytes(prompt), '197 MB per all-reduce'],
        [
          [reduces, (reduces * far(prompt)) / 1e3, compute / 1e3],
          '192 of them cost 1.5 s beside 0.8 s of compute'
        ],
        [
          [local / 1e3, far(prompt)],
          '0.09 s of local traffic plus one 8 ms handoff'
        ],
        [
          [
            (2 * compute + local + far(prompt)) / 1e3,
            wide / 1e3,
            (compute + local / 2) / 1e3
          ],
          'about 1.7 s against 2.3 s, and about 0.85 s per prompt'
        ],
        [
          [
            read,
            reduces * far(batch),
            read + reduces * far(batch),
            2 * read,
            reduces * near(batch)
          ],
          '15 ms of weight reads plus 12 ms of collectives, 27 ms, against 30 + 2 ms'
        ],
        [
          [128, read + reduces * far(128), 64, 2 * read + reduces * near(64)],
          'at 128 sequences eight-way tensor parallelism takes 45 ms, two micro-batches of 64 about 32 ms'
        ],
        [[size, size / 4], '200 GB fit one host at 50 GB per accelerator'],
        [prompt / batch, '250 times larger'],
        [farLatency / 1e3 / far(batch), 'latency is half of each']
      ]
    }
  ),
  card(
    'Load averages 76% and the first-token target still fails',
    [
      'a mean of 0.4 s, and prompts arrive at 1.9 per second',
      'of service time is 4',
      'a mean wait of 0.5 s'
    ],
    (service, arrivals, variation, target) => {
      const load = arrivals * service
      const wait = (rho: number, cv2: number): number =>
        ((rho / (1 - rho)) * (1 + cv2) * service) / 2
      // Erlang's C for two servers, corrected for variability (Allen and Cunneen).
      const queued = (2 * load ** 2) / (1 + load)
      const pooled =
        ((queued * service) / (2 * (1 - load))) * ((1 + variation) / 2)
      const odds = target / (((1 + variation) / 2) * service)
      return [
        [load, 'Load averages 76%'],
        [
          [
            load / (1 - load),
            (1 + variation) / 2,
            service,
            wait(load, variation)
          ],
          '3.17 × 2.5 × 0.4 = 3.2 s'
        ],
        [wait(load, 1), 'would wait 1.3 s'],
        [pooled, 'about 1.4 s at unchanged utilization'],
        [odds / (1 + odds), 'third.']
      ]
    }
  ),
  card(
    'A 6,000-token preamble is shared by all, but prefix-cache hits stay at 4%',
    [
      '(128 KiB of KV per token) carry 6,000 tokens of shared instructions and 500 of user text, and generate 300 tokens at 20 ms',
      'at 20,000 tokens per second'
    ],
    (kib, shared, own, output, step, speed) => {
      const cold = ((shared + own) / speed) * 1e3
      const hit = (own / speed) * 1e3
      const all = cold + output * step
      return [
        [
          [cold, hit, cold / hit],
          'from 325 ms to about 25 ms: 13× less prefill work'
        ],
        [[(cold - hit) / all, all / 1e3], 'only 5% of 6.3 s'],
        [(shared * kib * 1024) / 1e6, '786 MB per replica']
      ]
    }
  ),
  card(
    'Turning on schema enforcement halves throughput',
    [
      'decodes 64 sequences at 20 ms per step with a 128,000-token',
      'mask in 0.3 ms',
      'with 16 threads'
    ],
    (batch, step, vocabulary, mask, threads) => {
      const serial = batch * mask
      const speed = (milliseconds: number): number =>
        (batch / milliseconds) * 1e3
      return [
        [step + serial, 'the step takes 39 ms'],
        [[batch, mask, serial], '64 × 0.3 = 19.2 ms'],
        [
          [speed(step), speed(step + serial)],
          'taking 3,200 tokens per second to about 1,630'
        ],
        [[threads, serial / threads], '16 threads it takes 1.2 ms'],
        [
          [
            vocabulary / 8 / 1e3,
            (batch * vocabulary) / 8 / 1e6,
            (batch * vocabulary * 4) / 1e6
          ],
          '16 KB per sequence or 1 MB per step, rather than 33 MB'
        ]
      ]
    }
  ),
  card(
    'Temperature zero, fixed seed, and the audit replay still differs',
    [
      'yet 5% of runs of a 500-token report',
      'want 4,000-token reasoning traces',
      'Between 16 and 32'
    ],
    (flipped, short, long, low, high) => [
      [1 - (1 - flipped) ** (1 / short), 'rate of 1.0e-4'],
      [
        [1, 1 - flipped, long / short, 1 - (1 - flipped) ** (long / short)],
        '`1 - 0.95^8`, about 34%'
      ],
      // Seven fraction bits divide the interval between two powers of two.
      [(high - low) / 2 ** 7, 'lie 0.125 apart']
    ]
  ),
  card(
    'Sixteen accelerators wait on whichever one is busiest',
    [
      'has 60 layers with 128 experts each, top-8 routing, hidden size 4,096 and gated experts of inner size 1,536',
      'on 16 devices (3.35 TB/s, 990 TFLOP/s, 50 GB/s network each)',
      'with 1,024 tokens in flight',
      'receives 2.4× the mean'
    ],
    (
      layers,
      experts,
      picked,
      hidden,
      inner,
      devices,
      bandwidth,
      tflops,
      network,
      tokens,
      skew
    ) => {
      const load = (tokens * picked) / experts
      const ridge = tflops / bandwidth
      const slot = (3 * hidden * inner * 2 * layers) / 1e9
      const read = (slot * experts) / devices
      const message = ((tokens / devices) * picked * hidden * 2) / 1e6
      const transfer = (2 * layers * message) / network
      return [
        [1 / skew, 'near 42%'],
        [
          [load, ridge, skew, skew * load],
          '64 tokens, under the ridge of 296, so even a 2.4× hotter expert at 154'
        ],
        [
          [read, read / bandwidth, message, transfer],
          '18 GB of expert weights in 5.4 ms; dispatch and combine (4.2 MB each per layer and device) take 10 ms'
        ],
        [slot, 'costs 2.3 GB'],
        [experts / picked, 'sixteen times a dense batch'],
        [(ridge * experts) / picked, 'about 4,700 tokens'],
        [transfer / (read / bandwidth), 'nearly twice as long']
      ]
    }
  ),
  card(
    'New replicas come up after the morning surge has done its damage',
    [
      'serve 4 requests per second each',
      'from 40 to 64 requests per second',
      'needs 60 s to provision, loads 140 GB at 0.5 GB/s, and compiles for 80 s',
      'local disk at 5 GB/s and caching compiled kernels (20 s left)'
    ],
    (each, low, high, provision, size, slow, compile, fast, compiled) => {
      const [fire, ramp] = [60, 300]
      const capacity = 13 * each
      const cold = provision + size / slow + compile
      const warm = provision + size / fast + compiled
      const slope = (high - low) / ramp
      const exceeded = (capacity - low) / slope
      const climb = ((high - capacity) * (ramp - exceeded)) / 2
      const plateau = (high - capacity) * (fire + cold - ramp)
      const backlog = climb + plateau
      const enough = high / each
      return [
        [
          [
            provision,
            size / slow,
            compile,
            cold,
            fire + cold,
            capacity,
            exceeded
          ],
          '60 + 280 + 80 = 420 s, so help lands at 480 s while capacity of 52 is exceeded from 150 s'
        ],
        [
          [climb, plateau, backlog, enough],
          '900 requests during the ramp plus 2,160 on the plateau, about 3,060; 16 replicas'
        ],
        [
          [warm, (slope * (fire + warm - exceeded) ** 2) / 2],
          'gives 108 s and a backlog near 13 requests'
        ],
        [
          [enough, backlog / ((enough + 1) * each - high)],
          'one replica beyond 16 would need 765 s'
        ],
        [[enough, each, high], '16 × 4 = 64'],
        [high - capacity, 'shortfall of 12 per second'],
        [(fire + cold - ramp) / 60, 'lasts three minutes']
      ]
    }
  ),
  card(
    'On the spreadsheet, self-hosting costs a quarter of the API',
    [
      'USD 20 per hour',
      'yields 5,000 output tokens',
      'asks USD 4 per million',
      'up to 60% of benchmark',
      'traffic is 35% of the peak',
      'reach 70% of provisioned'
    ],
    (rent, speed, price, cap, mean, filled) => {
      const millions = (speed * 3600) / 1e6
      const ideal = rent / millions
      const use = cap * mean
      return [
        [
          [rent, millions, ideal],
          'USD 20 / 18 million tokens, or USD 1.11 per million'
        ],
        [
          [cap, mean, use, speed * use, ideal / use],
          '0.60 × 0.35 = 21%, so 1,050 tokens per second cost USD 5.29'
        ],
        [
          [ideal / price, ideal / price / cap],
          'needs 28% of benchmark throughput, a mean-to-peak ratio of about 46%'
        ],
        [ideal / (cap * filled), 'brings it to USD 2.65'],
        [[ideal / use, (2 * ideal) / use], 'doubles USD 5.29 to USD 10.58']
      ]
    }
  ),
  card(
    'The phone assistant is fluent for one minute, then slows to 8 tokens per second',
    [
      'A 3B model at 4.5 bits',
      'about 36 GB/s',
      '20 tokens per second at 8 W',
      'about 8 tokens per second',
      'allows 3 W',
      'at 0.75 words per token'
    ],
    (size, bits, bandwidth, speed, power, slow, allowed, words) => {
      const weights = (size * bits) / 8
      const energy = power / speed
      return [
        [weights, '1.7 GB and each token'],
        [bandwidth / weights, 'near 21 tokens'],
        [
          [power, speed, energy, allowed, allowed / energy],
          '8 W / 20 = 0.4 J per token, so a sustained 3 W predicts 7.5'
        ],
        [slow * words * 60, '360 words per minute']
      ]
    }
  )
]
