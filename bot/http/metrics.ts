// Counters and histograms in the Prometheus text format, as little of it as we use.

export type Labels = Readonly<Record<string, string>>;

/** A value read when somebody asks for it. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly read: () => Promise<readonly { readonly labels: Labels; readonly value: number }[]>;
}

/** Seconds; from a health check to a slow upload. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Series {
  readonly labels: Labels;
  readonly buckets: number[];
  count: number;
  sum: number;
}

function format(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, "_")}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

export class Histogram {
  readonly #name: string;
  readonly #help: string;
  readonly #series = new Map<string, Series>();

  constructor(name: string, help: string) {
    this.#name = name;
    this.#help = help;
  }

  observe(labels: Labels, seconds: number): void {
    const key = format(labels);
    const series = this.#series.get(key) ?? { labels, buckets: BUCKETS_SECONDS.map(() => 0), count: 0, sum: 0 };
    this.#series.set(key, series);
    series.count += 1;
    series.sum += seconds;
    for (const [index, limit] of BUCKETS_SECONDS.entries()) {
      if (seconds <= limit) series.buckets[index] = (series.buckets[index] ?? 0) + 1;
    }
  }

  lines(): string[] {
    const lines = [`# HELP ${this.#name} ${this.#help}`, `# TYPE ${this.#name} histogram`];
    for (const series of this.#series.values()) {
      for (const [index, limit] of BUCKETS_SECONDS.entries()) {
        lines.push(`${this.#name}_bucket${format({ ...series.labels, le: String(limit) })} ${series.buckets[index]}`);
      }
      lines.push(`${this.#name}_bucket${format({ ...series.labels, le: "+Inf" })} ${series.count}`);
      lines.push(`${this.#name}_sum${format(series.labels)} ${series.sum}`);
      lines.push(`${this.#name}_count${format(series.labels)} ${series.count}`);
    }
    return lines;
  }
}

export async function gaugeLines(gauge: Gauge): Promise<string[]> {
  const values = await gauge.read();
  return [
    `# HELP ${gauge.name} ${gauge.help}`,
    `# TYPE ${gauge.name} gauge`,
    ...values.map(({ labels, value }) => `${gauge.name}${format(labels)} ${value}`),
  ];
}
