// How fast a clock can grow at all: the longest chain of events that any dice could make. A logical clock is never ahead
// of the longest chain that ends at its event (L78: each link of a chain adds at least 1, and Lamport's rule adds no more).
// Derived in docs/model.md.

const SECONDS_MAX = 120;

interface Ticker {
  readonly machine: number;
  readonly rate: number;
  /** The longest chain that ends at the machine's last tick. */
  longest: number;
  /** The longest one that a message of this machine can carry on. */
  sendable: number;
}

/**
 * Events per second of the longest chain through machines of these rates, whatever the dice and delays: an upper bound of
 * every clock's growth. A tick adds 1 to the chain so far on its machine, or else, as a receive, to a chain from elsewhere;
 * a receive does not send. Exact where the pattern of a second repeats within two minutes, else too large by at most 1 %.
 */
export function longestChainPerSecond(rates: readonly number[]): number {
  const tickers = rates.map<Ticker>((rate, machine) => ({ machine, rate, longest: 0, sendable: 0 }));
  const order = tickers
    .flatMap(ticker =>
      Array.from({ length: ticker.rate }, (_, i) => ({ ticker, dueSeconds: (i + 1) / ticker.rate })),
    )
    .sort((a, b) => a.dueSeconds - b.dueSeconds || a.ticker.machine - b.ticker.machine);
  const seen = new Map<string, { second: number; front: number }>();
  let front = 0;
  for (let second = 0; second < SECONDS_MAX; second++) {
    const pattern = tickers.map(ticker => `${front - ticker.longest},${front - ticker.sendable}`).join(';');
    const before = seen.get(pattern);
    if (before) return (front - before.front) / (second - before.second);
    seen.set(pattern, { second, front });
    front = runSecond(order, tickers);
  }
  return (front / SECONDS_MAX) * 1.01;
}

/** One second of ticks; returns the longest chain of all. */
function runSecond(order: readonly { readonly ticker: Ticker }[], tickers: readonly Ticker[]): number {
  let best = bestSender(tickers, undefined);
  let secondBest = bestSender(tickers, best);
  for (const { ticker } of order) {
    const elsewhere = (ticker === best ? secondBest : best)?.sendable ?? 0;
    ticker.sendable = ticker.longest + 1;
    ticker.longest = Math.max(ticker.sendable, elsewhere + 1);
    if (ticker !== best && ticker.sendable > (best?.sendable ?? 0)) {
      secondBest = best;
      best = ticker;
    } else if (ticker !== best && ticker.sendable > (secondBest?.sendable ?? 0)) {
      secondBest = ticker;
    }
  }
  return tickers.reduce((max, ticker) => Math.max(max, ticker.longest), 0);
}

function bestSender(tickers: readonly Ticker[], except: Ticker | undefined): Ticker | undefined {
  let best: Ticker | undefined;
  for (const ticker of tickers) {
    if (ticker !== except && (!best || ticker.sendable > best.sendable)) best = ticker;
  }
  return best;
}
