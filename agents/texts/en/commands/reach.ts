// Words of the commands about segments, broadcasts and sequences.
import type { CommandText } from "../commands.ts";

const avatar = "Name or slug of the avatar";
const broadcast = "Id of the broadcast";
const sequence = "Name or id of the sequence";
const segment = "Name of the segment";

export const reachCommandTexts: Readonly<Record<string, CommandText>> = {
  "segment.set": {
    summary: "Keep a filter of fans under a name.",
    example: "segment set luna warm --stages qualification --score-from 60 --without-tags vip",
    arguments: {
      avatar,
      name: "What you call it",
      stages: "Stages of the funnel: lead_magnet, qualification, conversion",
      scoreFrom: "Score of at least",
      scoreTo: "Score of at most",
      tags: "Has at least one of these tags",
      withoutTags: "Has none of these tags",
      spentFrom: "Spent at least, USD",
      spentTo: "Spent at most, USD",
      silentFrom: "Silent for at least so many days",
      silentTo: "Silent for at most so many days",
      channels: "Platforms, as instagram, telegram",
      languages: "Languages, as en, es",
      bought: "Has bought anything, or with no: nothing",
      boughtPack: "Has bought this pack",
      withoutPack: "Has not bought this pack",
      subscription: "none, active, grace, canceled or ended",
    },
  },
  "segment.list": { summary: "List segments.", example: "segment list luna", arguments: { avatar } },
  "segment.show": {
    summary: "Show a segment: how many, who, and why some cannot be written to.",
    example: "segment show luna warm",
    arguments: { avatar, segment },
  },
  "segment.remove": {
    summary: "Remove a segment.",
    example: "segment remove luna warm",
    arguments: { avatar, segment },
  },
  "broadcast.send": {
    summary: "Write to the fans of a segment, once each.",
    example: 'broadcast send luna warm "en: Hi {name}, new set! | es: ¡Hola {name}, set nuevo!"',
    arguments: {
      avatar,
      segment,
      text: "What they are told; {name} is the first name; by language as en: ... | es: ...",
      brief: "What it is about, to be written for you instead of a text",
      pack: "Slug of a pack to offer with it",
    },
  },
  "broadcast.show": {
    summary: "Show a broadcast: progress, answers, sales, harm.",
    example: "broadcast show brc_01",
    arguments: { broadcast },
  },
  "broadcast.list": { summary: "List broadcasts.", example: "broadcast list luna", arguments: { avatar } },
  "broadcast.pause": { summary: "Pause a broadcast.", example: "broadcast pause brc_01", arguments: { broadcast } },
  "broadcast.resume": {
    summary: "Let a paused broadcast go on.",
    example: "broadcast resume brc_01",
    arguments: { broadcast },
  },
  "broadcast.cancel": {
    summary: "Call a broadcast off.",
    example: "broadcast cancel brc_01",
    arguments: { broadcast },
  },
  "sequence.set": {
    summary: "Plan what silent fans are told, step by step.",
    example: 'sequence set luna comeback warm "20h Hi {name}! // 44h Still there?"',
    arguments: {
      avatar,
      name: "What you call it",
      segment,
      steps: "Hours of silence and a text, with // between steps",
    },
  },
  "sequence.show": {
    summary: "Show a sequence: what each step brought.",
    example: "sequence show comeback",
    arguments: { sequence },
  },
  "sequence.list": { summary: "List sequences.", example: "sequence list luna", arguments: { avatar } },
  "sequence.pause": { summary: "Pause a sequence.", example: "sequence pause comeback", arguments: { sequence } },
  "sequence.resume": {
    summary: "Let a paused sequence go on.",
    example: "sequence resume comeback",
    arguments: { sequence },
  },
  "sequence.remove": {
    summary: "Remove a sequence, with what waits for it.",
    example: "sequence remove comeback",
    arguments: { sequence },
  },
  "outreach.show": {
    summary: "Show how mailings are sent.",
    example: "outreach show luna",
    arguments: { avatar: "Name or slug of the avatar; without one: all" },
  },
  "outreach.set": {
    summary: "Set how mailings are sent.",
    example: "outreach set luna --quiet-from 22 --quiet-to 9 --per-hour 30",
    arguments: {
      avatar: "Name or slug of the avatar; without one: all",
      quietFrom: "Hour of the fan's day from which nothing is sent",
      quietTo: "Hour up to which nothing is sent",
      everyDays: "At most one broadcast a fan in so many days",
      harmPercent: "Percent of fans put off at which a mailing pauses",
      afterAnswer: "One message may follow an answer of the AI; owners only",
      perHour: "Messages an hour",
      account: "Platform or handle of one account; without it: all",
    },
  },
};
