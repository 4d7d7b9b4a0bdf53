// One conversation of the example from its plot: who says what when, with disclosures where the rules want them (trust C1).
import { disclosureDue } from "../../domain/trust/disclosure.ts";
import type { OutboundKind } from "../../domain/trust/send-gate.ts";
import { MINUTE_MS, SECOND_MS } from "../../kernel/clock.ts";
import { formatUsd } from "../../kernel/money.ts";
import type { Random } from "../../kernel/random.ts";
import { texts } from "../../texts/texts.ts";
import type { ChatScript, Exchange } from "./chat-script.ts";
import type { Plot } from "./example-creator.ts";

export interface ToldMessage {
  readonly from: "fan" | "avatar";
  readonly kind: "text" | OutboundKind;
  readonly text: string;
  readonly at: Date;
}

export interface ToldOffer {
  readonly shownAt: Date;
  readonly paidAt: Date | null;
  readonly refundedAt: Date | null;
  readonly refusal: { readonly at: Date; readonly reason: string } | null;
}

export interface ToldChat {
  readonly messages: readonly ToldMessage[];
  readonly offer: ToldOffer | null;
  readonly disclosedAt: Date;
  readonly declaredAdult: boolean;
  readonly optedOutAt: Date | null;
  readonly remembered: readonly string[];
}

export interface ChatTelling {
  readonly plot: Plot;
  readonly language: "en" | "es";
  readonly script: ChatScript;
  readonly avatarName: string;
  readonly startsAt: Date;
  readonly random: Random;
  readonly pack: { readonly name: string; readonly priceMicros: number };
  readonly offerUrl: string;
  readonly galleryUrl: string;
}

const OFFERED: ReadonlySet<Plot> = new Set(["buyer", "refunded", "refuser", "undecided"]);
/** A fan who gets a refund asks for it this long after paying. */
const REFUND_AFTER_MS = 26 * 60 * MINUTE_MS;

export function tellChat(telling: ChatTelling): ToldChat {
  const teller = new Teller(telling);
  const { script, plot, random } = telling;
  teller.exchange(draw(script.greetings, random));
  const topics = shuffled(script.topics, random);
  for (const topic of topics.slice(0, plot === "chat" ? Math.floor(random() * 5) : 2)) teller.exchange(topic);
  if (OFFERED.has(plot)) teller.offer();
  else teller.end(topics.at(-1));
  return teller.told();
}

class Teller {
  readonly #telling: ChatTelling;
  readonly #messages: ToldMessage[] = [];
  readonly #remembered: string[] = [];
  #nowMs: number;
  #disclosedAt: Date | null = null;
  #offer: ToldOffer | null = null;
  #optedOutAt: Date | null = null;

  constructor(telling: ChatTelling) {
    this.#telling = telling;
    this.#nowMs = telling.startsAt.getTime();
  }

  exchange({ fan, avatar, remembers }: Exchange): void {
    this.#fan(fan);
    this.#avatar([{ kind: "reply", text: avatar }]);
    if (remembers) this.#remembered.push(remembers);
  }

  /** Question, age, offer; then what the plot says. */
  offer(): void {
    const { script, random, language, pack, offerUrl, plot } = this.#telling;
    const words = texts(language).fans;
    const ask = draw(script.asks, random);
    this.#fan(ask.fan);
    this.#avatar([{ kind: "reply", text: `${ask.avatar} ${words.ageAsk}` }]);
    const adult = draw(script.adults, random);
    this.#fan(adult.fan);
    const line = words.offerLine(pack.name, formatUsd(pack.priceMicros), offerUrl);
    this.#avatar([
      { kind: "reply", text: adult.avatar },
      { kind: "offer", text: line },
    ]);
    this.#offer = { shownAt: this.#now(), paidAt: null, refundedAt: null, refusal: null };
    if (plot === "buyer" || plot === "refunded") this.#buy(this.#offer);
    if (plot === "refuser") this.#refuse(this.#offer);
  }

  #buy(offer: ToldOffer): void {
    const { script, random, language, galleryUrl, plot } = this.#telling;
    this.#wait(4 + random() * 40);
    const paidAt = this.#now();
    const refundedAt = plot === "refunded" ? new Date(paidAt.getTime() + REFUND_AFTER_MS) : null;
    this.#offer = { ...offer, paidAt, refundedAt };
    this.#avatar([{ kind: "delivery", text: texts(language).fans.delivered(galleryUrl) }]);
    this.exchange(draw(script.thanks, random));
  }

  #refuse(offer: ToldOffer): void {
    const refusal = draw(this.#telling.script.refusals, this.#telling.random);
    this.#fan(refusal.fan);
    this.#offer = { ...offer, refusal: { at: this.#now(), reason: refusal.reason } };
    this.#avatar([{ kind: "reply", text: refusal.avatar }]);
  }

  /** @param spare a topic not talked about yet */
  end(spare: Exchange | undefined): void {
    const { plot, script, random, language, avatarName } = this.#telling;
    const words = texts(language).fans;
    if (plot === "bot_question") {
      this.#fan(draw(script.botQuestions, random));
      this.#avatar([{ kind: "reply", text: draw(words.botTruth(avatarName), random) }]);
      if (spare) this.exchange(spare);
    }
    if (plot === "goodbye") {
      this.#fan(draw(script.goodbyes, random));
      this.#avatar([{ kind: "farewell", text: draw(words.farewell, random) }]);
    }
    if (plot === "opt_out") {
      this.#fan(draw(script.optOuts, random));
      this.#optedOutAt = this.#now();
      this.#avatar([{ kind: "opt_out", text: words.optOut }]);
    }
  }

  told(): ToldChat {
    return {
      messages: this.#messages,
      offer: this.#offer,
      disclosedAt: this.#disclosedAt ?? this.#telling.startsAt,
      declaredAdult: this.#offer !== null,
      optedOutAt: this.#optedOutAt,
      remembered: [...new Set(this.#remembered)],
    };
  }

  #fan(text: string): void {
    const { random } = this.#telling;
    // Mostly within the hour, now and then on the same evening.
    this.#wait(random() < 0.9 ? 1 + random() * 25 : 45 + random() * 45);
    this.#messages.push({ from: "fan", kind: "text", text, at: this.#now() });
  }

  #avatar(parts: readonly { readonly kind: OutboundKind; readonly text: string }[]): void {
    const { random, language, avatarName } = this.#telling;
    this.#nowMs += (8 + random() * 40) * SECOND_MS;
    const due = disclosureDue(
      {
        disclosedAt: this.#disclosedAt,
        previousMessageAt: this.#messages.at(-2)?.at ?? null,
        sendsOffer: parts.some((part) => part.kind === "offer"),
      },
      this.#now(),
    );
    if (due) {
      const words = texts(language).fans;
      const say = due === "first_message" ? words.disclosure : words.disclosureAgain;
      this.#say("disclosure", say(avatarName));
      this.#disclosedAt = this.#now();
    }
    for (const part of parts) this.#say(part.kind, part.text);
  }

  #say(kind: OutboundKind, text: string): void {
    this.#nowMs += 2 * SECOND_MS;
    this.#messages.push({ from: "avatar", kind, text, at: this.#now() });
  }

  #wait(minutes: number): void {
    this.#nowMs += Math.round(minutes * MINUTE_MS);
  }

  #now(): Date {
    return new Date(Math.floor(this.#nowMs));
  }
}

/** @throws RangeError for an empty list */
export function draw<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to draw from");
  return item;
}

function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((left, right) => left.order - right.order)
    .map(({ item }) => item);
}
