// Words of the commands about fans.
import type { CommandText } from "../commands.ts";

export const fansCommandTexts: Readonly<Record<string, CommandText>> = {
  "conversation.list": {
    summary: "Show the newest conversations with scores.",
    example: "conversation list",
    arguments: {
      avatar: "Name or slug of the avatar",
      limit: "How many at most",
      waiting: "Only fans who wait for a person",
    },
  },
  "conversation.show": {
    summary: "Show a conversation as a thread.",
    example: "conversation show Alex",
    arguments: { conversation: "The fan's name, or the conversation's id" },
  },
  "conversation.brief": {
    summary: "Brief me before I take a conversation over.",
    example: "conversation brief Alex",
    arguments: { conversation: "The fan's name, or the conversation's id" },
  },
  "conversation.reply": {
    summary: "Answer a fan as the avatar.",
    example: 'conversation reply Alex "Hi, this is the team!"',
    arguments: {
      conversation: "The fan's name, or the conversation's id",
      text: "What to send",
      voice: "As a voice note, in the avatar's voice",
    },
  },
  "conversation.take": {
    summary: "Take a conversation over from the AI.",
    example: "conversation take Alex",
    arguments: {
      conversation: "The fan's name, or the conversation's id",
      minutes: "For how long; without: until you hand it back",
    },
  },
  "conversation.release": {
    summary: "Hand a conversation back to the AI.",
    example: "conversation release Alex",
    arguments: { conversation: "The fan's name, or the conversation's id" },
  },
  "fan.write": {
    summary: "Write to an avatar as a fan would, on the emulated platform.",
    example: 'fan write luna "hi, I love your pictures!"',
    arguments: { avatar: "Name or slug of the avatar", text: "What the fan writes", as: "Which fan you play" },
  },
  "routing.show": {
    summary: "Show which providers serve an avatar.",
    example: "routing show luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "routing.set": {
    summary: "Say which providers serve an avatar, in what order.",
    example: "routing set luna image replicate,openai",
    arguments: {
      avatar: "Name or slug of the avatar",
      kind: "What they make: image, video or voice",
      providers: "Their names with commas, the first first",
    },
  },
  "routing.clear": {
    summary: "Let the settings decide again which providers serve an avatar.",
    example: "routing clear luna image",
    arguments: { avatar: "Name or slug of the avatar", kind: "What they make: image, video or voice" },
  },
  "evaluation.run": {
    summary: "Try an avatar's answers on played fans, without sending anything.",
    example: "evaluation run luna",
    arguments: {
      avatar: "Name or slug of the avatar",
      conversations: "How many conversations",
      turns: "Messages of the fan in each",
      fan: "One kind of fan: cold, warm, hot, haggler, doubter, trickster, leaver, cold_es, warm_es, hot_es",
      seed: "The same number plays the same fans",
      fans: "Who speaks for the fans: script, or model",
      field: "Persona field to try",
      value: "Its new value",
    },
  },
  "evaluation.replay": {
    summary: "Answer stored conversations anew, without sending anything, and compare.",
    example: "evaluation replay luna",
    arguments: {
      avatar: "Name or slug of the avatar",
      conversations: "How many conversations, the newest first",
      least: "Messages of the fan a conversation has at least",
      turns: "Answers of each conversation, its first",
      stage: "Only fans at this stage: lead_magnet, qualification, conversion",
      days: "Only fans who wrote in the last days",
      field: "Persona field to try",
      value: "Its new value",
      model: "Another chat model to try",
    },
  },
  "evaluation.compare": {
    summary: "Play the same fans before two avatars, without sending anything, and compare.",
    example: "evaluation compare luna mara",
    arguments: {
      avatar: "Name or slug of the avatar",
      against: "The other one, as her clone",
      conversations: "How many conversations with each",
      turns: "Messages of the fan in each",
      fan: "One kind of fan: cold, warm, hot, haggler, doubter, trickster, leaver, cold_es, warm_es, hot_es",
      seed: "The same number plays the same fans",
      fans: "Who speaks for the fans: script, or model",
    },
  },
  "fan.link": {
    summary: "Say that two conversations are with one person.",
    example: "fan link Alex alex_tg",
    arguments: {
      conversation: "The fan's name, or the conversation's id",
      other: "The same fan on another channel: name or the conversation's id",
    },
  },
  "fan.path": {
    summary: "Show one fan's way from a post to a payment.",
    example: "fan path Alex",
    arguments: { fan: "Name, id, the platform's id, or a conversation's id" },
  },
  "fan.code": {
    summary: "Send a fan a one-time code that links their other channel.",
    example: "fan code Alex",
    arguments: { conversation: "The fan's name, or the conversation's id" },
  },
  "fan.thread": {
    summary: "Show the thread of a fan you play.",
    example: "fan thread luna Alex",
    arguments: { avatar: "Name or slug of the avatar", as: "Which fan you play" },
  },
  "fan.export": {
    summary: "Put everything held about a fan into a file.",
    example: "fan export Alex",
    arguments: { fan: "The fan's name or id, the platform's id, or a conversation's id" },
  },
  "fan.erase": {
    summary: "Erase a fan for good; amounts and locks stay without the person.",
    example: "fan erase Alex",
    arguments: { fan: "The fan's name or id, the platform's id, or a conversation's id" },
  },
  "draft.list": { summary: "Show answers that wait for your yes.", example: "draft list", arguments: {} },
  "draft.approve": {
    summary: "Send a draft, as it is or with your text.",
    example: "draft approve out_01",
    arguments: { draft: "Id of the draft", text: "Your text instead" },
  },
  "draft.reject": {
    summary: "Drop a draft: nothing is sent.",
    example: "draft reject out_01",
    arguments: { draft: "Id of the draft" },
  },
  "autonomy.show": {
    summary: "Show who answers fans in which situation.",
    example: "autonomy show luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "autonomy.set": {
    summary: "Choose who answers in one kind of situation: auto, draft or off (people).",
    example: "autonomy set luna draft --intent purchase_intent --from 99.99",
    arguments: {
      avatar: "Name or slug of the avatar",
      mode: "auto, draft or off",
      intent: "What the fan wants, such as purchase_intent",
      stage: "lead_magnet, qualification or conversion",
      from: "For offers of at least this price in USD",
    },
  },
  "autonomy.clear": {
    summary: "Drop a rule, or all of an avatar's.",
    example: "autonomy clear luna --intent purchase_intent",
    arguments: {
      avatar: "Name or slug of the avatar",
      intent: "The rule's intent",
      stage: "The rule's stage",
      from: "The rule's price in USD",
    },
  },
  "draft.again": {
    summary: "Drop a draft and have the fan answered anew.",
    example: "draft again out_01",
    arguments: { draft: "Id of the draft" },
  },
  "fan.show": {
    summary: "Show a fan: standing, spend, tags, notes, locks.",
    example: "fan show Alex",
    arguments: { fan: "The fan's name or id" },
  },
  "fan.note": {
    summary: "Write a note about a fan.",
    example: 'fan note Alex "likes hiking"',
    arguments: { fan: "The fan's name or id", text: "The note" },
  },
  "fan.tag": {
    summary: "Tag a fan.",
    example: "fan tag Alex vip",
    arguments: { fan: "The fan's name or id", tag: "The tag" },
  },
  "fan.untag": {
    summary: "Take a tag off a fan.",
    example: "fan untag Alex vip",
    arguments: { fan: "The fan's name or id", tag: "The tag" },
  },
  "fan.block": {
    summary: "Block a fan: nothing goes out to them.",
    example: "fan block Alex",
    arguments: { fan: "The fan's name or id" },
  },
  "fan.unblock": {
    summary: "Let a blocked fan be written to again.",
    example: "fan unblock Alex",
    arguments: { fan: "The fan's name or id" },
  },
  "fan.unlock": {
    summary: "Unlock a fan taken for a minor: one verifies, another confirms.",
    example: 'fan unlock Alex "passport seen by the verifier, case 1182"',
    arguments: { fan: "The fan's name or id", evidence: "How the age was verified; leave out to confirm" },
  },
  "handover.show": {
    summary: "Show when the team is called to a fan.",
    example: "handover show",
    arguments: { avatar: "Only of this avatar" },
  },
  "handover.set": {
    summary: "Set when the team is called: spend and waiting time.",
    example: "handover set --spend 500 --minutes 30",
    arguments: {
      avatar: "Only for this avatar",
      spend: "Spent in all, in USD",
      minutes: "Minutes a fan may wait for a person",
    },
  },
  "pacing.show": {
    summary: "Show how soon and in what form fans are answered.",
    example: "pacing show luna",
    arguments: { avatar: "Of this avatar" },
  },
  "pacing.set": {
    summary: "Set how soon and in what form fans are answered.",
    example: "pacing set luna --quiet 4 --pace natural --voice 20",
    arguments: {
      avatar: "Only for this avatar",
      quiet: "Seconds of silence before an answer",
      longest: "Seconds that a burst of messages may put it off",
      presence: "Whether the fan sees “seen” and “typing”",
      pace: "natural: as long as a person reads and types",
      voice: "Percent of short answers sent as voice notes",
      voiceback: "Whether a voice note is answered by one",
    },
  },
  "notice.list": {
    summary: "Show what the team was told lately.",
    example: "notice list",
    arguments: {},
  },
};
