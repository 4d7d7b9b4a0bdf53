// Sounds as samples: a buzz or a hiss through three resonators, which glide from one sound to the next. The same samples every time.
import { setImmediate } from "node:timers/promises";
import { seededRandom } from "../../../../agents/kernel/random.ts";
import type { BuiltInSpeaker } from "./built-in-speakers.ts";
import type { Phone } from "./phones.ts";
import { SAMPLE_RATE } from "./wav.ts";

/** Loudness of each kind's buzz and hiss. */
const LOUDNESS: Readonly<Record<Phone["kind"], { readonly buzz: number; readonly hiss: number }>> = {
  vowel: { buzz: 1, hiss: 0.01 },
  hum: { buzz: 0.45, hiss: 0.01 },
  hiss: { buzz: 0, hiss: 0.3 },
  stop: { buzz: 0, hiss: 0.4 },
  pause: { buzz: 0, hiss: 0 },
};
/** Part of a stop that is silent. */
const STOP_CLOSED = 0.65;
const BANDWIDTHS_HZ = [80, 110, 160];
/** What changes is looked at anew after so many samples (1.5 ms), and goes a part of the way each time. */
const STEP = 32;
const GLIDE = 0.12;
/** Highest resonance the sample rate can hold. */
const HIGHEST_HZ = SAMPLE_RATE * 0.45;
/** -3 dB. */
const PEAK = 0.7;
/** Part of a cycle in which the vocal folds are open. */
const OPEN = 0.6;
/** After so many (some 15 s of speech), whatever else the process has to do comes first. */
const PHONES_AT_ONCE = 200;

interface Resonator {
  readonly bandwidthHz: number;
  hz: number;
  before: number;
  beforeThat: number;
}

export async function synthesisePhones(
  phones: readonly Phone[],
  speaker: BuiltInSpeaker,
  seed: number,
): Promise<Float32Array> {
  const lengths = phones.map(({ ms }) => Math.round((ms / 1_000) * SAMPLE_RATE));
  const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  const voice = createVoice(speaker, seed);
  let at = 0;
  for (const [index, phone] of phones.entries()) {
    const end = at + (lengths[index] ?? 0);
    const opens = phone.kind === "stop" ? at + (end - at) * STOP_CLOSED : at;
    for (; at < end; at += STEP) voice.fill(samples.subarray(at, Math.min(at + STEP, end)), phone, at >= opens);
    at = end;
    if (index % PHONES_AT_ONCE === PHONES_AT_ONCE - 1) await setImmediate();
  }
  return levelled(samples);
}

function createVoice({ pitchHz, tract }: BuiltInSpeaker, seed: number) {
  const random = seededRandom(seed);
  const resonators: Resonator[] = BANDWIDTHS_HZ.map((bandwidthHz) => ({
    bandwidthHz,
    hz: 500,
    before: 0,
    beforeThat: 0,
  }));
  let [phase, lastOpening, buzz, hiss, hz] = [0, 0, 0, 0, pitchHz];
  return {
    fill(part: Float32Array, { kind, formants, pitch }: Phone, isOpen: boolean): void {
      const target = isOpen ? LOUDNESS[kind] : LOUDNESS.pause;
      buzz += (target.buzz - buzz) * GLIDE;
      hiss += (target.hiss - hiss) * GLIDE;
      hz += (pitchHz * pitch - hz) * GLIDE;
      for (let index = 0; index < part.length; index += 1) {
        phase = (phase + hz / SAMPLE_RATE) % 1;
        const opening = phase < OPEN ? Math.sin((Math.PI * phase) / OPEN) ** 2 : 0;
        part[index] = (opening - lastOpening) * 8 * buzz + (random() * 2 - 1) * hiss;
        lastOpening = opening;
      }
      for (const [index, resonator] of resonators.entries()) {
        const wanted = Math.min(HIGHEST_HZ, (formants[index] ?? 0) * tract);
        resonator.hz += (wanted - resonator.hz) * GLIDE;
        resonate(part, resonator);
      }
    },
  };
}

/** Klatt's second-order resonator, of unit gain at zero (1980). */
function resonate(part: Float32Array, resonator: Resonator): void {
  const radius = Math.exp((-Math.PI * resonator.bandwidthHz) / SAMPLE_RATE);
  const c = -(radius ** 2);
  const b = 2 * radius * Math.cos((2 * Math.PI * resonator.hz) / SAMPLE_RATE);
  const a = 1 - b - c;
  let { before, beforeThat } = resonator;
  for (let index = 0; index < part.length; index += 1) {
    const value = a * (part[index] ?? 0) + b * before + c * beforeThat;
    beforeThat = before;
    before = value;
    part[index] = value;
  }
  resonator.before = before;
  resonator.beforeThat = beforeThat;
}

function levelled(samples: Float32Array): Float32Array {
  let peak = 0;
  for (let index = 0; index < samples.length; index += 1) peak = Math.max(peak, Math.abs(samples[index] ?? 0));
  return peak === 0 ? samples : samples.map((sample) => (sample / peak) * PEAK);
}
