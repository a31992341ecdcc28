/** Inference & Systems Engineering. */
import {card, section} from './card.ts'

/** Bytes in a KiB. */
const kib = 1024

export default section('Inference & Systems Engineering', [
  card('Most answers are short, yet nearly every user waits 25 seconds', {
    assumptions: [
      'A step takes as long for one sequence as for the whole batch.',
      'The queue never runs dry, so a freed slot is filled at once.'
    ],
    givens: [
      'collects 16 requests',
      'A decode step takes 25 ms; a typical batch has 14 answers of 100 tokens and 2 of 1,000'
    ],
    facts: [
      'The device counter reads 97% busy',
      'Reading 97% busy',
      'reserves cache for 16,384 tokens; sequences hold 1,500 on average'
    ],
    derive: (batch, step, many, short, few, long) => {
      const useful = many * short + few * long
      return [
        [
          'lengths of the answers',
          [short, long],
          'Most answers need 100 tokens, a few 1,000'
        ],
        [
          'longest answer × step',
          (long * step) / 1e3,
          'nearly every user waits 25 seconds'
        ],
        [
          'tokens of all answers; longest answer × slots',
          [useful, long * batch],
          'only 3,400 of 16,000 slot-steps'
        ],
        [
          'slot-steps / useful ones',
          (long * batch) / useful,
          'up to 4.7 times the throughput'
        ],
        [
          'tokens × step, short and long',
          [(short * step) / 1e3, (long * step) / 1e3],
          'about 2.5 seconds once they start, instead of 25'
        ]
      ]
    }
  }),
  card('A vendor promises cheaper chat from a faster accelerator', {
    assumptions: [
      'A decode step takes as long as reading the weights and the live cache.',
      'Arithmetic is two operations per parameter and token, at peak.',
      'On the new part a step gets faster by the ratio of the bandwidths.'
    ],
    givens: [
      '2.5 times the FLOP/s and 1.4 times the memory bandwidth',
      'an 8B model in bf16 at batch 8',
      'has 3.35 TB/s, 990 TFLOP/s and 80 GB',
      'average 2,000 tokens at 128 KiB'
    ],
    facts: [
      'asks for at most 20 ms per token; at peak about 70 users',
      'The vendor shows a benchmark at batch 256'
    ],
    derive: (
      arithmetic,
      faster,
      size,
      batch,
      bandwidth,
      tflops,
      _memory,
      context,
      token
    ) => {
      const larger = 64
      const weights = 2 * size
      const cache = (sequences: number): number =>
        (sequences * context * token * kib) / 1e9
      /** Milliseconds of a step. */
      const step = (sequences: number, bytes: number): number =>
        (bytes + cache(sequences)) / bandwidth
      const now = step(batch, weights)
      return [
        ['two bytes per parameter', weights, 'The weights take 16 GB'],
        [
          'ratio of bandwidths; price / speed, less one',
          [faster, 2 / faster - 1],
          'about 1.4 times the tokens at twice the price: each costs 43% more'
        ],
        [
          'twice the price × (nine tenths of the time / 1.4 + a tenth / 2.5), less one; ratio of arithmetic',
          [2 * (0.9 / faster + 0.1 / arithmetic) - 1, arithmetic],
          'About 37% more in all, if the tenth of the time spent on prefill is counted as 2.5 times faster'
        ],
        [
          'weights + batch × context × bytes per token; over bandwidth; 2 × parameters × batch / peak',
          [weights + cache(batch), now, (2 * size * batch) / tflops],
          '18 GB of weights and cache take 5.4 ms to read; the arithmetic of the step takes 0.13 ms'
        ],
        [
          'the same at the larger batch; tokens per second, over those of today',
          [
            larger,
            step(larger, weights),
            larger / step(larger, weights) / (batch / now)
          ],
          '64 sequences in 9.8 ms give 4.4 times the tokens'
        ],
        [
          'bits; step of today / step with half the weight bytes; batch',
          [8, now / step(batch, weights / 2), batch],
          'Or use 8-bit weights, if quality holds: about 1.8 times at batch 8'
        ],
        [
          'the larger batch',
          [larger, larger],
          'Recommending batch 64 without asking whether 64 users'
        ]
      ]
    }
  }),
  card('Every stream stutters when someone pastes a long document', {
    assumptions: [
      'Linear layers take two operations per parameter and token; causal attention two per unit of width, layer and pair of tokens.',
      'A chunk near the end attends to the whole prompt: four operations per unit of width, layer and pair.',
      'A step that mixes decoding and a chunk takes the sum of both, which is an upper bound.'
    ],
    givens: [
      'A dense 70B model streams at 25 ms per token',
      'a prompt of 24,000 tokens',
      'the contract allows 60 ms',
      'of 990 TFLOP/s serve the model; prefill reaches 45% of peak',
      '80 layers of width 8,192 and 320 KiB',
      'The gap shrinks to 30 ms'
    ],
    facts: ['one pause among 500 tokens', 'linked at 50 GB/s'],
    derive: (
      size,
      step,
      prompt,
      gap,
      tflops,
      share,
      layers,
      width,
      token,
      tight
    ) => {
      const chunk = 512
      const large = 2048
      /** Operations per millisecond. */
      const speed = 8 * tflops * share * 1e9
      const linear = (tokens: number): number =>
        (2 * size * 1e9 * tokens) / speed
      const attention = (tokens: number): number =>
        (4 * tokens * prompt * width * layers) / speed
      const prefill = linear(prompt) + attention(prompt) / 2
      return [
        [
          'gap − step; chunk, with its linear layers and attention to the prompt; larger chunk, linear layers alone',
          [
            gap - step,
            chunk,
            linear(chunk) + attention(chunk),
            large,
            linear(large)
          ],
          'budget of 35 ms: 512 tokens cost up to 29 ms, 2,048 at least 80 ms'
        ],
        [
          'prefill + one decode step per chunk; prefill alone',
          [(prefill + Math.ceil(prompt / chunk) * step) / 1e3, prefill / 1e3],
          'after up to 2.3 seconds instead of 1.2'
        ],
        [
          'attention / linear layers',
          attention(prompt) / 2 / linear(prompt),
          'attention adds 22%'
        ],
        [
          'prompt × bytes per token',
          (prompt * token * kib) / 1e9,
          'here about 8 GB'
        ],
        ['tight gap − step', tight - step, 'Only 5 ms are free']
      ]
    }
  }),
  card('Three of four pipeline stages keep waiting', {
    assumptions: [
      'The slowest stage is never idle, so a round takes its time once per micro-batch.',
      'All layers take the same time, and transfers are neglected.'
    ],
    givens: [
      'decode, 4 stages, 4 micro-batches',
      'embedding 0.1,',
      '16 layers 8.0, output head 2.4, sampling 3.5'
    ],
    facts: [
      'the vocabulary has 256,000 tokens',
      'takes less than 0.1 ms',
      'with 80 GB, of which 60 are used; the promise is 60 ms'
    ],
    derive: (stages, batches, embedding, layers, busy, head, sampling) => {
      const layer = busy / layers
      const last = busy + head + sampling
      const all = stages * busy + embedding + head + sampling
      const even = all / stages
      const first = Math.floor(even / layer)
      const rest = stages * layers - (stages - 1) * first
      const slowest = Math.max(
        embedding + first * layer,
        rest * layer + head + sampling
      )
      return [
        ['stages × layers', stages * layers, 'All 64 layers'],
        [
          'micro-batches × last stage',
          batches * last,
          'one round takes 55.6 ms'
        ],
        [
          'waiting of a middle stage / time of the last',
          (last - busy) / last,
          'wait two fifths of the time'
        ],
        [
          'floor(mean time of a stage / time of a layer), the rest on the last; mean; micro-batches × slowest stage, then and now',
          [first, first, first, rest, even, batches * slowest, batches * last],
          'With 19, 19, 19 and 7 layers each stage takes about 9.5 ms, and a round 38 instead of 55.6'
        ],
        [
          'one micro-batch more × last stage',
          (batches + 1) * last,
          'about 70 ms'
        ],
        [
          'ceil(all stages / last stage)',
          Math.ceil(all / last),
          'Three micro-batches would already'
        ]
      ]
    }
  }),
  card('A long shared preamble and hardly any prefix-cache hits', {
    givens: [
      '5,200 tokens\n',
      '800 tokens\n',
      'a typical 6,500-token prompt takes 325 ms'
    ],
    facts: [
      'the prefix cache serves only 4%',
      'conversations reach 40 turns',
      'an answer decodes for 6 s'
    ],
    derive: (instructions, tools, prompt, prefill) => {
      const shared = instructions + tools
      const own = prompt - shared
      return [
        [
          'instructions + tools',
          shared,
          'All requests share about 6,000 tokens'
        ],
        [
          'prompt − shared; its part of the prefill time',
          [own, (prefill * own) / prompt],
          'of its last 500 tokens 25 ms'
        ]
      ]
    }
  }),
  card('Two hundred customers, each with a fine-tune of their own', {
    facts: [
      'the same 8B base model',
      'Ranks run from 8 to 64, and an adapter takes about 40 to 340 MB in 16 bits'
    ]
  }),
  card('Should speculative decoding be switched on for all traffic?', {
    assumptions: [
      'Each draft token that is reached is accepted independently with the same probability.',
      'Up to the limit a target step takes the time of a memory-bound one; beyond it, time grows with the tokens.'
    ],
    givens: [
      '128 concurrent streams, short contexts, acceptance down from 80% to 60%',
      'compute-bound near 296 tokens'
    ],
    derive: (streams, demo, chat, ridge) => {
      const drafts = 5
      const cost = 0.1
      const tokens = (rate: number, k: number): number =>
        (1 - rate ** (k + 1)) / (1 - rate)
      const verify = (k: number): number =>
        Math.max(1, (streams * (k + 1)) / ridge)
      const cycle = (k: number): number => verify(k) + cost * k
      return [
        [
          'tokens per cycle / time of a cycle, one stream',
          tokens(demo, drafts) / (1 + cost * drafts),
          'about 2.5 times faster'
        ],
        [
          'streams that verify at once',
          streams,
          '128 streams with six positions each'
        ],
        [
          '(1 − a^(k+1)) / (1 − a), at the lower and the higher acceptance',
          [tokens(chat, drafts), tokens(demo, drafts)],
          '2.4 tokens per cycle instead of 3.7'
        ],
        [
          'streams × (k + 1) / limit; that + k × cost of a draft; tokens per cycle; their ratio',
          [
            verify(drafts),
            cycle(drafts),
            tokens(chat, drafts),
            tokens(chat, drafts) / cycle(drafts)
          ],
          'takes about 2.6 steps, with drafting 3.1, for 2.4 tokens: about 0.8 times'
        ],
        [
          'tokens per cycle and time of a cycle for one draft token',
          [tokens(chat, 1), cycle(1)],
          '1.6 tokens for the time of 1.1 steps'
        ]
      ]
    }
  }),
  card('One large model across two hosts', {
    assumptions: [
      'Weights are read once per step; reading the cache costs both splits the same.',
      'Prefill takes two operations per parameter and token.',
      'Activations are sent in 16 bits.'
    ],
    givens: [
      'four 80 GB accelerators',
      '96 layers of width 12,288',
      'costs 8 µs plus its bytes at 450 GB/s inside a host, 30 µs plus its bytes at 25 GB/s between hosts',
      'has 990 TFLOP/s, of which prefill reaches 50%; the model has 200B parameters',
      'Prompts have 8,000 tokens, about 32 streams'
    ],
    derive: (
      memory,
      layers,
      width,
      _nearLatency,
      _nearSpeed,
      farLatency,
      farSpeed,
      tflops,
      share,
      size,
      prompt,
      streams
    ) => {
      const reduces = 2 * layers
      const megabytes = (tokens: number): number => (tokens * width * 2) / 1e6
      /** Milliseconds of a message between hosts. */
      const far = (tokens: number): number =>
        farLatency / 1e3 + megabytes(tokens) / farSpeed
      const prefill = (2 * size * prompt) / (8 * tflops * share)
      return [
        [
          'two bytes per parameter; memory of an accelerator',
          [2 * size, memory],
          'takes 400 GB in bf16. You have two hosts with four 80 GB'
        ],
        [
          'bits; one byte per parameter',
          [8, size],
          '8-bit weights pass your quality tests: 200 GB fit one host'
        ],
        [
          'two per layer; tokens × width × 2 bytes; number × (latency + bytes / speed)',
          [reduces, megabytes(prompt), (reduces * far(prompt)) / 1e3],
          '192 all-reduces of about 200 MB across hosts, 1.5 s'
        ],
        [
          '2 × parameters × tokens / (8 accelerators × rate)',
          prefill / 1e3,
          'to 0.8 s of arithmetic'
        ],
        [
          'the same with 4 accelerators at a time; one message',
          [(2 * prefill) / 1e3, far(prompt)],
          'needs 1.6 s of arithmetic, as one prompt passes the stages in turn, and one handover of 8 ms'
        ],
        [
          'latency / message in decode',
          farLatency / 1e3 / far(streams),
          'is about half its cost'
        ],
        ['prompt / streams', prompt / streams, '250 times larger']
      ]
    }
  }),
  card('Where a mixture-of-experts step spends its time', {
    assumptions: [
      'Tokens in flight are spread evenly over the accelerators, and choices of experts over the hosts.',
      'Activations are sent in 16 bits.'
    ],
    givens: [
      'decode step, 1,024 tokens in flight, mean over 16 ranks',
      'dispatch, other host          5.2',
      'combine, other host           4.7',
      'total                        29.3',
      'mean 40   max 96',
      'There are 60 layers, each with 128 experts; width is 4,096',
      'has 50 GB/s to the other host'
    ],
    facts: [
      'in 16 bits; half of them',
      'and 450 GB/s inside',
      'slowest rank needs 12.4 ms',
      'In prefill rank 11',
      "rank 11's tokens and clock",
      'in 8 bits and take 36 GB per accelerator, of 80 GB',
      'Sending activations in 8 bits'
    ],
    derive: (
      tokens,
      ranks,
      dispatch,
      combine,
      total,
      mean,
      max,
      layers,
      _experts,
      width,
      network
    ) => {
      const chosen = 8
      const copies = chosen / 2
      const bytes = (tokens / ranks) * copies * width * 2
      return [
        [
          '(dispatch + combine) / total',
          (dispatch + combine) / total,
          'take a third of the step'
        ],
        [
          'busiest and mean rank',
          [max, mean],
          'busiest rank, 96 ms against a mean of 40'
        ],
        [
          'busiest / mean rank, as prefill time follows tokens',
          max / mean,
          'receives about 2.4 times the mean'
        ],
        [
          'at most one copy per token instead of half of its experts',
          [1, copies],
          'one copy crosses, not four'
        ],
        [
          'tokens per rank × copies × width × 2 bytes / network, over dispatch / layers',
          bytes / (network * 1e6) / (dispatch / layers),
          'Bytes are about half of a dispatch'
        ]
      ]
    }
  }),
  card('A product manager wants answers twice as fast in three weeks', {
    assumptions: [
      'The steps run one after another, and the first sentence is decoded and checked before it is shown.'
    ],
    givens: [
      'profile and permission lookup                   0.3\nquery rewriting (small model)                   0.7\nretrieval and reranking                         0.6\ninput safety check                              0.5\nprefill                                         0.3\ndecode, 420 tokens                              6.3\noutput safety check (whole answer)              0.9',
      'about 25 tokens, and a short text is checked in 0.2 s'
    ],
    facts: ['complete answers take 8 seconds'],
    derive: (
      lookup,
      rewriting,
      retrieval,
      input,
      prefill,
      tokens,
      decode,
      output,
      sentence,
      check
    ) => {
      const before = lookup + rewriting + retrieval + input + prefill
      const total = before + decode + output
      return [
        ['sum of the steps', total, 'for all 9.6 seconds'],
        [
          'steps before decoding + one sentence + its check',
          before + (decode * sentence) / tokens + check,
          'after about three seconds'
        ],
        [
          'sum of the steps − half of decoding',
          total - decode / 2,
          'over six seconds'
        ]
      ]
    }
  }),
  card('Finance wants twenty long-document sessions on a node that holds ten', {
    assumptions: [
      'A step reads all weights and all sessions once, at full bandwidth.',
      'Scales of the compressed cache are neglected.'
    ],
    givens: [
      'sessions of 130,000 tokens',
      'Eight accelerators of 80 GB and 3.35 TB/s each; 90%',
      'takes 140 GB in bf16, about 36 GB in 4 bits; a token takes 320 KiB',
      'chats of 4,000 tokens'
    ],
    facts: [
      'A node with a 70B model',
      'the weights to 4 bits or the cache to 8 bits',
      'writing 16-bit copies',
      'Reaching for 4-bit weights',
      'Sessions shrink to 2,000 tokens',
      'so 4-bit weights come first',
      'Below 8 bits'
    ],
    derive: (
      context,
      memory,
      bandwidth,
      usable,
      weights,
      small,
      bits,
      token,
      chat
    ) => {
      const all = 8 * memory * usable
      const session = (token * kib * context) / 1e9
      const room = all - weights
      const sessions = Math.floor(room / session)
      const held = sessions * session
      return [
        [
          'floor((usable memory − weights) / session)',
          sessions,
          'holds ten sessions'
        ],
        [
          'sessions × bytes per token × tokens; weights',
          [held, weights],
          'hold about 430 GB of it, beside 140 GB'
        ],
        [
          'floor(room / half a session)',
          Math.floor((2 * room) / session),
          'make room for twenty'
        ],
        [
          'bits; weights − small weights',
          [bits, weights - small],
          '4-bit weights free only about 100 GB'
        ],
        [
          'floor((usable memory − small weights) / session) − ten',
          Math.floor((all - small) / session) - sessions,
          'two more sessions'
        ],
        [
          '(weights + sessions) / bandwidth of eight',
          (weights + held) / (8 * bandwidth),
          'a step stays near 21 ms'
        ],
        [
          'weights / (weights + sessions)',
          weights / (weights + held),
          'a quarter of the bytes'
        ],
        [
          'context / chat',
          [context / chat, chat],
          'about 32 chats of 4,000 tokens'
        ]
      ]
    }
  }),
  card("Is the prefill worker's headroom enough?", {
    assumptions: [
      'Arrivals are a Poisson stream; the mean wait in order is arrivals × mean squared service / 2 / (1 − load) (Pollaczek–Khinchine).',
      'Chats that may interrupt see only each other; documents take service / (1 − load of chats) + the wait in order / (1 − load of chats).'
    ],
    givens: [
      'Two prompts arrive per second',
      'chats needing 0.1 s, the rest documents needing 3 s'
    ],
    facts: [
      'Will 95% of requests get a first token within 2 s',
      'Calling any load below 80%',
      'say that 15 s would be fine',
      'Documents are 4% of requests',
      'so 15 s at p95'
    ],
    derive: (arrivals, chat, document) => {
      const rare = 0.1
      const often = 1 - rare
      const chats = arrivals * often * chat
      const documents = arrivals * rare * document
      const load = chats + documents
      const squared = often * chat ** 2 + rare * document ** 2
      const wait = (arrivals * squared) / 2 / (1 - load)
      return [
        ['load of chats + load of documents', load, 'busy 78% of the time'],
        [
          'a document, while chats alone are too few for the target',
          document,
          'one request in ten needs 3 s of work'
        ],
        [
          'arrivals × mean squared service / 2 / (1 − load)',
          wait,
          'everyone waits about 4 s on average'
        ],
        [
          'load of documents; a document',
          [documents, document],
          '60% of the time a document is under way, for up to 3 s'
        ],
        [
          '(document + wait in order) / (1 − load of chats)',
          (document + wait) / (1 - chats),
          'still take about 9 s'
        ]
      ]
    }
  }),
  card('All streams crawl and no dashboard shows an error', {
    facts: [
      'first tokens have taken 30 seconds',
      'requests up by 5%',
      'Cache blocks are 99% used; preemptions rose from none to 400',
      'prompts of 60,000 tokens: 4% of requests'
    ]
  }),
  card('Signing off a load test before launch', {
    facts: [
      'It reports 40 requests per second, above the expected peak, at a p99 of 1.8 seconds',
      'prompts from 200 to 20,000 tokens, answers of 350 tokens',
      'The expected peak is 30 requests per second',
      'within a second for 95%',
      'A beta with 500 users',
      'The real callers are 64 batch workers'
    ]
  }),
  card('May all tenants share one prefix cache?', {
    facts: [
      'First token after 60 ms on a hit, 400 ms otherwise',
      "85% is our own preamble, 14% a tenant's own"
    ]
  }),
  card('Turning on schema enforcement halves throughput', {
    assumptions: ['Masks of different sequences are independent.'],
    givens: [
      'A server decodes 64 sequences per step',
      'one decode step, 39.4 ms (20.1 ms before enforcement)',
      'forward 18.9',
      '0.30 each, last copy 0.1 |',
      '64 x 512 KB',
      'has 128,000 tokens'
    ],
    facts: ['a few take 2 s to compile'],
    derive: (
      batch,
      step,
      before,
      forward,
      mask,
      copy,
      _sequences,
      kilobytes,
      vocabulary
    ) => [
      ['step now / step before', step / before, 'halves throughput'],
      [
        '(sequences × mask + copy) / step',
        (batch * mask + copy) / step,
        'idles for half of the step'
      ],
      [
        'bits of a mask per token of the vocabulary',
        (8e3 * kilobytes) / vocabulary,
        'instead of 32'
      ],
      [
        'sequences × mask / 2; forward pass',
        [(batch * mask) / 2, forward],
        'two threads need under 10 ms, and the forward pass takes 19'
      ],
      ['sequences', batch, 'two of the 64 sequences']
    ]
  }),
  card('The phone assistant is fluent in the demo and slow in the soak test', {
    assumptions: ['Each token reads all weights once.'],
    givens: [
      'soak test, 3B model, 4.5 bits',
      '0       20.1       8.0',
      '10        7.6       3.0',
      'about 36 GB/s in practice; the system allows 3 W',
      'about 0.75 words'
    ],
    facts: ['A 3B assistant'],
    derive: (
      size,
      bits,
      _cold,
      speed,
      power,
      _warm,
      slow,
      low,
      bandwidth,
      allowed,
      words
    ) => {
      const weights = (size * bits) / 8
      const energy = power / speed
      return [
        [
          'power / speed, cold and warm, agree; allowed power / energy',
          [(energy + low / slow) / 2, allowed, allowed / energy],
          'about 0.4 J, so the sustained 3 W allow about 7.5'
        ],
        [
          'bandwidth; parameters × bits / 8; their ratio',
          [bandwidth, weights, bandwidth / weights],
          '36 GB/s over 1.7 GB of weights is 21'
        ],
        [
          'speed × words per token × 60',
          slow * words * 60,
          'about 340 words per minute'
        ]
      ]
    }
  }),
  card('On the spreadsheet, self-hosting costs a quarter of the API', {
    givens: [
      'costs 20 dollars per hour, and its benchmark shows 5,000 output tokens per second',
      'charges 4 dollars',
      'up to 60% of benchmark throughput; mean traffic is 35%'
    ],
    derive: (rent, speed, price, cap, mean) => {
      const ideal = rent / ((speed * 3600) / 1e6)
      return [
        [
          'rent / million tokens per hour / price of the API',
          ideal / price,
          'about 28% of the benchmark'
        ],
        [
          'share that keeps the target × share of the peak; their product; price at full use / that share',
          [cap, mean, cap * mean, ideal / (cap * mean)],
          'Here 60% and 35% leave 21% of the benchmark: about 5.3 dollars'
        ]
      ]
    }
  }),
  card('Temperature zero, fixed seed, and the audit replay still differs', {
    assumptions: [
      'Each token of a busy-hour replay is at the same risk, and quiet replays never differ.',
      'The share of busy hours among replays is unknown: the more there are, the more long traces differ.'
    ],
    givens: [
      'yet 5% of replays of a 500-token report',
      'they now want 4,000-token'
    ],
    facts: ['sets temperature 0 and', 'samples at temperature 0.7'],
    derive: (differing, short, long) => [
      [
        '1 − (1 − differing)^(long / short), if all replays are made at busy hours',
        1 - (1 - differing) ** (long / short),
        'about a third of them'
      ],
      ['share that differs today', differing, 'far more than 5%'],
      ['length of the longer trace', long, '4,000-token traces']
    ]
  }),
  card('New replicas come up after the morning surge has done its damage', {
    assumptions: [
      'Traffic climbs in a straight line, and the backlog counts requests whose users have left.',
      'Nothing is served faster while the queue is long.'
    ],
    givens: [
      'Thirteen replicas serve 4 requests',
      'from 40 to 64 per second',
      '60 s for a machine, 140 GB of weights at 0.5 GB/s, 80 s to compile',
      'gives 5 GB/s; with a cache of compiled kernels 20 s'
    ],
    facts: ['Users give up after 30 s'],
    derive: (each, low, high, machine, size, slow, compile, fast, compiled) => {
      const [fire, ramp] = [60, 300]
      const capacity = 13 * each
      const load = size / slow
      const cold = machine + load + compile
      const exceeded = ((capacity - low) / (high - low)) * ramp
      const short = high - capacity
      const backlog =
        (short * (ramp - exceeded)) / 2 + short * (fire + cold - ramp)
      return [
        [
          'machine + weights / speed + compilation, in minutes',
          cold / 60,
          'needs seven minutes'
        ],
        [
          'weights / speed; machine + that + compilation',
          [load, cold],
          'here 280 of 420 seconds'
        ],
        ['peak / each', high / each, 'sixteen only match the demand'],
        [
          'the same with the local disk and compiled kernels',
          machine + size / fast + compiled,
          'about 108 seconds'
        ],
        [
          'shortfall × time: half during the ramp, all on the plateau; thirteen replicas serve that in 59 seconds',
          backlog,
          'about 3,000 requests are queued, a minute of work'
        ],
        [
          'backlog / spare rate of one replica, in minutes',
          backlog / each / 60,
          'in about 13 minutes'
        ]
      ]
    }
  }),
  card('Int8 weights were harmless, but int8 activations wreck the model', {
    assumptions: ['A symmetric int8 scale has 127 levels on each side.'],
    givens: ['reach 60 on almost every token; the rest stay within 1'],
    facts: [
      'A 13B model',
      'Six of 5,120 channels',
      'weights stay within 0.25',
      'Keeping the few spiking channels in 16 bits',
      'activations stay in 16 bits',
      'multiplies 8-bit floats'
    ],
    derive: (spike, ordinary) => {
      const level = spike / 127
      return [
        ['spike / 127', level, 'one level is about 0.47'],
        [
          'ordinary / level',
          ordinary / level,
          'ordinary values get two levels per side'
        ]
      ]
    }
  })
])
