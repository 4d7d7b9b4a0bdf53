// The common requests; the first rule that fits wins, so what is more particular stands first.

import type { Category } from "../../../domain/content/templates/template.ts";
import { MOTIFS } from "./lexicon.ts";
import { daysBack, stretchAhead } from "./moments.ts";
import { BATCH, LORA, maybeAvatar, nothing, PIECE, pieces, RUN, type Rule, reference, withAvatar } from "./rule.ts";
import { PEOPLE_RULES } from "./rules-people.ts";
import type { Sentence } from "./sentence.ts";

const back = (sentence: Sentence, now: Date) => {
  const days = daysBack(sentence.text, now);
  return days === undefined ? {} : { days };
};
const report = (command: string, needs: Rule["needs"], not: NonNullable<Rule["not"]> = []): Rule => ({
  command,
  needs,
  not: ["make", "plan", ...not].filter((concept) => !needs.flat().includes(concept as never)) as never,
  read: maybeAvatar((sentence, { world }) => back(sentence, world.now)),
});
const isAbout = (pattern: RegExp) => (sentence: Sentence) => pattern.test(sentence.text);
const refers = (shape: RegExp) => (sentence: Sentence) => sentence.references.some((each) => shape.test(each));

/** Of several motifs the shots are mixed, and no one look is for all of them. */
function motifsOf({ text }: Sentence): { preset?: string; categories?: Category[] } {
  const words = text.split(" ").filter((word) => Object.hasOwn(MOTIFS, word));
  const motifs = [...new Set(words.flatMap((word) => MOTIFS[word] ?? []))];
  const presets = new Set(motifs.flatMap(({ preset }) => preset ?? []));
  const categories = motifs.flatMap(({ category }) => category ?? []);
  const [preset] = presets.size === 1 ? presets : [];
  return { ...(preset ? { preset } : {}), ...(categories.length > 0 ? { categories } : {}) };
}

const CHANNELS = ["instagram", "tiktok", "fanvue"];
const channelsOf = ({ text }: Sentence) => {
  const channels = CHANNELS.filter((channel) => text.includes(channel));
  return channels.length > 0 ? { channels } : {};
};

function madeBatch(format?: "carousel" | "story"): Rule["read"] {
  return withAvatar((sentence) => {
    const [first, second] = sentence.numbers;
    const isSized = format === "carousel" && second !== undefined;
    return {
      ...(first === undefined ? {} : { count: first }),
      ...(format ? { format } : {}),
      ...(isSized ? { pictures: second } : {}),
      ...motifsOf(sentence),
      ...channelsOf(sentence),
    };
  });
}

/** "tomorrow at 6 pm" as "tomorrow 18:00". */
function whenOf({ text }: Sentence): string | undefined {
  const day =
    /\b(today|tomorrow|hoy|manana|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miercoles|jueves|viernes|sabado|domingo|\d{4}-\d{2}-\d{2})\b/.exec(
      text,
    )?.[1];
  const hour = /\b(?:at|a las|las)\s+(\d{1,2})(?::(\d{2}))?\s*(am|pm)?\b|\b(\d{1,2}):(\d{2})\b/.exec(text);
  if (!day && !hour) return undefined;
  const stated = Number(hour?.[1] ?? hour?.[4] ?? 12);
  const shown = hour?.[3] === "pm" && stated < 12 ? stated + 12 : stated;
  return `${day ?? "today"} ${String(shown).padStart(2, "0")}:${hour?.[2] ?? hour?.[5] ?? "00"}`;
}

const BRIEF = /(?:,|:|\bwho\b|\bwith brief\b|\ba\b(?= (?:fitness|yoga|travel))|\bque\b|\bde tema\b)\s*(.+)$/i;

function newAvatar(sentence: Sentence) {
  const called = /\b(?:called|named|llamad[ao]|se llame)\s+(\p{L}+(?:\s\p{Lu}\p{L}+)?)/iu.exec(sentence.raw)?.[1];
  const name = called ?? sentence.names[0];
  if (name === undefined) return { missing: "name" as const };
  const after = sentence.raw.slice(sentence.raw.indexOf(name) + name.length).trim();
  const brief = sentence.quoted[0] ?? BRIEF.exec(after)?.[1] ?? after.replace(/^[,:\s]+/, "");
  if (brief.length < 3) return { missing: "brief" as const };
  const age = sentence.numbers.find((each) => each >= 21 && each <= 60);
  return { name, brief, ...(age === undefined ? {} : { age }) };
}

