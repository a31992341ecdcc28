/** Training & Alignment. */
import {card} from './card.ts'
import {standardError, sum} from './statistics.ts'

export default [
  card(
    'A near-duplicate pass that removed half the corpus',
    [
      'used 112 hashes as 14 bands of 8 rows',
      'as 28 bands of 4 rows',
      'At s = 0.5',
      'at s = 0.8'
    ],
    (hashes, bands, rows, moreBands, fewerRows, half, similar) => {
      const candidate = (s: number, b: number, r: number): number =>
        1 - (1 - s ** r) ** b
      const middle = (b: number, r: number): number => (1 / b) ** (1 / r)
      return [
        [bands * rows, '112 hashes'],
        [hashes / fewerRows, '28 bands'],
        [
          [
            half,
            candidate(half, bands, rows),
            bands,
            rows,
            candidate(half, moreBands, fewerRows),
            moreBands,
            fewerRows
          ],
          's = 0.5 that is 5.3% with 14 × 8 and 84% with 28 × 4'
        ],
        [
          [middle(bands, rows), middle(moreBands, fewerRows)],
          'from 0.72 to 0.43'
        ],
        [candidate(similar, bands, rows), 'was already 92%']
      ]
    }
  ),
  card(
    'How strict should the quality filter be for a 3T-token run?',
    [
      'you hold 1T tokens',
      'the budget is 3T',
      'In pilots of 60B tokens, the top 10% of the pool (100B) clearly beat the top 30% and the top 60%',
      'R about 15'
    ],
    (pool, budget, pilot, top, topSize, middle, wide, r) => {
      const shares = [top, middle, wide]
      const epochs = shares.map((share) => budget / (share * pool))
      const worth = (share: number, passes: number): number =>
        share * pool * (1 + r * (1 - Math.exp(-(passes - 1) / r)))
      const scale = (budget * 1e3) / pilot
      return [
        [top * pool * 1e3, '(100B)'],
        [budget / (topSize / 1e3), 'thirty times'],
        [
          [
            ...shares.map((share) => worth(share, budget / (share * pool))),
            ...epochs
          ],
          'about 1.4T, 2.3T and 2.7T for the three cuts, at 30, 10 and 5 epochs'
        ],
        [scale, 'fiftieth, use'],
        [
          [...shares.map((share) => (share * pool * 1e3) / scale), pilot],
          'use 2B, 6B and 12B unique tokens for 60B trained'
        ],
        [
          worth(top, 8) + worth(0.2, 5) + worth(0.3, 4),
          'still give 2.7T effective'
        ],
        [top * 8 + 0.2 * 5 + 0.3 * 4, 'budget is 3T']
      ]
    }
  ),
  card(
    'The loss jumped overnight and never quite came back',
    [
      'beta1 0.9, beta2 0.999',
      'at step 84,310',
      '2.12 after 2,000 steps',
      '30 times its own running RMS',
      'contributes 2% of the global norm',
      'checkpoint is step 84,000',
      'from loss 2.10',
      'but 0.44 at 0.95'
    ],
    (
      beta1,
      beta2,
      spike,
      settled,
      wait,
      ratio,
      share,
      clean,
      before,
      _,
      low
    ) => {
      const update = (beta: number): number =>
        ((1 - beta1) * ratio) / Math.sqrt(beta + (1 - beta) * ratio ** 2)
      return [
        [
          [update(beta2), beta2, update(low), low],
          '2.2 learning rates at beta2 0.999, but 0.44 at 0.95'
        ],
        [
          [
            share,
            ratio * share,
            Math.sqrt(1 - share ** 2 + (ratio * share) ** 2)
          ],
          'from 2% to 60% of the norm raises the global norm by only a factor of 1.17'
        ],
        [spike + wait - clean, 'discards about 2,310 steps'],
        [settled - before, 'the 0.02 gap']
      ]
    }
  ),
  card(
    'Which training state to shard for a 13B model',
    [
      'of a 13B model',
      '16 accelerators of 80 GB',
      '25 GB/s per device',
      'activations take 28 GB',
      '(2 + 2 + 4 + 4 + 4)'
    ],
    (size, devices, _, link, activations, w, g, master, mean, variance) => {
      const states = master + mean + variance
      const total = size * (w + g + states)
      const optimizer = size * (w + g + states / devices)
      const gradients = size * (w + (g + states) / devices)
      const collective = (2 * size * (devices - 1)) / devices
      return [
        [total, '208 GB of state'],
        [states, 'the 12 bytes of optimizer state'],
        [
          [optimizer, optimizer + activations],
          'leaves 61.8 GB, and with activations 89.8 GB'
        ],
        [[gradients, gradients + activations], '37.4 GB and a 65.4 GB total'],
        [
          [total / devices, 3 / 2, 3 * collective, 2 * collective],
          'reaches 13 GB but moves 1.5 times the data: 73 instead of 49 GB'
        ],
        [
          [(3 * collective) / link, (2 * collective) / link],
          'about 2.9 and 2.0 s'
        ],
        [w * size, 'only 26 GB of weights']
      ]
    }
  ),
  card(
    'Pipeline depth for a 70B model on 1,024 accelerators',
    [
      'A dense 70B model trains on 1,024 accelerators',
      'sustains 400 TFLOP/s and has 50 GB/s',
      'has 1,024 sequences of 4,096 tokens',
      'Tensor parallelism is 8',
      'the 12 bytes per parameter',
      'take 12 GB per device',
      'wants 16 pipeline stages',
      'another 4 "because'
    ],
    (
      size,
      devices,
      tflops,
      link,
      batch,
      length,
      tensor,
      states,
      activations,
      deep,
      shallow
    ) => {
      const microbatches = (stages: number): number =>
        batch / (devices / (tensor * stages))
      const bubble = (stages: number): number =>
        (stages - 1) / (microbatches(stages) + stages - 1)
      const replicas = devices / tensor
      const moved = (2 * 2 * size) / tensor
      const state = moved + (states * size) / tensor / replicas
      const sync = moved / link
      const step = (6 * size * batch * length) / (devices * tflops * 1e3)
      return [
        [
          [
            deep,
            microbatches(deep),
            bubble(deep),
            shallow,
            microbatches(shallow),
            bubble(shallow)
          ],
          '16 stages (m = 128) idle 10.5% and 4 stages (m = 32) idle 8.6%'
        ],
        [[1, microbatches(shallow) / shallow], 'always 1/8 here'],
        [
          [state, state + activations],
          'about 36 GB, or 48 GB with activations'
        ],
        [[tensor, replicas], 'tensor 8 by data 128'],
        [
          [moved, sync, step],
          '35 GB of gradients and weights in 0.7 s against 4.3 s of compute'
        ],
        [sync / 2 / step, 'leaving 8% exposed'],
        [(2 + 2 + states) * size, 'Dividing 1,120 GB of state'],
        [(2 * size) / tensor, '(17.5 GB more)']
      ]
    }
  ),
  card(
    'Will four times the accelerators finish four times sooner?',
    [
      'uses batches of 1M tokens',
      'the batch to 4M tokens',
      'is 0.20 for batches of 0.5M tokens and 0.06 for batches of 4M'
    ],
    (batch, larger, normA, batchA, normB, batchB) => {
      const noise = (normA - normB) / (1 / batchA - 1 / batchB)
      const signal = normA - noise / batchA
      const scale = noise / signal
      const steps = (1 + scale / batch) / (1 + scale / larger)
      const tokens = (1 + larger / scale) / (1 + batch / scale)
      return [
        [
          [noise, signal, scale],
          'S = 0.08 and G2 = 0.04: noise scale `S / G2` is 2M'
        ],
        [steps, 'so steps halve'],
        [tokens, 'tokens double'],
        [larger / batch / tokens, 'about twice as fast'],
        [Math.sqrt(larger / batch), 'twice the learning rate']
      ]
    }
  ),
  card(
    'How often to save a run on 4,096 accelerators',
    [
      'A synchronous 120B run uses 4,096 accelerators',
      'once in 50,000 hours',
      'training for 120 s, restarting takes 15 minutes, and today you save every 4 hours',
      'is 14 bytes per parameter',
      'with a 10 s stall'
    ],
    (size, devices, hours, save, restart, every, bytes, stall) => {
      const between = (hours * 3600) / devices
      const loss = (pause: number, interval: number): number =>
        pause / interval + interval / (2 * between)
      const best = (pause: number): number => Math.sqrt(2 * pause * between)
      const now = every * 3600
      const terabytes = (size * bytes) / 1e3
      return [
        [
          [hours, devices, between / 3600, every / 2],
          '50,000 / 4,096, about 12.2 hours, and each failure throws away 2 hours'
        ],
        [
          [save / now, now / (2 * between), loss(save, now)],
          '0.8% + 16.4%, or 17.2%'
        ],
        [
          [best(save) / 60, loss(save, best(save))],
          'is 54 minutes and costs 7.4%'
        ],
        [
          [stall, best(stall) / 60, loss(stall, best(stall))],
          '10 s stall moves the optimum to 16 minutes and the loss to 2.1%'
        ],
        [
          [terabytes, (terabytes * 1e3) / best(stall)],
          '1.68 TB within that interval needs about 1.8 GB/s'
        ],
        [
          [restart, between / 3600, (restart * 60) / between],
          '(15 minutes per 12.2 hours, 2.0%)'
        ]
      ]
    }
  ),
  card(
    'A training schedule when the token budget keeps moving',
    [
      'on 200B, 400B, 600B, 800B and 1T tokens',
      'extended to 2T',
      'decaying to 10%',
      'loss at 600B',
      'over the last 20%'
    ],
    (a, b, c, d, last, longer, end, at, decay) => {
      const rate = (share: number): number =>
        end + ((1 - end) * (1 + Math.cos(Math.PI * share))) / 2
      const budgets = [a, b, c, d, last * 1e3]
      const all = sum(budgets.length, (index) => budgets[index] ?? 0)
      const trunk = (1 - decay) * last * 1e3
      return [
        [[at, rate(at / 1e3 / last)], '600B still runs at 0.41 of peak'],
        [rate(at / 1e3 / longer), '0.81 of peak'],
        [
          [trunk, decay * all, (trunk + decay * all) / 1e3, all / 1e3],
          '800B + 600B = 1.4T tokens, against 3T'
        ]
      ]
    }
  ),
  card(
    'Two fine-tunes, two losses, and one model that never stops',
    [
      'prompts of 1,500 tokens and answers of 100 tokens',
      'a 1,000-token answer outweighs a 20-token one'
    ],
    (prompt, answer, long, short) => [
      [prompt / (prompt + answer), "94% of A's are prompt tokens"],
      [long / short, 'fifty times']
    ]
  ),
  card(
    'Reward keeps climbing while raters disagree',
    [
      'in 62% of 400 comparisons at a KL of 10 nats per response, and in 51% of 400 at 45 nats',
      'from 210 to 430 tokens'
    ],
    (early, pairs, nats, late, latePairs, lateNats, length, lateLength) => {
      const error = Math.hypot(
        standardError(early, pairs),
        standardError(late, latePairs)
      )
      return [
        [(early - late) * 100, 'the 11-point drop'],
        [(early - late) / error, 'about three standard errors'],
        [error * 100, 'standard errors of 3.5 points'],
        [[nats / length, lateNats / lateLength], 'from 0.048 to 0.105'],
        [Math.log(64) - 63 / 64, 'at most about 3.2 nats']
      ]
    }
  ),
  card(
    'Preference accuracy reaches 98% and answers get stranger',
    [
      'DPO with beta 0.1',
      "-180 (the reference model's value) to -210",
      'from -190 to -290',
      'average 320 tokens, rejected 220'
    ],
    (beta, chosenBefore, chosen, rejectedBefore, rejected, longer, shorter) => {
      const [won, lost] = [
        beta * (chosen - chosenBefore),
        beta * (rejected - rejectedBefore)
      ]
      const margin = won - lost
      return [
        [[won, lost, margin], 'rewards are -3 and -10, a margin of 7'],
        [chosenBefore - chosen, 'Thirty nats down'],
        [
          [10, Math.log10(Math.exp(chosenBefore - chosen))],
          'about 10^13 times'
        ],
        [
          [margin, 1, 1, 7, 1 / (1 + Math.exp(margin))],
          'At margin 7 the gradient weight `1/(1 + e^7)` is 0.0009'
        ],
        [longer - shorter, 'are 100 tokens longer']
      ]
    }
  ),
  card(
    'Training reward is 40% and the hidden tests say 9%',
    [
      'in groups of 16 samples',
      'At the start 4% of programs',
      'accept 5% of wrong programs and reject 2% of right ones',
      'the training reward is 40%',
      'says 9% correct',
      'false accepts to 0.5%'
    ],
    (group, correct, accepts, rejects, reward, hidden, fewer) => {
      const right = correct * (1 - rejects)
      const precision = (rate: number): number =>
        right / (right + (1 - correct) * rate)
      return [
        [
          [
            correct,
            1 - rejects,
            1 - correct,
            accepts,
            right + (1 - correct) * accepts,
            precision(accepts)
          ],
          '0.04 × 0.98 + 0.96 × 0.05 = 8.7%, and only 45% of rewarded'
        ],
        [
          [
            reward,
            hidden,
            1 - rejects,
            1 - hidden,
            (reward - hidden * (1 - rejects)) / (1 - hidden)
          ],
          '`(0.40 - 0.09 × 0.98) / 0.91`, or 34%'
        ],
        [1 - (1 - accepts) ** group, '56% of groups'],
        [[1, 1 - accepts, group], '`1 - 0.95^16`'],
        [[group - 1, Math.sqrt(group - 1)], '`sqrt(15)`, about 3.9'],
        [precision(fewer), 'initial precision to 89%'],
        [[1 - accepts, correct], '95% specific, without the 4% base rate']
      ]
    }
  ),
  card(
    'Teaching an 8B model a new language without losing the old skills',
    ['on 10B tokens', '(42M trainable parameters)'],
    (tokens, trainable) => [
      [(tokens * 1e3) / trainable, 'about 240 per trainable parameter'],
      [tokens / 0.75, '13.3B tokens in total'],
      [1 / 0.75 - 1, 'a third more compute'],
      [10 * 1e-5, 'sweep near 1e-4']
    ]
  ),
  card(
    'Thirteen times faster fine-tuning, worse answers',
    [
      'pad 50,000 chat examples (600 tokens on average) to rows of 8,192, with 64 rows',
      'about 13 examples'
    ],
    (examples, length, row, rows, packed) => [
      [Math.floor(row / length), 'about 13 examples'],
      [
        [Math.ceil(examples / rows), Math.ceil(examples / (rows * packed))],
        'fell from 782 to 61'
      ],
      [rows / packed, 'about 5 rows per batch'],
      [rows * packed, 'for 832 examples'],
      [length / row, 'only 7% of the tokens']
    ]
  ),
  card(
    "Cheaper data for each quarter's student model",
    [
      'a 3B student is trained on 2 million answers (500 tokens each) sampled at temperature 0.7',
      'A 70B teacher',
      'with 1% probability',
      'effective 100 TFLOP/s',
      'top 64 log-probabilities at 6 bytes'
    ],
    (student, millions, length, heat, teacher, share, tflops, top, bytes) => {
      const answers = millions * 1e6
      const after = (rounds: number): number => {
        const odds = (share / (1 - share)) ** ((1 / heat) ** rounds)
        return odds / (1 + odds)
      }
      const hours = (billions: number): number =>
        (answers * length * 2 * billions * 1e9) / (tflops * 1e12) / 3600
      return [
        [[share, after(1), after(2)], '1% becomes 0.14%, then 0.008%'],
        [[after(3) * answers, millions], 'about 3 answers in 2 million'],
        [
          [hours(teacher), 2 * teacher, hours(student)],
          'about 390 accelerator-hours at 140 GFLOP per token, against 17'
        ],
        [(answers * length * top * bytes) / 1e9, 'takes 384 GB']
      ]
    }
  ),
  card(
    'Identical runs diverge and every hardware check is green',
    [
      'has 128 data-parallel replicas',
      'in 1 of 500 steps',
      'with 95% probability',
      'A pass of 100 steps',
      'a gradient 1,000 times too large'
    ],
    (replicas, one, steps, wanted, pass, factor) => {
      const rate = one / steps
      const norms = factor / replicas
      return [
        [1 - (1 - rate) ** pass, 'only 18% of the time'],
        [Math.log(1 - wanted) / Math.log(1 - rate), 'about 1,500 steps'],
        [[1 - wanted, 1 - rate], 'ln 0.05 / ln 0.998'],
        [norms, '7.8 normal norms'],
        [1 / Math.hypot(1, norms), 'about an eighth']
      ]
    }
  )
]