const SETS_MODE = /\b(?:let|put|set|switch|pon|deja|mode|modo|turn|answer|responda|conteste|contestar)\b/;

function modeOf(text: string): "auto" | "draft" | "off" {
  if (/\b(?:draft|drafts|borrador|borradores)\b/.test(text)) return "draft";
  return /\b(?:off|manual|apaga)\b/.test(text) ? "off" : "auto";
}

const STOP_ALL =
  /\b(?:everything|all messages|all (?:the )?(?:chats|sending)|todo|todos los (?:mensajes|envios)|kill switch)\b/;

export const RULES: readonly Rule[] = [
  {
    command: "run.list",
    needs: [["show", "run"], ["run"]],
    not: ["draft", "piece", "approve", "conversation"],
    read: nothing,
  },
  { command: "run.cancel", needs: [["cancel", "reject"]], when: refers(RUN), read: reference("id", "what", RUN) },
  { command: "system.stop", needs: [["pause"]], when: isAbout(STOP_ALL), not: ["piece"], read: nothing },
  { command: "system.resume", needs: [["resume"]], when: isAbout(STOP_ALL), read: nothing },
  ...PEOPLE_RULES,

  { command: "avatar.create", needs: [["make"], ["avatar"]], not: ["piece", "batch"], read: newAvatar },
  {
    command: "avatar.clone",
    needs: [["clone"]],
    read: withAvatar(({ names }) => (names[0] ? { name: names[0] } : { missing: "name" })),
  },
  { command: "avatar.retire", needs: [["retire"]], read: withAvatar() },
  {
    command: "autonomy.show",
    needs: [["autonomy"], ["show"]],
    when: ({ text }) => !SETS_MODE.test(text),
    read: withAvatar(),
  },
  {
    command: "avatar.autonomy",
    needs: [["autonomy", "draft"]],
    when: isAbout(SETS_MODE),
    read: withAvatar(({ text }) => ({ mode: modeOf(text) })),
  },

  { command: "face.create", needs: [["make"], ["face"]], read: withAvatar() },
  {
    command: "face.pick",
    needs: [["face"]],
    when: isAbout(/\b(?:pick|use|take|choose|elige|usa|escoge|number|numero)\b/),
    read: withAvatar(({ numbers }) => (numbers[0] ? { number: numbers[0] } : { missing: "what" })),
  },
  { command: "face.show", needs: [["show"], ["face"]], read: withAvatar() },
  {
    command: "dataset.create",
    needs: [["make"], ["dataset"]],
    read: withAvatar(({ numbers }) => (numbers[0] ? { count: numbers[0] } : {})),
  },
  { command: "lora.activate", needs: [["lora"]], when: refers(LORA), read: reference("lora", "what", LORA) },
  { command: "lora.cancel", needs: [["cancel", "pause"], ["train"]], read: withAvatar() },
  { command: "lora.show", needs: [["show"], ["lora", "train"]], read: withAvatar() },
  { command: "lora.train", needs: [["train"]], read: withAvatar() },
  { command: "voice.list", needs: [["show"], ["voice"]], read: withAvatar() },
  {
    command: "voice.try",
    needs: [["voice"]],
    when: ({ quoted }) => quoted.length > 0,
    read: withAvatar(({ quoted }) => ({ text: quoted[0] })),
  },

  {
    command: "reel.create",
    needs: [["reel"], ["make", "want"]],
    read: withAvatar((sentence) => {
      const of = pieces(sentence);
      return of.length > 0
        ? { pieces: of, ...(sentence.quoted[0] ? { script: sentence.quoted[0] } : {}) }
        : { missing: "piece" };
    }),
  },
  {
    command: "piece.regenerate",
    needs: [["again", "make"]],
    when: refers(PIECE),
    read: reference("piece", "piece", PIECE),
  },
  { command: "piece.retry", needs: [["retry"]], when: refers(PIECE), read: reference("piece", "piece", PIECE) },
  {
    command: "batch.retry",
    needs: [["retry", "again"]],
    when: refers(BATCH),
    read: reference("batch", "batch", BATCH),
  },
  { command: "batch.retry", needs: [["retry"], ["batch", "piece"]], read: reference("batch", "batch", BATCH) },
  { command: "batch.approve", needs: [["approve"]], when: refers(BATCH), read: reference("batch", "batch", BATCH) },
  {
    command: "batch.cancel",
    needs: [["cancel", "pause"]],
    when: refers(BATCH),
    read: reference("batch", "batch", BATCH),
  },
  {
    command: "batch.show",
    needs: [["show", "batch", "status"]],
    when: refers(BATCH),
    not: ["make"],
    read: reference("batch", "batch", BATCH),
  },
  {
    command: "piece.approve",
    needs: [["approve"]],
    when: refers(PIECE),
    read: (sentence) => ({ pieces: pieces(sentence) }),
  },
  {
    command: "piece.reject",
    needs: [["reject"]],
    when: refers(PIECE),
    read: reference("piece", "piece", PIECE, ({ quoted, text }) => {
      const reason = quoted[0] ?? /\b(?:because|since|porque)\s+(.+)$/.exec(text)?.[1];
      return reason ? { reason } : {};
    }),
  },
  { command: "batch.approve", needs: [["approve"], ["batch"]], read: reference("batch", "batch", BATCH) },
  { command: "batch.cancel", needs: [["cancel"], ["batch"]], read: reference("batch", "batch", BATCH) },
  {
    command: "schedule.move",
    needs: [["move"]],
    when: refers(PIECE),
    read: (sentence) => {
      const when = whenOf(sentence);
      return when ? { post: sentence.references[0], when } : { missing: "when" };
    },
  },
  {
    command: "schedule.cancel",
    needs: [["cancel", "delete"]],
    when: (sentence) => refers(PIECE)(sentence),
    read: reference("post", "post", PIECE),
  },
  { command: "schedule.queue", needs: [["plan"]], when: refers(PIECE), read: reference("piece", "piece", PIECE) },
  {
    command: "post.now",
    needs: [["publish", "piece"]],
    when: refers(PIECE),
    not: ["show", "reject", "approve"],
    read: reference("piece", "piece", PIECE),
  },
  { command: "piece.show", needs: [["show"]], when: refers(PIECE), read: reference("piece", "piece", PIECE) },
  { command: "post.now", needs: [["publish"]], read: () => ({ missing: "piece" }) },
  { command: "piece.approve", needs: [["approve"], ["piece"]], read: () => ({ missing: "piece" }) },
  { command: "piece.reject", needs: [["reject"], ["piece"]], read: () => ({ missing: "piece" }) },
  { command: "schedule.move", needs: [["move"]], read: () => ({ missing: "post" }) },

  {
    command: "budget.set",
    needs: [["budget"], ["set", "make"]],
    read: (sentence) => {
      const usd = /(\d+(?:[.,]\d{1,2})?)/.exec(sentence.raw)?.[1];
      return usd
        ? { usd: usd.replace(",", "."), ...(sentence.avatars[0] ? { avatar: sentence.avatars[0] } : {}) }
        : { missing: "amount" };
    },
  },
  { command: "budget.show", needs: [["budget"]], read: nothing },
  { command: "price.list", needs: [["price"]], read: nothing },
  report("report.attribution", [["attribution"]]),
  report("report.funnel", [["funnel"]]),
  report("report.subscriptions", [["subscribers"]]),
  report("report.sales", [["sales"]]),
  report("report.insights", [["insights"]]),
  report("report.pnl", [["profit"]], ["piece"]),
  report("report.costs", [["cost"]]),

  { command: "schedule.pause", needs: [["pause"], ["calendar", "piece"]], read: withAvatar() },
  { command: "schedule.resume", needs: [["resume"], ["calendar", "piece"]], read: withAvatar() },
  {
    command: "schedule.week",
    needs: [["plan"]],
    not: ["campaign", "make"],
    when: ({ text, has }) => !has("show") || !/\b(?:show|muestra|ver)\b/.test(text),
    read: withAvatar((sentence, { world }) => {
      const stretch = stretchAhead(sentence.text, world.now);
      const count = sentence.numbers.find(
        (each) =>
          each !== stretch.days || new RegExp(`\\b${each} (?:post|publicacion|foto|picture)`).test(sentence.text),
      );
      return { ...(count === undefined ? {} : { posts: count }), ...stretch };
    }),
  },
  {
    command: "pack.create",
    needs: [["make"], ["pack"]],
    read: withAvatar(({ text, numbers }) => {
      const step = ["starter", "deluxe", "ultimate", "vip"].find((each) => text.includes(each));
      return { ...(step ? { step } : {}), ...(numbers[0] ? { count: numbers[0] } : {}) };
    }),
  },
  { command: "batch.create", needs: [["make", "want"], ["carousel"]], read: madeBatch("carousel") },
  {
    command: "batch.create",
    needs: [["make", "want"], ["story"]],
    not: ["show"],
    when: ({ numbers }) => numbers.length > 0,
    read: madeBatch("story"),
  },
  {
    command: "batch.create",
    needs: [
      ["make", "want"],
      ["piece", "batch"],
    ],
    when: ({ text, concepts }) => concepts.has("make") || /\b(?:need|want|quiero|necesito|give|dame)\b/.test(text),
    read: madeBatch(),
  },
  {
    command: "batch.create",
    needs: [["piece", "batch"]],
    not: ["show", "approve", "reject", "publish", "pause"],
    when: ({ numbers }) => numbers.length > 0,
    read: madeBatch(),
  },
  {
    command: "schedule.show",
    needs: [["calendar"]],
    not: ["make"],
    read: withAvatar((sentence, { world }) => {
      const { from } = stretchAhead(sentence.text, world.now);
      return from === undefined ? {} : { week: from };
    }),
  },

  { command: "avatar.pause", needs: [["pause"]], not: ["account", "broadcast"], read: withAvatar() },
  { command: "avatar.resume", needs: [["resume"]], not: ["account", "broadcast"], read: withAvatar() },
  { command: "persona.show", needs: [["persona"]], not: ["set"], read: withAvatar() },
  { command: "template.list", needs: [["template"], ["show"]], read: nothing },
  { command: "preset.list", needs: [["preset"], ["show"]], read: nothing },
  { command: "account.health", needs: [["account"], ["health"]], read: nothing },
  {
    command: "account.link",
    needs: [["link"]],
    when: isAbout(/\b(?:instagram|tiktok|fanvue|telegram|account|cuenta)\b/),
    read: withAvatar(({ text }) => {
      const platform = [...CHANNELS, "telegram"].find((each) => text.includes(each));
      return platform ? { platform } : {};
    }),
  },
  { command: "account.list", needs: [["account"]], not: ["pause", "link"], read: nothing },
  { command: "pack.list", needs: [["pack"]], not: ["offer"], read: maybeAvatar() },
  { command: "custom.list", needs: [["custom"]], read: maybeAvatar() },
  {
    command: "piece.list",
    needs: [["show"], ["piece"]],
    read: maybeAvatar(({ text }) => {
      const state = Object.entries(STATES).find(([, words]) => words.test(text))?.[0];
      return state ? { state } : {};
    }),
  },
  { command: "batch.list", needs: [["batch"]], not: ["approve", "cancel"], read: maybeAvatar() },
  { command: "audit.verify", needs: [["audit"]], read: nothing },
  { command: "avatar.list", needs: [["show"], ["avatar"]], when: ({ avatars }) => avatars.length === 0, read: nothing },
  {
    command: "system.status",
    needs: [["status", "health"]],
    when: ({ avatars }) => avatars.length === 0,
    read: nothing,
  },
  {
    command: "avatar.show",
    needs: [["show", "status"]],
    when: ({ avatars, names }) => avatars.length > 0 && names.length === 0,
    read: withAvatar(),
  },
  { command: "help.show", needs: [["help"]], read: nothing },
];

const STATES: Readonly<Record<string, RegExp>> = {
  ready: /\b(?:ready|review|listas|listos|revisar)\b/,
  failed: /\b(?:failed|fallidas|fallidos|fallaron)\b/,
  held: /\b(?:held|retenidas|retenidos)\b/,
  approved: /\b(?:approved|aprobadas|aprobados)\b/,
  published: /\b(?:published|publicadas|publicados)\b/,
  rejected: /\b(?:rejected|rechazadas|rechazados)\b/,
};
